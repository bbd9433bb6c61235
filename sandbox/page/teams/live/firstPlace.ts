import type { TeamsPlaceState, TeamsState } from '../../../teamsProtocol';

type Known = Pick<TeamsState, 'places' | 'me' | 'messages'>;

/** Where somebody begins: the channel of theirs with the most cards (a welcome is one, too), else their first, else their chat. */
export function firstPlace({ places, me, messages }: Known): TeamsPlaceState | undefined {
  const mine = places.filter((one) => one.members.includes(me.id));
  const cards = (one: TeamsPlaceState) => messages[one.id]?.filter((message) => message.card).length ?? 0;
  const channels = mine.filter((one) => one.kind === 'channel');
  return channels.toSorted((a, b) => cards(b) - cards(a))[0] ?? mine[0];
}
