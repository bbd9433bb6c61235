import type { Chat, ChatMethod } from '../ports/chat';

type Budgets = ReturnType<Chat['budgets']>;

/**
 * Teams counts what a bot writes into one conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour. Seven at
 * once and then a little less than one every two seconds keep to all four. Source: Microsoft Learn, "Optimize your bot with rate limiting".
 */
const WRITING = { everyMs: 2_010, burst: 7 };

/** What writes nothing has no such limit; so that the pump needs no special case, this one lies behind any of writing. */
const UNLIMITED = { everyMs: 1, burst: 60_000 };

/** Of the whole bot, 50 requests a second in one tenant (same source), shared by everything that it calls. */
const CALLS = { everyMs: 20, burst: 25 };

/** Reading a channel through Microsoft Graph: 2 requests a second and app ("Microsoft Graph throttling limits"). */
const READING = { everyMs: 500, burst: 5 };

const METHODS: Record<ChatMethod, { method: 'connector' | 'graph'; writes: boolean }> = {
  post: { method: 'connector', writes: true },
  update: { method: 'connector', writes: true },
  remove: { method: 'connector', writes: true },
  upload: { method: 'connector', writes: true },
  home: { method: 'connector', writes: false },
  openDirect: { method: 'connector', writes: false },
  history: { method: 'graph', writes: false },
};

/** How fast the pump may go without being told to wait. @param timeScale rehearsal only, else 1. */
export function budgetsOf(kind: ChatMethod, timeScale: number): Budgets {
  const { method, writes } = METHODS[kind];
  const channel = writes ? WRITING : UNLIMITED;
  const all = method === 'graph' ? READING : CALLS;
  return {
    method,
    channelEveryMs: channel.everyMs / timeScale,
    channelBurst: channel.burst,
    methodEveryMs: all.everyMs / timeScale,
    methodBurst: all.burst,
  };
}
