import type { Installation, Post } from '../ports/rows';

/** What a place in chat can do, as far as it changes what Postroom says there. */
export interface Surface {
  /** Messages have threads: what belongs to a conversation stands below its card, and people discuss it there. */
  threads: boolean;
  /** A reply in a thread can be shown in the channel as well; elsewhere a new reply brings its thread to the bottom. */
  broadcasts: boolean;
  /** Takes files from us; elsewhere a card stands for them. */
  takesFiles: boolean;
  /** A message has an address that one can follow; bots are not told that of a chat in Teams. */
  linksMessages: boolean;
  /** Has a people picker of its own, which finds the platform's accounts. */
  picksPeople: boolean;
  /** Conversations in each queue of a Home: as many as fit where it is one message. */
  homeRows: number;
}

/** The one place that knows it. In Teams a chat of two is a plain list of messages. */
export function surfaceOf(platform: Installation['platform'], personId: Post['personId']): Surface {
  if (platform === 'slack') {
    return {
      threads: true,
      broadcasts: true,
      takesFiles: true,
      linksMessages: true,
      picksPeople: false,
      homeRows: 10,
    };
  }
  const inChannel = personId === null;
  return {
    threads: inChannel,
    broadcasts: false,
    takesFiles: false,
    linksMessages: inChannel,
    picksPeople: true,
    homeRows: 4,
  };
}
