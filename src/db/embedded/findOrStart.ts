import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Account, accountFor } from './account';
import { findBinaries } from './binaries';
import { type Credentials, createCluster, readCredentials } from './cluster';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './embeddedPostgresError';
import { freePort, isFree } from './freePort';
import { knownPlace, placeFor } from './place';
import { isServerOf, readPostmaster } from './postmaster';
import { launch, type Server } from './server';
import type { Tie } from './tiedProcess';

export interface EmbeddedOptions {
  /** Folder for the cluster and its log; made when missing. */
  dataDir: string;
  /** False (tests) gives up safety against power cuts for speed. Default true. */
  fsync?: boolean;
  /** Port on 127.0.0.1; default: the one that the cluster got when it was made, or a free one if that is taken. */
  port?: number;
  /** How the server is tied to this process; default: the best of this system. */
  tie?: Tie;
}

/** A server that takes connections. */
export interface Running {
  credentials: Credentials;
  place: string;
  port: number;
  pid: number;
  /** Undefined when another process started it. */
  server: Server | undefined;
}

/** Crash recovery of a large database takes its time. */
const PATIENCE_MS = 60_000;

/**
 * Finds the server that runs on the folder, or makes cluster and server as needed. Any number of processes may do
 * this at once: whoever is late at a step uses what the others made.
 */
export async function findOrStart(options: EmbeddedOptions): Promise<Running> {
  const deadline = Date.now() + PATIENCE_MS;
  const known = await knownPlace(options.dataDir);
  const account = await accountFor(known && (await holdsCluster(known)) ? join(known, 'data') : undefined);
  const place = await placeFor(options.dataDir, account);
  const cluster = join(place, 'data');
  for (;;) {
    if (Date.now() > deadline) throw tookTooLong(cluster);
    const credentials = await readCredentials(cluster);
    const running = await readPostmaster(cluster);
    if (credentials && running?.ready && (await answers(credentials, running.port))) {
      return { credentials, place, port: running.port, pid: running.pid, server: undefined };
    }
    if (running && isServerOf(cluster, running.pid)) await sleep(30);
    else if (!credentials) await create(cluster, account, options);
    else {
      const server = await start(cluster, credentials, account, options, deadline);
      if (server) return { credentials, place, port: server.port, pid: server.pid, server };
    }
  }
}

/** Also true where another user's cluster keeps us out. */
async function holdsCluster(place: string): Promise<boolean> {
  return stat(join(place, 'data', 'postroom.json')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EACCES',
  );
}

/** A server that takes our random password is ours: no need to trust pids. */
async function answers({ password }: Credentials, port: number): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postroom',
    password,
    database: 'postroom',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function tookTooLong(cluster: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Another Postgres is starting or stopping on ${cluster} for more than ${PATIENCE_MS / 1000} seconds.`,
    `Read ${join(cluster, '..', 'postgres.log')}, end that process, and start again.`,
  );
}

async function create(
  cluster: string,
  account: Account | undefined,
  options: EmbeddedOptions,
): Promise<void> {
  if (await stat(cluster).catch(() => undefined)) {
    throw new EmbeddedPostgresError(
      `${cluster} exists, but is not a database that Postroom made.`,
      'Move it away, or set POSTROOM_DATA_DIR to another folder.',
    );
  }
  await createCluster(cluster, await findBinaries(account), account, options.fsync !== false);
}

/** Undefined when another process was faster: then its server is to be found. */
async function start(
  cluster: string,
  credentials: Credentials,
  account: Account | undefined,
  options: EmbeddedOptions,
  deadline: number,
): Promise<(Server & { port: number }) | undefined> {
  const binaries = await findBinaries(account);
  const logFile = join(cluster, '..', 'postgres.log');
  const usual = options.port ?? credentials.port;
  await removeStalePid(cluster);
  const free = await isFree(usual);
  // Taken by the server of another process that is starting right now?
  if (!free && (await readPostmaster(cluster))) return undefined;
  const port = free ? usual : await otherPort(options.port);
  const durable = options.fsync !== false;
  const outcome = await launch(binaries, cluster, account, {
    port,
    durable,
    deadline,
    logFile,
    tie: options.tie,
  });
  if ('server' in outcome) return { ...outcome.server, port };
  if (/lock file "postmaster.pid" already exists|is empty/.test(outcome.log)) return undefined;
  // Somebody took the port in between: look for a free one again.
  if (/Address already in use/.test(outcome.log) && options.port === undefined) return undefined;
  const full = /No space left on device/.test(outcome.log);
  throw new EmbeddedPostgresError(
    `The embedded Postgres did not start: ${outcome.log.trim().split('\n').slice(-2).join(' ') || 'no reason given'}`,
    full ? 'Make room on the disk.' : `Read ${logFile}. Or: ${USE_OWN_DATABASE}`,
  );
}

async function otherPort(demanded: number | undefined): Promise<number> {
  if (demanded === undefined) return freePort();
  throw new EmbeddedPostgresError(
    `Port ${demanded} of 127.0.0.1 is taken, so the embedded Postgres cannot listen on it.`,
    'End the program that uses it, or leave the port out.',
  );
}

/**
 * After a crash `postmaster.pid` may name a process that is not Postgres at all. Postgres would take it for a
 * running server if it belongs to the same user, and refuse to start.
 */
async function removeStalePid(cluster: string): Promise<void> {
  const running = await readPostmaster(cluster);
  if (running && !isServerOf(cluster, running.pid))
    await rm(join(cluster, 'postmaster.pid'), { force: true });
}
