import type { Pool } from 'pg';
import type { Log } from '../ports/log';

/**
 * graphile-worker leaves the jobs and queues of a killed process locked for four hours. So each process is an instance
 * with a heartbeat, its workers carry the instance's id, and the living unlock what belongs to nobody alive.
 */
export interface Instance {
  id: string;
  /** Ends the heartbeat. What is still locked is free for the others at once. */
  stop(): Promise<void>;
}

export interface InstanceOptions {
  id: string;
  /** An instance that was not seen for so long is dead. Renewed three times within. */
  leaseSeconds: number;
  /** Where its health answers, for the command line on the same machine. */
  httpUrl: string | null;
  log: Log;
}

/** Registers this process, which has to come before its first job, and keeps it alive until `stop`. */
export async function startInstance(pool: Pool, options: InstanceOptions): Promise<Instance> {
  const { id, leaseSeconds, httpUrl, log } = options;
  const beat = async () => {
    await seen(pool, id, httpUrl);
    const dead = await unlockDead(pool, leaseSeconds);
    if (dead.length > 0) log.warn({ dead }, 'Jobs of processes that ended without a word go on here');
  };
  await beat();
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(
    () => {
      beating = beat().catch((error: unknown) =>
        log.error({ err: error }, 'The heartbeat could not be written'),
      );
    },
    (leaseSeconds * 1000) / 3,
  );
  timer.unref();
  return {
    id,
    stop: async () => {
      clearInterval(timer);
      await beating;
      await pool.query('select graphile_worker.force_unlock_workers($1)', [[id]]);
      await pool.query('delete from instance where id = $1', [id]);
    },
  };
}

async function seen(pool: Pool, id: string, httpUrl: string | null): Promise<void> {
  await pool.query(
    `insert into instance (id, http_url) values ($1, $2)
     on conflict (id) do update set seen_at = clock_timestamp(), http_url = excluded.http_url`,
    [id, httpUrl],
  );
}

/**
 * Frees the jobs and queues of all who are not alive, on the database's clock.
 * @returns the worker ids that were freed.
 */
export async function unlockDead(pool: Pool, leaseSeconds: number): Promise<string[]> {
  await pool.query(`delete from instance where seen_at < clock_timestamp() - make_interval(secs => $1)`, [
    leaseSeconds,
  ]);
  const { rows } = await pool.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker.jobs
      where locked_by is not null and locked_by not in (select id from instance)`,
  );
  const dead = rows.map((row) => row.id);
  if (dead.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1)', [dead]);
  return dead;
}
