import type { Pool, PoolClient } from 'pg';
import type { Log } from '../ports/log';

/**
 * graphile-worker leaves the jobs and queues of a killed process locked for four hours, and its mailboxes stay leased.
 * So each process is an instance with a heartbeat, its workers carry the instance's id, and the living free what
 * belongs to nobody alive. A killed process is known at once, on whichever machine it ran: it kept a lock in a session
 * of its own, and its connections end with it.
 */
export interface Instance {
  id: string;
  /** Ends the heartbeat. What is still locked is free for the others at once. */
  stop(): Promise<void>;
}

export interface InstanceOptions {
  id: string;
  /** An instance that was not seen for so long is dead, whatever else. Renewed three times within. */
  leaseSeconds: number;
  /** Where its health answers, for the command line on the same machine. */
  httpUrl: string | null;
  log: Log;
}

/** Registers this process, which has to come before its first job, and keeps it alive until `stop`. */
export async function startInstance(pool: Pool, options: InstanceOptions): Promise<Instance> {
  const { id, leaseSeconds, httpUrl, log } = options;
  const presence = new Presence(pool, id);
  const beat = async () => {
    // Before the row: whoever was seen and has no lock is dead.
    await presence.keep();
    await seen(pool, id, httpUrl);
    const dead = await freeDead(pool, leaseSeconds);
    if (dead.length > 0)
      log.warn({ dead }, 'What processes that ended without a word had begun goes on here');
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
      presence.end();
    },
  };
}

/** Our part of the advisory lock space ("inst" in ASCII). */
const LOCK_SPACE = 0x696e7374;

/** A session that holds a lock in the instance's name for as long as the process lives. */
class Presence {
  private client: PoolClient | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly id: string,
  ) {}

  async keep(): Promise<void> {
    if (this.client) return;
    const client = await this.pool.connect();
    try {
      // Not the blocking kind: after a broken connection the server may still believe in the old session for a while.
      await client.query('select pg_try_advisory_lock($1, hashtext($2))', [LOCK_SPACE, this.id]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.once('error', () => {
      if (this.client === client) this.end();
    });
    this.client = client;
  }

  /** Closes the session, and the lock goes with it. */
  end(): void {
    this.client?.release(true);
    this.client = null;
  }
}

async function seen(pool: Pool, id: string, httpUrl: string | null): Promise<void> {
  await pool.query(
    `insert into instance (id, http_url) values ($1, $2)
     on conflict (id) do update set seen_at = clock_timestamp(), http_url = excluded.http_url`,
    [id, httpUrl],
  );
}

/**
 * Frees the leases, jobs and queues of all who are not alive: not seen for `leaseSeconds` on the database's clock, or
 * seen by this server and without their lock. (A server that was restarted since tells nothing by missing locks.)
 * Taken for dead by mistake, an instance loses its leases, which every write checks, and takes them again.
 * @returns the worker ids that were freed.
 */
export async function freeDead(pool: Pool, leaseSeconds: number): Promise<string[]> {
  await pool.query(
    `with dead as (
       delete from instance i
        where seen_at < clock_timestamp() - make_interval(secs => $1)
           or (seen_at > pg_postmaster_start_time() and not exists (
                select 1 from pg_locks l
                 where l.locktype = 'advisory' and l.classid = $2::oid and l.objsubid = 2 and l.granted
                   and l.objid = (hashtext(i.id)::bigint & 4294967295)::oid
                   and l.database = (select oid from pg_database where datname = current_database())))
       returning id)
     update lease set holder = '', until = clock_timestamp() where holder in (select id from dead)`,
    [leaseSeconds, LOCK_SPACE],
  );
  const { rows } = await pool.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker.jobs
      where locked_by is not null and locked_by not in (select id from instance)`,
  );
  const dead = rows.map((row) => row.id);
  if (dead.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1)', [dead]);
  // Woken again while it ran, a job lost its key and its further tries to the new one: nobody would ever take it.
  await pool.query(
    `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
      where key is null and locked_at is null and attempts >= max_attempts having count(*) > 0`,
  );
  return dead;
}
