import type { Pool } from 'pg';

/** Runs the work unless it is already running under this name, here or in another instance: then answers `taken`. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T | 'taken'>;

/** Asks for a look at the queue at this time. A hint: forgotten when the process ends, made good by polling. */
export type Alarm = (at: Date) => void;

/** Our half of the advisory lock space ("jobs" in ASCII), so that other users of the database do not collide. */
const LOCK_SPACE = 0x6a6f6273;

/**
 * A named queue alone does not keep two handlers apart: after a force-unlock the old one may still be alive. A
 * session's advisory lock is, and it goes with the connection of a killed process.
 */
export function exclusivelyIn(pool: Pool): Exclusively {
  return async (name, work) => {
    const client = await pool.connect();
    let broken: Error | boolean = false;
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken',
        [LOCK_SPACE, name],
      );
      if (!rows[0]?.taken) return 'taken';
      try {
        return await work();
      } finally {
        // A session that cannot give its lock back is closed instead.
        await client
          .query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_SPACE, name])
          .catch((error: Error) => {
            broken = error;
          });
      }
    } finally {
      client.release(broken);
    }
  };
}
