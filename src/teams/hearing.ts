import type { Desk } from './desk';
import { historyPlace } from './reach';
import type { Activity } from './transport/transport';
import { learn } from './whoAsks';

/**
 * Whether the bot hears what does not mention it in this team: the permission that lets it also lets it read back.
 * Remembered; a "no" is asked again, as an owner may grant it at any time. Not known is no.
 */
export async function readsAll(desk: Desk, activity: Activity, channel: string): Promise<boolean> {
  const tenant = activity.channelData.tenant?.id ?? '';
  const reach = desk.reaches.of(tenant);
  const team = reach.channels[channel]?.team;
  if (team === undefined) return false;
  if (reach.teams[team]?.readsAll) return true;
  const place = historyPlace(tenant, reach, channel);
  if (!place) return false;
  const called = await desk.history.roots(place, new Date(), 1);
  if (!called.ok && called.why !== 'notAuthorized') return false;
  await keepReading(desk, activity, team, called.ok);
  return called.ok;
}

/** A message arrived that does not mention the bot: so it hears them all. */
export async function heardAll(desk: Desk, activity: Activity): Promise<void> {
  const { team } = activity.channelData;
  if (team) await keepReading(desk, activity, team.id, true);
}

async function keepReading(desk: Desk, activity: Activity, team: string, reads: boolean): Promise<void> {
  await learn(desk, activity, (reach) => {
    const known = reach.teams[team];
    if (!known) return reach;
    return { ...reach, teams: { ...reach.teams, [team]: { ...known, readsAll: reads } } };
  });
}
