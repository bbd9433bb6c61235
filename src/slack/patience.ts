import { setTimeout as delay } from 'node:timers/promises';

/** What an answer became within the time that there was. */
export type InTime<T> = { late: false; value: T } | { late: true };

/** Waits so long at most; the work itself goes on. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<InTime<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<InTime<T>>((resolve) => {
    timer = setTimeout(() => resolve({ late: true }), Math.max(0, ms));
  });
  try {
    return await Promise.race([work.then((value): InTime<T> => ({ late: false, value })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Before the second and the third try; a locked row is free by then. */
const PAUSES_MS = [300, 1_500];

/** For what may be repeated and must not be missed: tries three times. @throws what the last try threw. */
export async function insistently<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await delay(pause);
    }
  }
  return work();
}
