import type { TeamsPlaceState, TeamsState } from '../../../teamsProtocol';

type Known = Pick<TeamsState, 'places' | 'me' | 'messages'>;

/** Where somebody begins: the first channel of theirs in which the bot has posted a card, else any, else their chat. */
export function firstPlace({ places, me, messages }: Known): TeamsPlaceState | undefined {
  const mine = places.filter((one) => one.members.includes(me.id));
  const channels = mine.filter((one) => one.kind === 'channel');
  const withCards = channels.find((one) => messages[one.id]?.some((message) => message.card));
  return withCards ?? channels[0] ?? mine[0];
}
