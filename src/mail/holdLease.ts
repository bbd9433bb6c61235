import { setInterval as every } from 'node:timers/promises';
import type { WatchDeps } from './watchDeps';

/**
 * Does the work while the lease is ours: renewed three times within its length, given back after.
 * @param work gets the epoch, and a signal that comes when the lease was lost (or `signal` came).
 * @returns false when another holds it: nothing was done.
 */
export async function holdLease(
  deps: Pick<WatchDeps, 'store' | 'instanceId' | 'log' | 'times'>,
  name: string,
  signal: AbortSignal,
  work: (epoch: number, lost: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const { store, instanceId, log, times } = deps;
  const hold = () => store.transaction((tx) => tx.leases.hold(name, instanceId, times.leaseSeconds));
  const epoch = await hold();
  if (epoch === null) return false;
  const lost = new AbortController();
  const done = new AbortController();
  const length = times.leaseSeconds * 1000;
  let heldUntil = performance.now() + length;

  const renewing = (async () => {
    const signals = AbortSignal.any([done.signal, signal]);
    try {
      for await (const _ of every(length / 3, undefined, { signal: signals, ref: false })) {
        const began = performance.now();
        const renewed = await hold().catch((error: unknown) => {
          log.warn({ err: error, lease: name }, 'A lease could not be renewed');
          return undefined;
        });
        if (renewed === epoch) heldUntil = began + length;
        // Silence is no loss yet, but past the lease's end another may have it.
        else if (renewed !== undefined || performance.now() >= heldUntil) return lost.abort();
      }
    } catch {
      // The work is done, or was called off.
    }
  })();
  try {
    await work(epoch, AbortSignal.any([lost.signal, signal]));
  } finally {
    done.abort();
    await renewing;
    if (!lost.signal.aborted) {
      await store
        .transaction((tx) => tx.leases.release(name, instanceId))
        .catch((error: unknown) => log.warn({ err: error, lease: name }, 'A lease could not be given back'));
    }
  }
  return true;
}
