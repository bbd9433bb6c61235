import type { Clock } from '../clock';
import { LIMITS, POSTING, TIER_PER_MINUTE } from '../limits';
import type { MethodRow } from '../methodTable';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Token buckets on the scaled clock. `take` says how many (scaled) seconds to wait, 0 when the call may pass:
 * the number in Retry-After is Slack's, the time in which it passes is the sandbox's.
 */
export class Rates {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  method(method: string, row: MethodRow): number {
    const perMinute = TIER_PER_MINUTE[row.tier];
    return this.take(`method ${method}`, perMinute, perMinute / 60);
  }

  post(channel: string): number {
    const wait = this.take(`post ${channel}`, POSTING.burst, POSTING.perSecond);
    if (wait > 0) return wait;
    return this.take('post', POSTING.perMinuteInWorkspace, POSTING.perMinuteInWorkspace / 60);
  }

  nonMarketplaceHistory(method: string): number {
    const perMinute = LIMITS.nonMarketplaceHistoryPerMinute.max;
    return this.take(`history ${method}`, perMinute, perMinute / 60);
  }

  private take(key: string, capacity: number, perSecond: number): number {
    const now = this.clock.elapsed();
    const bucket = this.buckets.get(key) ?? { tokens: capacity, at: now };
    this.buckets.set(key, bucket);
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
  }
}
