import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, asAccount } from './account';
import type { BinariesFolder } from './binaries';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './embeddedPostgresError';
import { freePort } from './freePort';

/** Passwords and the usual port of a cluster; `postroom.json` in its data folder, readable by its owner only. */
export interface Credentials {
  port: number;
  ownerPassword: string;
  password: string;
}

/** Drafts that this process is making. */
const drafts = new Set<string>();

const NEEDED_BYTES = 100 * 1024 * 1024;

/** A rule for the two roles only; the superuser made by initdb has no password and so no way in. */
const ACCESS_RULES = 'host all postroom,postroom_owner 127.0.0.1/32 scram-sha-256\n';

/** Reads the credentials of a cluster; undefined when there is no cluster yet. */
export async function readCredentials(cluster: string): Promise<Credentials | undefined> {
  try {
    return JSON.parse(await readFile(join(cluster, 'postroom.json'), 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `The passwords in ${join(cluster, 'postroom.json')} cannot be read: ${(error as Error).message}.`,
      'Start as the user who owns the file or as root, or set POSTROOM_DATA_DIR to another folder.',
      { cause: error },
    );
  }
}

/**
 * Makes the cluster with both roles and the database, in one step for everybody who looks: it is prepared
 * beside its place and then renamed. When another process was faster, its cluster is kept.
 * @param cluster the data folder to be; it must not exist.
 * @param durable false leaves out syncing to disk (tests).
 */
export async function createCluster(
  cluster: string,
  binaries: BinariesFolder,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  await removeAbandoned(cluster);
  await checkRoom(cluster);
  const draft = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  drafts.add(draft);
  await mkdir(draft, { mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  try {
    await initialise(draft, binaries, account, durable);
    await rename(draft, cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    const detail = ((error as { stderr?: string }).stderr ?? '') || (error as Error).message;
    throw new EmbeddedPostgresError(
      `The database could not be created in ${cluster}: ${detail.trim().split('\n').slice(-3).join(' ')}`,
      `Check that there is room and that the folder can be written. Or: ${USE_OWN_DATABASE}`,
      { cause: error },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
    drafts.delete(draft);
  }
}

async function initialise(
  draft: string,
  binaries: BinariesFolder,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const credentials: Credentials = {
    port: await freePort(),
    ownerPassword: randomBytes(24).toString('base64url'),
    password: randomBytes(24).toString('base64url'),
  };
  // Without these four, initdb takes the locale of the environment: SQL_ASCII where there is no LANG.
  const utf8 = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await run(
    join(binaries, 'bin', 'initdb'),
    [
      '-D',
      draft,
      '-U',
      'postgres',
      '-A',
      'trust',
      '--no-instructions',
      ...utf8,
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
  );
  await writePrivately(join(draft, 'pg_hba.conf'), ACCESS_RULES, account);
  await writePrivately(join(draft, 'postroom.json'), `${JSON.stringify(credentials)}\n`, account);
  await run(
    join(binaries, 'bin', 'postgres'),
    ['--single', '-D', draft, ...(durable ? [] : ['-F']), 'postgres'],
    account,
    rolesAndDatabase(credentials),
  );
}

/** One statement a line, as the single-user backend wants it. */
function rolesAndDatabase({ ownerPassword, password }: Credentials): string {
  return [
    `CREATE ROLE postroom_owner LOGIN CREATEDB PASSWORD '${ownerPassword}'`,
    `CREATE ROLE postroom LOGIN PASSWORD '${password}'`,
    // So that the owner may end the running role's sessions (dropping a test database).
    'GRANT postroom TO postroom_owner',
    'CREATE DATABASE postroom OWNER postroom_owner',
    '',
  ].join('\n');
}

function run(program: string, args: string[], account: Account | undefined, input?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, asAccount(account), (error, _stdout, stderr) => {
      // The single-user backend goes on after a failed statement and exits with 0.
      const failed = /^.*(ERROR|FATAL):.*$/m.exec(stderr);
      if (error) reject(Object.assign(error, { stderr }));
      else if (failed) reject(new Error(failed[0]));
      else resolve();
    });
    child.stdin?.end(input);
  });
}

async function writePrivately(path: string, text: string, account: Account | undefined): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
  if (account) await chown(path, account.uid, account.gid);
}

async function checkRoom(cluster: string): Promise<void> {
  const folder = join(cluster, '..');
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new EmbeddedPostgresError(
      `There is no room for a database in ${folder}: ${Math.floor((bavail * bsize) / 1048576)} MB are free, 100 MB are needed.`,
      'Make room, or set POSTROOM_DATA_DIR to a folder on another disk.',
    );
  }
}

/** Drafts of processes that were killed while they made one. */
async function removeAbandoned(cluster: string): Promise<void> {
  const folder = join(cluster, '..');
  for (const name of await readdir(folder)) {
    const pid = Number(/\.new-(\d+)-/.exec(name)?.[1]);
    const draft = join(folder, name);
    // In a container every start has the same pid: what is ours is known by name.
    const inUse = pid === process.pid ? drafts.has(draft) : isAlive(pid);
    if (pid && !inUse) await rm(draft, { recursive: true, force: true });
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
