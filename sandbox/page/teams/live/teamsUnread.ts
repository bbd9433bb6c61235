import type { TeamsMessageState, TeamsPlaceState, TeamsState } from '../../../teamsProtocol';
import type { Unread } from '../../live/reads';

/**
 * What a person has not seen of a chat or channel. Real Teams keeps it on its server; here each browser keeps its own.
 * @param readTo epoch milliseconds up to which the person has seen it
 */
export function teamsUnreadOf(state: TeamsState, place: TeamsPlaceState, readTo: number): Unread {
  const list = state.messages[place.id] ?? [];
  const fresh: TeamsMessageState[] = [];
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const message = list[i] as TeamsMessageState;
    if (message.at <= readTo) break;
    if (message.from !== state.me.id && !message.deleted) fresh.push(message);
  }
  const toMe = (one: TeamsMessageState) =>
    place.kind === 'personal' || one.targetedTo === state.me.id || one.mentions.includes(state.me.id);
  return { any: fresh.length > 0, count: fresh.filter(toMe).length };
}
