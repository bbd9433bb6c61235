import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/db/embedded/startEmbeddedPostgres';
import { migrate } from '../../src/db/migrate';

/** What the test files need to know, handed to jest's workers through the environment. */
export const OWNER_URL = 'POSTROOM_TEST_OWNER_URL';
export const RUNNING_URL = 'POSTROOM_TEST_RUNNING_URL';
export const TEMPLATE = 'POSTROOM_TEST_TEMPLATE';

const FOLDER = /^postroom-test-(\d+)-/;
const GIGABYTE = 1024 ** 3;

/**
 * One server for the whole run: TEST_DATABASE_URL (or DATABASE_URL) when set, else an embedded one; with a
 * migrated template database that `createTestDatabase` clones.
 * @returns what takes it all away again.
 */
export async function startDatabaseServer(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  const server = given ? ownServer(given) : await embeddedServer();
  process.env[OWNER_URL] = server.ownerUrl;
  process.env[RUNNING_URL] = server.url;
  const template = `postroom_template_${process.pid}_${randomBytes(3).toString('hex')}`;
  process.env[TEMPLATE] = template;
  try {
    await atServer(server.ownerUrl, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(server.ownerUrl, template), new URL(server.url).username);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    await atServer(server.ownerUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
}

function ownServer(url: string) {
  const ownerUrl = process.env.TEST_DATABASE_OWNER_URL || process.env.DATABASE_OWNER_URL || url;
  return { url, ownerUrl, stop: async () => undefined };
}

async function embeddedServer() {
  const parent = await fastestFolder();
  await removeAbandoned(parent);
  const dataDir = await mkdtemp(join(parent, `postroom-test-${process.pid}-`));
  // Under root the server is another user, who has to pass through.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, fsync: false });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Memory when there is enough of it: two to three times faster. */
async function fastestFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize >= GIGABYTE ? '/dev/shm' : tmpdir();
}

/** Data of runs that were killed. Their servers died with them. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(FOLDER.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Runs one statement outside the databases that tests make. */
export async function atServer(ownerUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server and role, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
