import type { Instant } from '../domain/conversation';

/** Slack's `ts` (`1755000000.000100`: seconds and a counter) as an instant, never later than it. */
export function instantOf(ts: string): Instant {
  return new Date(Math.floor(Number(ts) * 1000)).toISOString();
}

/** The first `ts` that a message of this time could have. */
export function tsOf(since: Instant | Date): string {
  return Math.max(0, new Date(since).getTime() / 1000).toFixed(6);
}
