import { execFile, type SpawnOptions } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './embeddedPostgresError';

const run = promisify(execFile);

/** The operating system user that Postgres runs as, when it is not the user of this process. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** True when this process may (and must) become another user, because Postgres refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account to run Postgres as: undefined for an ordinary user (Postgres runs as that user); for root the
 * owner of an existing cluster, else `postgres`, else `nobody`.
 * @param clusterPath an existing cluster whose owner is to be kept, if there is one.
 */
export async function accountFor(clusterPath?: string): Promise<Account | undefined> {
  const owner = clusterPath ? await stat(clusterPath).catch(() => undefined) : undefined;
  if (!isRoot()) {
    const me = process.getuid?.();
    if (owner && me !== undefined && owner.uid !== me) {
      throw new EmbeddedPostgresError(
        `The database in ${clusterPath} belongs to user ${owner.uid}, and this process is user ${me}.`,
        'Start as that user or as root, or set POSTROOM_DATA_DIR to another folder.',
      );
    }
    return undefined;
  }
  if (owner?.uid === 0) {
    throw new EmbeddedPostgresError(
      `The database in ${clusterPath} belongs to root, and Postgres refuses to run as root.`,
      `Give it to an ordinary user (chown -R postgres ${clusterPath}), or set POSTROOM_DATA_DIR to another folder.`,
    );
  }
  if (owner) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const account = await lookUp(name);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    'Postgres refuses to run as root, and this system has neither a user "postgres" nor "nobody".',
    `Start Postroom as an ordinary user. Or: ${USE_OWN_DATABASE}`,
  );
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/**
 * Options for a child process of that account. The environment is emptied, because LANG, PGDATA, PGPORT and
 * the like would change what initdb and postgres do; the working directory is one that everybody may enter.
 */
export function asAccount(account: Account | undefined): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  return {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
  };
}

/** Whether the account may enter that folder (every folder above it included). */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  try {
    await run('test', ['-x', folder], asAccount(account));
    return true;
  } catch {
    return false;
  }
}
