/** One child process that reads one email at a time, watched from outside. */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ParsedEmail, ReadingProblem } from '../email/parsedEmail';
import type { ParseAnswer } from './parseChild';

export interface WorkerLimits {
  timeoutMs: number;
  /** Resident memory of the whole child process. */
  memoryMb: number;
}

/** `failed`: reading threw, which it should not, or the child ended for no known reason: worth a second try. */
export type WorkerResult = { email: ParsedEmail } | { killed: ReadingProblem } | { failed: string };

const START_TIMEOUT_MS = 30_000;
const WATCH_EVERY_MS = process.platform === 'linux' ? 40 : 250;

/** jest and tsx run this file as TypeScript; a child process needs the compiled one. */
function childFile(): string {
  const folder = __filename.endsWith('.ts') ? path.join(__dirname, '../../dist/src/mail') : __dirname;
  return path.join(folder, 'parseChild.js');
}

export class ParseWorker {
  private child: ChildProcess | null = null;
  private nextId = 1;
  private closed = false;

  constructor(private readonly limits: WorkerLimits) {}

  /** The id of the process, for tests and logs; null before the first email and after a kill. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /**
   * Reads one email. Call again only after it has settled.
   *
   * @throws when the child cannot be started or the worker is closed: not the email's fault
   */
  async parse(raw: Buffer): Promise<WorkerResult> {
    const child = this.child ?? (await this.start());
    this.child = child;
    keepAlive(child, true);
    try {
      return await this.ask(child, raw);
    } finally {
      if (child.connected) keepAlive(child, false);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.replace();
  }

  /** Ends the child; the next email starts another. */
  async replace(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // An idle child does not keep the process alive, but its end is worth waiting for.
    child.ref();
    child.kill('SIGKILL');
    await gone;
  }

  private async start(): Promise<ChildProcess> {
    if (this.closed) throw new Error('The email parser is closed.');
    const file = childFile();
    const child = fork(file, [], {
      serialization: 'advanced',
      env: {},
      execArgv: [`--max-old-space-size=${this.limits.memoryMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child = child;
    // Whatever goes wrong with it ends in its exit; without a listener it would end this process.
    child.on('error', () => {});
    try {
      await firstMessage(child, file);
    } catch (error) {
      this.child = null;
      child.kill('SIGKILL');
      throw error;
    }
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    return child;
  }

  private ask(child: ChildProcess, raw: Buffer): Promise<WorkerResult> {
    const id = this.nextId++;
    let verdict: ReadingProblem | null = null;
    const kill = (problem: ReadingProblem) => {
      verdict ??= problem;
      this.child = null;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => kill('tooSlow'), this.limits.timeoutMs);
    const stopWatching = watchMemory(child, this.limits.memoryMb, () => kill('tooMuchMemory'));
    const { promise, resolve, reject } = settleable<WorkerResult>();
    const onMessage = (answer: ParseAnswer) => {
      if (answer.ready || answer.id !== id || verdict) return;
      resolve('email' in answer ? { email: answer.email } : { failed: answer.failed });
    };
    const onExit = (_code: number | null, signal: string | null) => {
      // V8 aborts when its heap is full.
      const fullHeap = signal === 'SIGABRT' || signal === 'SIGTRAP';
      if (this.closed) reject(new Error('The email parser was closed.'));
      else if (verdict || fullHeap) resolve({ killed: verdict ?? 'tooMuchMemory' });
      else resolve({ failed: `the reader ended by itself (${signal ?? 'exit'})` });
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send({ id, raw }, (error) => {
      // It died unnoticed while it was idle; its exit is about to be announced.
      if (error) child.kill('SIGKILL');
    });
    return promise.finally(() => {
      clearTimeout(timer);
      stopWatching();
      child.off('message', onMessage);
      child.off('exit', onExit);
    });
  }
}

function settleable<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A busy child keeps the process alive, an idle one does not. */
function keepAlive(child: ChildProcess, alive: boolean): void {
  if (alive) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function firstMessage(child: ChildProcess, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(new Error(`${file} did not start in time.`)), START_TIMEOUT_MS);
    const onExit = (code: number | null) =>
      done(
        new Error(`${file} could not be started (exit code ${code}). Is the project built (npm run build)?`),
      );
    const onMessage = () => done(null);
    const done = (error: Error | null) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.off('message', onMessage);
      if (error) reject(error);
      else resolve();
    };
    child.once('exit', onExit);
    child.once('message', onMessage);
    child.once('error', done);
  });
}

/** Looks at the resident memory from outside: a child that is busy cannot be asked. */
function watchMemory(child: ChildProcess, memoryMb: number, exceeded: () => void): () => void {
  let stopped = false;
  const look = async () => {
    const megabytes = await residentMb(child.pid ?? 0);
    if (stopped) return;
    if (megabytes > memoryMb) exceeded();
    else timer = setTimeout(look, WATCH_EVERY_MS);
  };
  let timer = setTimeout(look, WATCH_EVERY_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Resident memory of a process in MB; 0 when it cannot be told. */
export async function residentMb(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  }
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, output) => {
      resolve(error ? 0 : Number(output.trim() || 0) / 1024);
    });
  });
}
