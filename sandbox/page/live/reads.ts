import type { ChannelState, ControlState, MessageState } from '../../protocol';

/** What a person has not seen of a channel. */
export interface Unread {
  any: boolean;
  /** Messages to them: all of a DM; in a channel those that mention them. */
  count: number;
}

/**
 * Unread marks of one channel. Real Slack keeps them on its server; here each browser keeps its own.
 * @param readTo ts up to which the person has seen it
 */
export function unreadOf(state: ControlState, channel: ChannelState, readTo: string): Unread {
  if (!channel.members.includes(state.me.id) && channel.kind !== 'im') return { any: false, count: 0 };
  const list = state.messages[channel.id] ?? [];
  let any = false;
  let count = 0;
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const message = list[i] as MessageState;
    if (message.ts <= readTo) break;
    if (message.user === state.me.id) continue;
    const inChannel = isRoot(message) || message.broadcast === true;
    if (inChannel && !message.subtype) any = true;
    if ((channel.kind === 'im' && inChannel) || mentions(message, state.me.id)) count += 1;
  }
  return { any: any || count > 0, count };
}

/** Shown in the channel itself, not only in a thread. */
export function isRoot(message: MessageState): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts;
}

function mentions(message: MessageState, me: string): boolean {
  return message.text.includes(`<@${me}>`) || message.text.includes(`<@${me}|`);
}
