import type { Desk } from './desk';
import { HOME_KEY } from './drawCard';
import { placeOfConversation } from './reach';
import type { AskedBy } from './toRequest';

/**
 * A post of ours was used: where it stands is told inward, which after a crash nobody else does. One that stands there
 * a second time is removed. Once per post and process, beside what the person asked.
 */
export function noteOwnPost(desk: Desk, asked: AskedBy, key: string | null): void {
  const { activity, tenant, route } = asked;
  const { conversation: channel } = placeOfConversation(activity.conversation.id);
  const ts = activity.replyToId;
  if (key === null || key === HOME_KEY || !ts || desk.seen.has(channel, ts)) return;
  desk.seen.add(channel, ts);
  desk.running.start(
    async () => {
      const { duplicate } = await desk.inbound.ownPostSeen({
        platform: 'teams',
        team: tenant,
        channel,
        ts,
        key,
      });
      if (!duplicate) return;
      desk.removed.add(channel, ts);
      const called = await desk.connector.remove({ ...route, conversation: channel }, ts);
      // Teams may have had enough for now: the next use of it is another chance.
      if (!called.ok) desk.seen.forget(channel, ts);
      desk.log.warn({ channel, ts, removed: called.ok }, 'A post stood twice');
    },
    (error) => {
      desk.seen.forget(channel, ts);
      desk.log.error({ channel, ts, why: String(error) }, 'A post of ours was not recognised');
    },
  );
}
