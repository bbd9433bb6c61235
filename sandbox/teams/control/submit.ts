import type { AdaptiveCardJson, CardInputs } from '../../teamsProtocol';
import { submitActivity } from '../bot/activities';
import { type Done, task } from '../bot/invoke';
import { isObject } from '../cards/checkCard';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPerson, StoredPlace } from '../world';

/** Action.Submit on the card of a message: opens a dialog, or arrives as a message with a value. */
export async function submit(
  teams: Teams,
  person: StoredPerson,
  at: { place: StoredPlace; message: StoredMessage },
  action: AdaptiveCardJson,
  inputs: CardInputs,
): Promise<Done> {
  const own = isObject(action.data) ? action.data : {};
  const data = { ...own, ...inputs };
  const { msteams } = own;
  const type = isObject(msteams) ? msteams.type : undefined;
  if (type === 'task/fetch') return task(teams, 'task/fetch', person, at, data);
  if (type !== undefined)
    return {
      ok: false,
      error: `The Teams sandbox knows "task/fetch" in data.msteams, not "${String(type)}".`,
    };
  const answer = await teams.delivery.bring(submitActivity(teams, person, at.place, data, at.message));
  return { ok: true, answer };
}
