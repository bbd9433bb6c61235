import { createHash } from 'node:crypto';
import type { JobQueue, PumpTarget, Wake } from '../ports/store';
import type { Sql } from './sql';

/** Failures that a handler does not expect are tried again for days; the minute sweep wakes it earlier anyway. */
const MAX_ATTEMPTS = 25;
/** graphile-worker takes no longer name of a queue. */
const LONGEST_QUEUE_NAME = 128;

export class JobTable implements JobQueue {
  constructor(private readonly sql: Sql) {}

  async wake(wakes: Wake[]): Promise<void> {
    const jobs = wakes.map(toJob);
    // A keyed job's row is locked until the commit: in one order, so that two transactions never wait crosswise.
    jobs.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    for (const job of jobs) {
      await this.sql.rows(
        `select 1 from graphile_worker.add_job(
           identifier => $1::text, payload => $2::json, queue_name => $3::text, run_at => $4::timestamptz,
           max_attempts => $5::int, job_key => $6::text, job_key_mode => $7::text)`,
        [
          job.identifier,
          JSON.stringify(job.payload),
          job.queue,
          job.notBefore ?? null,
          MAX_ATTEMPTS,
          job.key,
          // Waking for later must not put off what somebody already wants earlier.
          job.notBefore ? 'preserve_run_at' : 'replace',
        ],
      );
    }
  }
}

interface Job {
  identifier: Wake['job'];
  payload: unknown;
  queue: string;
  key: string;
  notBefore?: string;
}

function toJob(wake: Wake): Job {
  const { notBefore } = wake;
  switch (wake.job) {
    case 'pump': {
      const queue = fitting(`pump:${pumpTargetKey(wake.target)}`);
      return { identifier: 'pump', payload: wake.target, queue, key: queue, notBefore };
    }
    case 'spread': {
      const queue = `spread:${wake.mailboxId}`;
      return { identifier: 'spread', payload: { mailboxId: wake.mailboxId }, queue, key: queue, notBefore };
    }
    case 'file': {
      const queue = `file:${wake.mailboxId}`;
      return { identifier: 'file', payload: { mailboxId: wake.mailboxId }, queue, key: queue, notBefore };
    }
    case 'home': {
      const queue = `home:${wake.target.installationId}:${wake.target.personId}`;
      return { identifier: 'home', payload: wake.target, queue, key: queue, notBefore };
    }
    case 'catchUp': {
      const { channel, since } = wake;
      const queue = fitting(`catchUp:${channel.installationId}:${channel.channel}`);
      // The time is part of the key: a later one must not replace an earlier one, whose gap is wider.
      return {
        identifier: 'catchUp',
        payload: { channel, since },
        queue,
        key: `${queue}:${since}`,
        notBefore,
      };
    }
  }
}

/** One text per target. */
function pumpTargetKey(target: PumpTarget): string {
  return 'channel' in target
    ? `${target.installationId}:${target.channel}`
    : `${target.installationId}:person:${target.personId}`;
}

function fitting(name: string): string {
  if (name.length <= LONGEST_QUEUE_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex');
  return `${name.slice(0, LONGEST_QUEUE_NAME - hash.length - 1)}:${hash}`;
}
