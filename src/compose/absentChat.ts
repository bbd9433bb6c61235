import type { Called, Chat } from '../ports/chat';
import type { Installation } from '../ports/rows';

const names = { slack: 'Slack', teams: 'Microsoft Teams' };

/**
 * A platform that the database knows and the configuration does not (any more): everything waits until it is back, and
 * the other platform goes on.
 */
export function absentChat(platform: Installation['platform']): Chat {
  const missing = async <T>(): Promise<Called<T>> => ({
    ok: false,
    why: 'notAuthorized',
    detail: `${names[platform]} is not configured`,
  });
  return {
    post: missing,
    update: missing,
    remove: missing,
    upload: null,
    removeFiles: missing,
    openDirect: missing,
    publishHome: missing,
    findPosted: missing,
    repliesSince: missing,
    threadsSince: missing,
    budgets: (method) => ({
      method,
      channelEveryMs: 1_000,
      channelBurst: 1,
      methodEveryMs: 1_000,
      methodBurst: 1,
    }),
  };
}
