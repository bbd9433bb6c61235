import type { Chat, ChatMethod } from '../ports/chat';
import { callsPerMinute, postingPace } from './limits';

type Budgets = ReturnType<Chat['budgets']>;

/** Which Web API method each kind of call counts against, and how many may come at once. */
const METHODS: Record<ChatMethod, { method: keyof typeof callsPerMinute; burst: number; posts: boolean }> = {
  post: { method: 'chat.postMessage', burst: 20, posts: true },
  update: { method: 'chat.update', burst: 20, posts: false },
  remove: { method: 'chat.delete', burst: 20, posts: false },
  upload: { method: 'files.completeUploadExternal', burst: 20, posts: true },
  openDirect: { method: 'conversations.open', burst: 10, posts: false },
  home: { method: 'views.publish', burst: 20, posts: false },
  history: { method: 'conversations.history', burst: 10, posts: false },
};

/** What does not post is not limited by channel; so that the pump needs no special case, the limit is far away. */
const UNLIMITED = { everyMs: 1, burst: 1000 };

/** How fast the pump may go without being told to wait. @param timeScale rehearsal only, else 1. */
export function budgetsOf(kind: ChatMethod, timeScale: number): Budgets {
  const { method, burst, posts } = METHODS[kind];
  const channel = posts ? postingPace : UNLIMITED;
  return {
    method,
    channelEveryMs: channel.everyMs / timeScale,
    channelBurst: channel.burst,
    methodEveryMs: 60_000 / callsPerMinute[method].max / timeScale,
    methodBurst: burst,
  };
}
