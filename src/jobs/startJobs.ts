import { Pool } from 'pg';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { MailFiling } from '../ports/mail';
import type { Step } from '../ports/steps';
import type { Store, Wake } from '../ports/store';
import { type CatchUpDeps, createCatchUp } from './catchUp';
import { Failures } from './failures';
import { createFileEmail } from './fileEmail';
import { createHome } from './home';
import { taskList } from './index';
import { startInstance } from './instances';
import { createPump } from './pump';
import type { PumpDeps } from './pumpDeps';
import { Shares } from './shares';
import { createSpread, type SpreadDeps } from './spread';
import { sweep } from './sweep';
import { startTicks } from './ticks';
import { exclusivelyIn } from './turns';
import { startWorker, type Worker } from './worker';

export interface JobsOptions {
  /** Connection of the running role; the jobs have a pool of their own. */
  databaseUrl: string;
  /** Of this process: its jobs are locked and its mailboxes leased in this name. */
  instanceId: string;
  httpUrl?: string | null;
  store: Store;
  chatOf: PumpDeps['chatOf'];
  content: PumpDeps['content'];
  filing: MailFiling;
  replyFound: CatchUpDeps['replyFound'];
  markGap: CatchUpDeps['markGap'];
  showEverywhere: SpreadDeps['showEverywhere'];
  /** Regular work of the database: once a minute, once an hour. */
  removeOld(): Promise<unknown>;
  checkpoint(): Promise<unknown>;
  clock: Clock;
  log: Log;
  step: Step;
  concurrency?: number;
  leaseSeconds?: number;
  /** How often due jobs are looked for that nothing told of. */
  pollMs?: number;
}

export interface Jobs {
  /** Ends within seconds; what was not begun goes on elsewhere or at the next start. */
  stop(): Promise<void>;
}

/** Beside the locks of running handlers: one listens, one tells that we live, the others fetch and finish jobs. */
const CONNECTIONS_BESIDE = 5;
/** Of the worker's hands, how many one chat team may have: one that does not answer must not hold up the rest. */
const SHARE = 0.6;

export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { store, clock, log, chatOf, concurrency = 10, leaseSeconds = 30 } = options;
  const pool = createJobsPool(options.databaseUrl, concurrency, log);
  let stopping = false;
  let worker: Worker | null = null;
  const shared = {
    store,
    clock,
    log,
    chatOf,
    exclusively: exclusivelyIn(pool),
    alarm: (at: Date) => worker?.alarm(at),
    stopping: () => stopping,
  };
  const failures = new Failures();
  const shares = new Shares(Math.max(1, Math.floor(concurrency * SHARE)));
  /** Runs what calls chat when a hand is free for this chat team, else looks again soon. */
  const inShare = async (installationId: string, wake: Wake, work: () => Promise<void>) => {
    const wait = await shares.run(installationId, work);
    if (wait === null) return;
    const at = new Date(clock.now().getTime() + wait);
    await store.transaction((tx) => tx.jobs.wake([{ ...wake, notBefore: at.toISOString() } as Wake]));
    shared.alarm(at);
  };
  const pump = createPump({ ...shared, content: options.content, step: options.step });
  const home = createHome(shared, failures);
  const { replyFound, markGap } = options;
  const catchUp = createCatchUp({ ...shared, replyFound, markGap }, failures);
  const tasks = taskList({
    pump: (target) => inShare(target.installationId, { job: 'pump', target }, () => pump(target)),
    file: createFileEmail({ ...shared, filing: options.filing }, failures),
    spread: createSpread({ ...shared, showEverywhere: options.showEverywhere }),
    home: (target) => inShare(target.installationId, { job: 'home', target }, () => home(target)),
    catchUp: (channel, since) =>
      inShare(channel.installationId, { job: 'catchUp', channel, since }, () => catchUp(channel, since)),
  });
  const httpUrl = options.httpUrl ?? null;
  const instance = await startInstance(pool, { id: options.instanceId, leaseSeconds, httpUrl, log });
  const { pollMs } = options;
  worker = await startWorker({ pool, instanceId: instance.id, tasks, concurrency, clock, log, pollMs });
  const stopTicks = startTicks({ store, clock, log }, [
    { name: 'sweep', every: 'minute', run: (minute) => sweep({ store, log }, minute) },
    { name: 'removeOld', every: 'minute', run: () => options.removeOld() },
    { name: 'checkpoint', every: 'hour', run: () => options.checkpoint() },
  ]);
  // What another process left behind is not left until the next full minute.
  await sweep({ store, log }, 0);
  return {
    stop: async () => {
      stopping = true;
      await stopTicks();
      await worker?.stop();
      await instance.stop();
      await pool.end();
    },
  };
}

/** Connections of its own: a pump keeps one while it calls chat, which must not starve the store. */
export function createJobsPool(databaseUrl: string, concurrency: number, log: Log): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: concurrency + CONNECTIONS_BESIDE,
    application_name: 'postroom jobs',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  const broken = (error: Error) => log.warn({ err: error }, 'A connection of the jobs broke');
  pool.on('error', broken);
  // A client that is lent out tells of its end itself, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', broken));
  return pool;
}
