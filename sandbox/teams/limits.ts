/**
 * Every number that Teams refuses over. Where Microsoft's pages disagree, the strictest one stands here: what passes
 * here passes there.
 */
export interface Limit {
  max: number;
  source: string;
}

const limits = {
  /** Bytes of an activity's JSON. Newer pages say 100 KB (UTF-16), others 40 KB. */
  activityBytes: {
    max: 28 * 1024,
    source: 'learn.microsoft.com: Format your bot messages ("28 KB per post")',
  },
  cardVersion: { max: 1.5, source: 'learn.microsoft.com: Cards reference, Adaptive Card' },
  primaryActions: { max: 6, source: 'learn.microsoft.com: Card actions, primary and secondary action types' },
  refreshUserIds: { max: 60, source: 'learn.microsoft.com: Up-to-date cards' },
  searchResults: { max: 15, source: 'learn.microsoft.com: Typeahead search in Adaptive Cards' },
  /** Milliseconds that the client waits for an invoke, or the connector for any delivery. */
  answerMs: { max: 15_000, source: 'Bot Framework: 15 s; msteams-docs issue 6461' },
  pageOfMembers: { max: 500, source: 'learn.microsoft.com: Get Teams-specific context (pageSize 50 to 500)' },
  graphTop: { max: 50, source: 'learn.microsoft.com: Graph, List channel messages' },
  graphPage: { max: 20, source: 'learn.microsoft.com: Graph, List channel messages (default page size)' },
  /** Seconds of a token. */
  tokenSeconds: { max: 3600, source: 'learn.microsoft.com: Bot Connector authentication' },
  /** Calls in a second, all conversations of one tenant together. */
  perSecondInTenant: { max: 50, source: 'learn.microsoft.com: Rate limiting for bots' },
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

export const LIMITS: Record<LimitName, Limit> = limits;

/** Calls that one conversation takes from one bot: so many in so many seconds. Rate limiting for bots. */
export const WINDOWS: Record<'send' | 'members', { calls: number; seconds: number }[]> = {
  send: [
    { calls: 7, seconds: 1 },
    { calls: 8, seconds: 2 },
    { calls: 60, seconds: 30 },
    { calls: 1800, seconds: 3600 },
  ],
  members: [
    { calls: 14, seconds: 1 },
    { calls: 16, seconds: 2 },
    { calls: 120, seconds: 30 },
    { calls: 3600, seconds: 3600 },
  ],
};
