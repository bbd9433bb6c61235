import type { WrittenMessage } from '../../src/ports/inbound';
import type { Post } from '../../src/ports/rows';
import { accountOf, chatTeams, type Desk, type Platform } from './desk';

/** Where a post stands, as the platforms tell it. */
export interface Place {
  platform: Platform;
  channel: string;
  ts: string;
}

let clock = 1_755_266_700_000;

/** A message id of the platform: nothing can be read from it on both. */
export function nextTs(platform: Platform): string {
  clock += 1_000;
  return platform === 'slack' ? `${clock / 1000}.000100` : String(clock);
}

/** Plays the pump: everything that the conversation has to say stands in chat now. */
export async function showAll(desk: Desk, conversationId: string): Promise<Post[]> {
  for (const post of await desk.posts(conversationId)) {
    if (post.ts !== null) continue;
    const platform = platformOf(desk, post);
    const channel = post.channel ?? `D-${platform}-${post.personId}`;
    await desk.app.store.transaction((tx) =>
      tx.posts.recordShown(post.id, { ts: nextTs(platform), channel, version: post.wanted, hash: 'x' }),
    );
  }
  return desk.posts(conversationId);
}

export function platformOf(desk: Desk, { installationId }: Post): Platform {
  return installationId === desk.installations.teams ? 'teams' : 'slack';
}

/** The conversation's card there: the channel's, or somebody's own. It has to stand. */
export async function cardOn(
  desk: Desk,
  conversationId: string,
  platform: Platform,
  personId: string | null = null,
): Promise<Place> {
  const posts = await showAll(desk, conversationId);
  const card = posts.find(
    (post) => post.kind === 'card' && post.personId === personId && platformOf(desk, post) === platform,
  );
  if (!card?.ts || !card.channel) throw new Error(`No card on ${platform}.`);
  return { platform, channel: card.channel, ts: card.ts };
}

/** What somebody writes below it. */
export function written(below: Place, who: string, text: string): WrittenMessage {
  const { platform, channel } = below;
  return {
    platform,
    team: chatTeams[platform],
    channel,
    thread: below.ts,
    ts: nextTs(platform),
    from: accountOf(who, platform),
    authorName: `${who} in chat`,
    text,
    at: new Date(clock).toISOString(),
  };
}
