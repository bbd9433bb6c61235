import { type Desk, tenantOf } from './desk';
import { historyPlace } from './reach';
import type { Activity } from './transport/transport';
import { learn } from './whoAsks';

/**
 * Whether the bot hears what does not mention it in this team: the permission that lets it also lets it read back.
 * Asked each time it is said, as an owner may grant or revoke it; what was last known counts when Microsoft does not
 * answer, and not known is no.
 */
export async function readsAll(desk: Desk, activity: Activity, channel: string): Promise<boolean> {
  const tenant = tenantOf(activity);
  const reach = desk.reaches.of(tenant);
  const team = reach.channels[channel]?.team;
  if (team === undefined) return false;
  const known = reach.teams[team]?.readsAll ?? false;
  const place = historyPlace(tenant, reach, channel);
  if (!place) return known;
  const called = await desk.history.roots(place, new Date(), 1);
  if (!called.ok && called.why !== 'notAuthorized') return known;
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
