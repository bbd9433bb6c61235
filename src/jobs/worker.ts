import { EventEmitter } from 'node:events';
import { Logger, run, type TaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { Alarm } from './turns';

export interface WorkerOptions {
  pool: Pool;
  /** Jobs are locked in this name. */
  instanceId: string;
  tasks: TaskList;
  concurrency: number;
  clock: Clock;
  log: Log;
  /** How late a due job may be found when its alarm was lost with another process. */
  pollMs?: number;
}

export interface Worker {
  alarm: Alarm;
  /** Takes no more jobs and waits for the running ones, which end soon (no handler runs for long). */
  stop(): Promise<void>;
}

const POLL_MS = 1_000;
/** Longer waits are left to polling. */
const LONGEST_ALARM_MS = 120_000;

/**
 * Runs graphile-worker. Its local queue stays off: it would fetch several jobs of one named queue at once.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { pool, instanceId, tasks, concurrency, clock, log } = options;
  const events: WorkerEvents = new EventEmitter();
  let workers: WorkerPool | null = null;
  events.on('pool:create', ({ workerPool }) => {
    // Jobs are locked in the pool's name, which is otherwise chance: the others must be able to tell whose they are.
    workerPool.id = instanceId;
    workers = workerPool;
  });
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency,
    pollInterval: options.pollMs ?? POLL_MS,
    noHandleSignals: true,
    events,
    logger: loggerTo(log),
  });
  const alarms = new Set<NodeJS.Timeout>();
  let stopped = false;
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'The job worker ended by itself'));
  return {
    alarm: (at) => {
      const wait = at.getTime() - clock.now().getTime();
      if (stopped || wait > LONGEST_ALARM_MS) return;
      const timer = setTimeout(() => {
        alarms.delete(timer);
        if (!stopped) workers?.nudge(1);
      }, Math.max(0, wait) + 2);
      timer.unref();
      alarms.add(timer);
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      for (const timer of alarms) clearTimeout(timer);
      await runner.stop();
    },
  };
}

/** graphile-worker tells of every single job: that is for debugging only. */
function loggerTo(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ err: meta?.error }, message);
    else if (level === 'warning') log.warn({}, message);
    else log.debug({}, message);
  });
}
