import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account';
import type { BinariesFolder } from './binaries';
import { readPostmaster } from './postmaster';
import { bestTie, startTied, type Tie, type TiedProcess } from './tiedProcess';

/** A server that this process started. */
export interface Server {
  pid: number;
  /** Settled when the server has ended, for whatever reason. */
  end: Promise<void>;
  /** Asks the server to end (sessions are cut, data is written), and waits until it has. */
  stop(): Promise<void>;
}

/** How a start ended: with a server, or with what the server's log says about the failure. */
export type Launch = { server: Server } | { log: string };

export interface LaunchOptions {
  port: number;
  /** False switches off what protects against a power cut (tests). */
  durable: boolean;
  /** When to give up waiting, as in Date.now(). */
  deadline: number;
  logFile: string;
  /** How the server's life is tied to this process; the best of this system when left out. */
  tie?: Tie;
}

const LARGEST_LOG = 10 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/** Starts `postgres` on a cluster, so that it cannot outlive this process, and waits until it takes connections. */
export async function launch(
  binaries: BinariesFolder,
  cluster: string,
  account: Account | undefined,
  options: LaunchOptions,
): Promise<Launch> {
  const tie = options.tie ?? (await bestTie(account));
  const { log, start } = openLog(options.logFile);
  const command = [join(binaries, 'bin', 'postgres'), '-D', cluster, ...settings(options)];
  const child = await startTied(command, account, log, tie).finally(() => closeSync(log));
  let ended = false;
  child.end.then(() => {
    ended = true;
  });
  while (!ended) {
    const running = await readPostmaster(cluster);
    if (running?.ready && running.pid === child.pid) return { server: { ...child, stop: () => stop(child) } };
    if (Date.now() > options.deadline) await stop(child);
    await within(15, child.end);
  }
  return { log: readFileSync(options.logFile, 'utf8').slice(start) };
}

async function stop(child: TiedProcess): Promise<void> {
  // Fast, immediate, none: each only when the one before did not help.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(child.pid, signal);
    } catch {
      break;
    }
    if (await within(PATIENCE_MS, child.end)) return;
  }
  await child.end;
}

/** True when the promise settled within that many milliseconds. */
async function within(milliseconds: number, settled: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([settled.then(() => true), late]).finally(() => clearTimeout(timer));
}

function settings({ port, durable }: LaunchOptions): string[] {
  const values = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off']),
  ];
  return values.flatMap((value) => ['-c', value]);
}

/** Appends to the server's log, which begins anew when it has grown too large. */
function openLog(file: string): { log: number; start: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const full = size > LARGEST_LOG;
  if (full) truncateSync(file);
  return { log: openSync(file, 'a', 0o600), start: full ? 0 : size };
}
