import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, makeWorkerUtils, type Runner, run, type TaskList, type WorkerUtils } from 'graphile-worker';
import { Pool } from 'pg';
import { freeDead, startInstance } from '../../src/jobs/instances';
import { createJobsPool } from '../../src/jobs/startJobs';
import { startWorker } from '../../src/jobs/worker';
import { systemClock } from '../../src/ports/clock';
import { createTestDatabase, type TestDatabase } from '../database';
import { silentLog } from './silentLog';
import { until } from './until';

jest.setTimeout(60_000);

/** What graphile-worker does that its users trip over (architecture, "Rows"): when a new version changes it, we hear. */
describe('graphile-worker', () => {
  let database: TestDatabase;
  let pool: Pool;
  let utils: WorkerUtils;
  let runner: Runner | null;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createJobsPool(database.url, 15, silentLog);
    utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => undefined) });
  });
  beforeEach(() => {
    runner = null;
  });
  afterEach(async () => {
    await runner?.stop();
    // complete_jobs leaves locked jobs alone, as it should.
    await pool.query(
      'select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs',
    );
    await pool.query('select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs');
    await pool.query('delete from instance');
  });
  afterAll(async () => {
    await utils.release();
    await pool.end();
    await database.drop();
  });

  const add = (key: string, payload: object = {}, runAt: Date | null = null) =>
    pool.query('select graphile_worker.add_job($1, $2, $3, $4, job_key => $3)', [
      'pump',
      payload,
      key,
      runAt,
    ]);
  const jobs = async () =>
    (await pool.query('select * from graphile_worker.jobs order by id')).rows as {
      id: string;
      key: string | null;
      attempts: number;
      max_attempts: number;
      run_at: Date;
      updated_at: Date;
      locked_by: string | null;
    }[];
  const start = async (taskList: TaskList, concurrency = 4) => {
    runner = await run({
      pgPool: pool,
      taskList,
      concurrency,
      pollInterval: 50,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    });
  };
  /** As a worker leaves it that was killed in the middle. */
  const lockedBy = async (worker: string, since: string) => {
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2::interval, attempts = 1`,
      [worker, since],
    );
    await pool.query(
      `update graphile_worker._private_job_queues set locked_by = $1, locked_at = now() - $2::interval`,
      [worker, since],
    );
  };

  test('leaves the jobs and the queue of a killed worker locked, here for an hour already', async () => {
    await add('a');
    await lockedBy('killed', '1 hour');
    await add('a');
    const done: string[] = [];
    await start({
      pump: async (_payload, { job }) => void done.push(job.id),
      probe: async () => void done.push('probe'),
    });
    await utils.addJob('probe', {});
    await until(() => done.includes('probe'));
    await delay(200);
    expect(done).toEqual(['probe']);
    expect(await jobs()).toHaveLength(2);
  });

  test('goes on with them once the living have unlocked the dead', async () => {
    const alive = await startInstance(pool, { id: 'alive', leaseSeconds: 30, httpUrl: null, log: silentLog });
    await pool.query(`insert into instance (id, seen_at) values ('killed', now() - interval '31 seconds')`);
    await add('a', { n: 1 });
    await lockedBy('killed', '31 seconds');
    const done: unknown[] = [];
    await start({ pump: async (payload) => void done.push(payload) });
    expect(await freeDead(pool, 30)).toEqual(['killed']);
    await until(() => done.length === 1);
    await alive.stop();
  });

  test('knows a killed process at once: the session of its heartbeat is gone', async () => {
    const ends = new Pool({
      connectionString: (pool.options as { connectionString: string }).connectionString,
    });
    ends.on('error', () => undefined);
    await startInstance(ends, { id: 'killed', leaseSeconds: 30, httpUrl: null, log: silentLog });
    await pool.query(
      `insert into lease (name, holder, epoch, until) values ('mailbox:1', 'killed', 3, now() + interval '1 minute')`,
    );
    await add('a');
    await lockedBy('killed', '1 second');
    expect(await freeDead(pool, 30)).toEqual([]);
    // What the operating system does with the connections of a process that is gone.
    await pool.query(
      `select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`,
    );
    await until(async () => (await freeDead(pool, 30)).includes('killed'));
    expect(
      (await pool.query(`select holder, until <= clock_timestamp() as over, epoch::int from lease`)).rows,
    ).toEqual([{ holder: '', over: true, epoch: 3 }]);
    expect((await jobs())[0]?.locked_by).toBeNull();
    await ends.end();
  });

  test('leaves a job behind for ever that was woken again while its process died, so it is removed', async () => {
    const alive = await startInstance(pool, { id: 'alive', leaseSeconds: 30, httpUrl: null, log: silentLog });
    await add('a', { n: 1 });
    await lockedBy('killed', '1 second');
    await add('a', { n: 2 });
    expect((await jobs()).map(({ key, attempts, max_attempts }) => [key, attempts >= max_attempts])).toEqual([
      [null, true],
      ['a', false],
    ]);
    await freeDead(pool, 30);
    expect((await jobs()).map(({ key }) => key)).toEqual(['a']);
    await alive.stop();
  });

  test('keeps what a living instance has locked', async () => {
    const alive = await startInstance(pool, { id: 'alive', leaseSeconds: 30, httpUrl: null, log: silentLog });
    await add('a');
    await lockedBy('alive', '1 minute');
    expect(await freeDead(pool, 30)).toEqual([]);
    expect((await jobs())[0]?.locked_by).toBe('alive');
    await alive.stop();
    expect((await jobs())[0]?.locked_by).toBeNull();
  });

  test('locks jobs in the name of our instance, because we rename its pool', async () => {
    const seen: (string | null)[] = [];
    const worker = await startWorker({
      pool,
      instanceId: 'instance-7',
      tasks: { pump: async () => void seen.push((await jobs())[0]!.locked_by) },
      concurrency: 2,
      clock: systemClock,
      log: silentLog,
    });
    await add('a');
    await until(() => seen.length === 1);
    expect(seen).toEqual(['instance-7']);
    await worker.stop();
    expect(await jobs()).toEqual([]);
  });

  test('add_job with the key of a waiting job resets its attempts and its time', async () => {
    await add('a', {}, new Date(Date.now() + 3_600_000));
    await pool.query('update graphile_worker._private_jobs set attempts = 7');
    await add('a');
    const [job, ...more] = await jobs();
    expect(more).toEqual([]);
    expect(job!.attempts).toBe(0);
    expect(job!.run_at.getTime()).toBeLessThan(Date.now() + 1_000);
  });

  test('add_job while the job with this key runs adds a second row, which the queue holds back', async () => {
    const events: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await start({
      pump: async (_payload, { job }) => {
        events.push(`begin ${job.attempts}`);
        if (events.length === 1) await finished;
        events.push('end');
      },
    });
    await add('a');
    await until(() => events.length === 1);
    await add('a');
    expect(await jobs()).toHaveLength(2);
    await delay(200);
    expect(events).toEqual(['begin 1']);
    finish();
    await until(() => events.length === 4);
    expect(events).toEqual(['begin 1', 'end', 'begin 1', 'end']);
  });

  test('add_job with a key holds its row until the commit', async () => {
    await add('a');
    const first = await pool.connect();
    const second = await pool.connect();
    await first.query('begin');
    await first.query(`select graphile_worker.add_job('pump', job_key => 'a')`);
    await second.query('begin');
    await second.query(`set local lock_timeout = '100ms'`);
    await expect(
      second.query(`select graphile_worker.add_job('pump', job_key => 'a')`),
    ).rejects.toMatchObject({
      code: '55P03',
    });
    await second.query('rollback');
    await first.query('commit');
    second.release();
    first.release();
  });

  test('keeps the order of a queue only until something fails', async () => {
    const order: number[] = [];
    for (const n of [1, 2, 3]) await utils.addJob('pump', { n }, { queueName: 'q' });
    // So long put off that it does not come again while this looks.
    await pool.query(`update graphile_worker._private_jobs set attempts = 8 where (payload->>'n')::int = 1`);
    await start({
      pump: async (payload) => {
        const { n } = payload as { n: number };
        order.push(n);
        if (n === 1) throw new Error('each time');
      },
    });
    await until(() => order.length === 3);
    expect(order).toEqual([1, 2, 3]);
    // The third is done only after it has run.
    await until(async () => (await jobs()).length === 1);
  });

  test('puts a job that threw off for longer each time, up to hours', async () => {
    const waits: number[] = [];
    for (const attempts of [1, 4, 9]) {
      await add(`after ${attempts}`);
      await pool.query('update graphile_worker._private_jobs set attempts = $1 where key = $2', [
        attempts,
        `after ${attempts}`,
      ]);
    }
    await start({
      pump: async () => {
        throw new Error('each time');
      },
    });
    for (const attempts of [1, 4, 9]) {
      await until(async () => {
        const job = (await jobs()).find(({ key }) => key === `after ${attempts}`);
        if (job?.attempts !== attempts + 1 || job.locked_by !== null) return false;
        // Both are the database's, of the moment in which it failed.
        waits.push((job.run_at.getTime() - job.updated_at.getTime()) / 1000);
        return true;
      });
    }
    expect(waits[0]).toBeLessThan(10);
    expect(waits[1]).toBeGreaterThan(100);
    expect(waits[2]).toBeGreaterThan(6 * 3600);
  });

  test('installs no signal handlers when told so', async () => {
    const before = process.listenerCount('SIGTERM');
    await start({ pump: async () => undefined });
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  test('wakes at the time of an alarm and not at the next poll', async () => {
    let ranAt = 0;
    const worker = await startWorker({
      pool,
      instanceId: 'instance-8',
      tasks: {
        pump: async () => {
          ranAt = Date.now();
        },
      },
      concurrency: 1,
      clock: systemClock,
      log: silentLog,
      // Far longer than this waits.
      pollMs: 60_000,
    });
    const notify = new Pool({ connectionString: database.url, max: 1 });
    const listener = await notify.connect();
    await listener.query('listen "jobs:insert"');
    const at = new Date(Date.now() + 300);
    const told = once(listener as unknown as NodeJS.EventEmitter, 'notification');
    await add('a', {}, at);
    await told;
    worker.alarm(at);
    await until(() => ranAt > 0);
    expect(ranAt).toBeGreaterThanOrEqual(at.getTime());
    listener.release();
    await notify.end();
    await worker.stop();
  });
});
