import { backoff } from '../ports/backoff';

/** Nobody is asked again to be written to before this time has passed, unless they open the chat themselves. */
export const NOT_REACHED_MS = 60 * 60_000;

const WAITS = { first: 1_000, cap: 60_000 };

/**
 * Failures in a row, per name. Kept in memory only: what must survive is when to try again, and that is stored; a new
 * process may begin with short waits.
 */
export class Failures {
  private readonly counts = new Map<string, number>();

  constructor(private readonly random: () => number = Math.random) {}

  /** @returns how many there are now. */
  add(name: string): number {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count;
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  clear(name: string): void {
    this.counts.delete(name);
  }

  /** Counts one more failure. @returns milliseconds to wait: a second at first, a minute at most. */
  wait(name: string): number {
    return backoff(this.add(name), WAITS, this.random);
  }
}
