import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  pid: number;
  ended: Promise<Ended>;
  running(): boolean;
  /** The newest lines of its output, for the sentence that says why something failed. */
  lastLines(): string[];
  /** SIGTERM, and SIGKILL for whoever has not ended after `patience` milliseconds. */
  stop(patience?: number): Promise<Ended>;
}

const LINES_KEPT = 40;

/**
 * Runs in the program before its own code: when we are gone, however we ended, the program ends as if it had been
 * asked to (and its Postgres with it). The channel closes with our process; it alone must not keep it running.
 */
const END_WITH_US = `data:text/javascript,${encodeURIComponent(
  `process.once('disconnect', () => process.kill(process.pid, 'SIGTERM')); process.channel?.unref();`,
)}`;

/**
 * Starts a Node program in a process group of its own, so that Ctrl-C in the terminal reaches only the demo,
 * which then stops its parts in order. Output goes to `logFile`.
 */
export function startChild(options: {
  script: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
}): Child {
  const child = spawn(process.execPath, ['--import', END_WITH_US, options.script, ...(options.args ?? [])], {
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  const log = createWriteStream(options.logFile, { flags: 'a' });
  log.on('error', () => {});
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream! }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
      log.write(`${line}\n`);
    });
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => {
      lines.push(error.message);
      resolve({ code: 1, signal: null });
    });
    child.once('exit', (code, signal) => {
      const done = () => {
        log.end();
        resolve({ code, signal });
      };
      // `close` says that the last lines were read; a grandchild that holds the pipe open may delay it for ever.
      const enough = setTimeout(done, 500);
      child.once('close', () => {
        clearTimeout(enough);
        done();
      });
    });
  });
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? -1,
    ended,
    running,
    lastLines: () => [...lines],
    stop: (patience = 27_000) => stop(child, ended, running, patience),
  };
}

async function stop(
  child: ChildProcess,
  ended: Promise<Ended>,
  running: () => boolean,
  patience: number,
): Promise<Ended> {
  if (!running()) return ended;
  child.kill('SIGTERM');
  const last = setTimeout(() => {
    // The whole group: what the program started must not outlive it either.
    if (running() && child.pid) process.kill(-child.pid, 'SIGKILL');
  }, patience);
  const result = await ended;
  clearTimeout(last);
  return result;
}
