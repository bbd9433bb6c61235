import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canEnter, isRoot } from './account';
import { EmbeddedPostgresError } from './embeddedPostgresError';

const SIGNPOST = 'cluster-is-at.txt';

/** Where root keeps the clusters that Postgres could not reach in the folder that was asked for. */
const SHARED_PLACE = '/var/lib/postroom';

/**
 * The folder that holds the cluster: `dataDir` itself, unless root asked for a folder that the account cannot
 * enter (below a 0700 home). Then it is a folder of its own below /var/lib/postroom, and `dataDir` gets a
 * signpost file that says so, which later starts follow.
 * @param dataDir the folder that was asked for; made when missing.
 */
export async function placeFor(dataDir: string, account: Account | undefined): Promise<string> {
  await makeFolder(dataDir, 0o755);
  const asked = await realpath(dataDir);
  if (!isRoot()) return asked;
  const signpost = join(asked, SIGNPOST);
  const elsewhere = await readFile(signpost, 'utf8').catch(() => undefined);
  if (elsewhere) return checked(elsewhere.trim());
  if (await canEnter(asked, account)) return asked;
  if (await openToPass(asked)) if (await canEnter(asked, account)) return asked;
  const name = createHash('sha256').update(asked).digest('hex').slice(0, 12);
  const place = join(SHARED_PLACE, name);
  await makeFolder(SHARED_PLACE, 0o755);
  await makeFolder(place, 0o755);
  await checked(place);
  await writeFile(signpost, `${place}\n`);
  return place;
}

/** The folder where a cluster already is, without making anything; undefined when there is none. */
export async function knownPlace(dataDir: string): Promise<string | undefined> {
  const asked = await realpath(dataDir).catch(() => undefined);
  if (!asked) return undefined;
  const elsewhere = await readFile(join(asked, SIGNPOST), 'utf8').catch(() => undefined);
  return elsewhere && isRoot() ? elsewhere.trim() : asked;
}

/** An empty folder of root's own may be made passable (not readable): its content is 0700 anyway. */
async function openToPass(folder: string): Promise<boolean> {
  const [{ uid, mode }, content] = await Promise.all([stat(folder), readdir(folder)]);
  if (uid !== 0 || content.length > 0) return false;
  await chmod(folder, (mode & 0o777) | 0o111);
  return true;
}

/** Only a folder of root's own may be followed: anything else was put there by somebody. */
async function checked(place: string): Promise<string> {
  const found = await stat(place).catch(() => undefined);
  if (found && found.uid === 0 && (found.mode & 0o022) === 0) return place;
  throw new EmbeddedPostgresError(
    `The database was kept in ${place}, which is gone or not a folder that only root can write to.`,
    'Bring it back, or set POSTROOM_DATA_DIR to a new folder to start with an empty database.',
  );
}

async function makeFolder(folder: string, mode: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode }).catch((error: Error) => {
    throw new EmbeddedPostgresError(
      `The folder ${folder} cannot be made: ${error.message}.`,
      'Set POSTROOM_DATA_DIR to a folder that you can write to.',
      { cause: error },
    );
  });
}
