import type { Clock } from '../../slack/clock';
import { LIMITS, WINDOWS } from '../limits';

/**
 * Sliding windows on the scaled clock. Answers with the (scaled) seconds to wait, 0 when the call may pass; a refused
 * call counts for nothing.
 */
export class Rates {
  private readonly calls = new Map<string, number[]>();

  constructor(private readonly clock: Clock) {}

  take(kind: keyof typeof WINDOWS, conversation: string): number {
    const perTenant = [{ calls: LIMITS.perSecondInTenant.max, seconds: 1 }];
    const wait = Math.max(
      this.waitFor(`${kind} ${conversation}`, WINDOWS[kind]),
      this.waitFor('tenant', perTenant),
    );
    if (wait > 0) return wait;
    this.count(`${kind} ${conversation}`, WINDOWS[kind]);
    this.count('tenant', perTenant);
    return 0;
  }

  private waitFor(key: string, windows: { calls: number; seconds: number }[]): number {
    const now = this.clock.elapsed();
    const at = this.calls.get(key) ?? [];
    let wait = 0;
    for (const { calls, seconds } of windows) {
      const oldest = at[at.length - calls];
      if (oldest !== undefined && now - oldest < seconds * 1000)
        wait = Math.max(wait, Math.ceil((oldest + seconds * 1000 - now) / 1000));
    }
    return wait;
  }

  private count(key: string, windows: { calls: number }[]): void {
    const at = this.calls.get(key) ?? [];
    const most = Math.max(...windows.map(({ calls }) => calls));
    this.calls.set(key, [...at.slice(-most + 1), this.clock.elapsed()]);
  }
}
