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
