import { type Asked, askedIn, chatUser, type Desk, placeAsked, tenantOf } from './desk';
import { learntFrom } from './reach';
import type { Activity } from './transport/transport';

/** Who sent it and from where; what it tells about the way there is kept. */
export async function whoAsks(desk: Desk, activity: Activity): Promise<Asked> {
  const asked = askedIn(activity);
  await learn(desk, activity, learntFrom(activity));
  if (asked.from) return asked;
  const member = await desk.roster.member(placeAsked(asked), activity.from.id);
  return { ...asked, from: member && chatUser(asked.tenant, member.user) };
}

/** Of a tenant whose teams were not heard of yet: somebody installed the app for themselves first. */
const UNNAMED = 'Microsoft Teams';

/** Changes what is known of the tenant that the activity comes from. */
export async function learn(
  desk: Pick<Desk, 'reaches' | 'log'>,
  activity: Activity,
  change: Parameters<Desk['reaches']['learn']>[1],
): Promise<void> {
  const tenant = tenantOf(activity);
  if (tenant === '') return;
  const teamName = activity.channelData.team?.name ?? UNNAMED;
  try {
    await desk.reaches.learn({ tenant, botUser: activity.recipient.id, teamName }, change);
  } catch (error) {
    // Learnt again from the next activity; what was asked must not fail because of it.
    desk.log.warn({ tenant, why: String(error) }, 'The way to a Teams tenant was not kept');
  }
}
