import { availableParallelism } from 'node:os';
import { readHeadersOnly } from '../email/headersOnly';
import { limits } from '../email/limits';
import type { ParsedEmail } from '../email/parsedEmail';
import { ParseWorker, residentMb, type WorkerResult } from './parseWorker';

export interface ParserOptions {
  /** How many emails are read at the same time; each has its own child process. */
  size?: number;
  /** For one email, from when its child has it. */
  timeoutMs?: number;
  /** Resident memory of one child. */
  memoryMb?: number;
}

export interface Parser {
  /**
   * Reads one email in a child process. Resolves for every email, with `problem` set where reading failed.
   *
   * @throws only when no child can be started (an incomplete build) or the parser is closed: try again later
   */
  parse(raw: Buffer): Promise<ParsedEmail>;
  /** Kills the children; emails that wait or are being read are rejected. */
  close(): Promise<void>;
  /** The children alive now. */
  pids(): number[];
}

/**
 * `parseEmail` never fails, and children do not end by themselves: where it happens, the child was damaged or killed by
 * somebody else (a system short of memory), so that a fresh one has to confirm that it is the email's fault.
 */
async function attempt(worker: ParseWorker, raw: Buffer): Promise<WorkerResult> {
  const result = await worker.parse(raw);
  if (!('failed' in result)) return result;
  await worker.replace();
  return worker.parse(raw);
}

interface Waiting {
  raw: Buffer;
  resolve(email: ParsedEmail): void;
  reject(error: unknown): void;
}

/**
 * A small pool of processes that read emails, so that no email can stall, fill or end the main process. Children start
 * with the first email, never keep the process alive by themselves, and end with it.
 */
export function createParser({
  size = Math.max(1, Math.min(4, availableParallelism() - 1)),
  timeoutMs = 10_000,
  memoryMb = 512,
}: ParserOptions = {}): Parser {
  const idle = Array.from({ length: size }, () => new ParseWorker({ timeoutMs, memoryMb }));
  const all = [...idle];
  const queue: Waiting[] = [];
  let closed = false;

  const next = () => {
    while (queue.length > 0 && idle.length > 0) {
      const worker = idle.pop() as ParseWorker;
      const job = queue.shift() as Waiting;
      read(worker, job.raw)
        .then(job.resolve, job.reject)
        .finally(() => {
          idle.push(worker);
          next();
        });
    }
  };

  const read = async (worker: ParseWorker, raw: Buffer): Promise<ParsedEmail> => {
    const result = await attempt(worker, raw);
    if ('killed' in result) {
      const tooLarge = result.killed === 'tooMuchMemory' && raw.length > limits.rawBytes;
      return readHeadersOnly(raw, tooLarge ? 'tooLarge' : result.killed);
    }
    if ('failed' in result) return readHeadersOnly(raw, 'broken');
    // A heap that one large email blew up would count against the next one.
    if (worker.pid !== null && (await residentMb(worker.pid)) > memoryMb / 2) await worker.replace();
    return result.email;
  };

  return {
    parse(raw) {
      if (closed) return Promise.reject(new Error('The email parser is closed.'));
      return new Promise((resolve, reject) => {
        queue.push({ raw, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of queue.splice(0)) job.reject(new Error('The email parser was closed.'));
      await Promise.all(all.map((worker) => worker.close()));
    },
    pids: () => all.flatMap((worker) => (worker.pid === null ? [] : [worker.pid])),
  };
}
