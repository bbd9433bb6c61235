import type { ChannelState, ControlState } from '../../protocol';

type Known = Pick<ControlState, 'channels' | 'me' | 'messages' | 'app'>;

/**
 * Where somebody begins who comes without a place: the first of their channels in which the app has posted, so that
 * there is something to click; else their first channel; else any place of theirs.
 */
export function firstChannel({ channels, me, messages, app }: Known): ChannelState | undefined {
  const mine = channels.filter((one) => one.members.includes(me.id) && !one.archived);
  const named = mine.filter((one) => one.kind !== 'im').sort((a, b) => a.name.localeCompare(b.name));
  const withCards = named.find((one) => messages[one.id]?.some((message) => message.user === app.botUserId));
  return withCards ?? named[0] ?? mine[0];
}
