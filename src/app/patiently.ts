import { setTimeout as delay } from 'node:timers/promises';
import { backoff } from '../ports/backoff';

const WAITS = { first: 50, cap: 4_000 };
/** About a quarter of a minute, besides what the tries themselves take. */
const TRIES = 10;

/**
 * Does what chat told of, and again when a row was locked or the database stumbled: chat tells of an event once, so
 * giving up at the first lock would lose what somebody wrote. For work that may be done twice.
 *
 * @param signalled called before each further try, with the error.
 * @throws the last error; a mistake in the code at once.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  signalled: (error: unknown) => void,
  waits = WAITS,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || isMistake(error)) throw error;
      signalled(error);
      await delay(backoff(tries, waits), undefined, { ref: false });
    }
  }
}

function isMistake(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
