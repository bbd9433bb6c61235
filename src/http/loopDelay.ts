import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the process was too busy to answer: measured all the time, in milliseconds. */
export interface LoopDelay {
  read(): { p99Ms: number; maxMs: number };
  /** Begins anew. */
  reset(): void;
  stop(): void;
}

const RESOLUTION_MS = 10;

/** The monitor's own interval is part of what it measures, and is taken off. */
export function watchLoopDelay(): LoopDelay {
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  monitor.enable();
  const ms = (nanoseconds: number) => {
    const value = Number.isFinite(nanoseconds) ? nanoseconds / 1e6 - RESOLUTION_MS : 0;
    return Math.max(0, Math.round(value * 10) / 10);
  };
  return {
    read: () => ({ p99Ms: ms(monitor.percentile(99)), maxMs: monitor.max > 1e15 ? 0 : ms(monitor.max) }),
    reset: () => monitor.reset(),
    stop: () => void monitor.disable(),
  };
}
