import { schedule } from 'node-cron';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { Store } from '../ports/store';

/** Something regular that happens once among all instances. */
export interface Tick {
  name: string;
  every: 'minute' | 'hour';
  /** @param count minutes or hours since 1970. */
  run(count: number): Promise<unknown>;
}

const LENGTH = { minute: 60_000, hour: 3_600_000 };

/** Starts the clockwork. @returns what stops it, after what is running. */
export function startTicks(
  { store, clock, log }: { store: Store; clock: Clock; log: Log },
  ticks: Tick[],
): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const tasks = ticks.map((tick) =>
    schedule(
      // A few seconds after the full minute: whose clock is a little late still finds the same due time.
      tick.every === 'minute' ? '3 * * * * *' : '23 0 * * * *',
      () => {
        const done: Promise<void> = once({ store, clock }, tick)
          .catch((error: unknown) => log.error({ err: error, tick: tick.name }, 'A regular task failed'))
          .finally(() => running.delete(done));
        running.add(done);
        return done;
      },
      { name: tick.name, timezone: 'UTC', noOverlap: true, suppressMissedWarning: true, unref: true },
    ),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
    await Promise.all(running);
  };
}

/** The row of the tick decides: a job key would only do while the first job still waits. */
export async function once({ store, clock }: { store: Store; clock: Clock }, tick: Tick): Promise<void> {
  const length = LENGTH[tick.every];
  const count = Math.floor(clock.now().getTime() / length);
  const due = new Date(count * length).toISOString();
  const ours = await store.transaction((tx) => tx.leases.tick(tick.name, due));
  if (ours) await tick.run(count);
}
