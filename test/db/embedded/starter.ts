import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedOptions } from '../../../src/db/embedded/findOrStart';
import type { EmbeddedPostgres } from '../../../src/db/embedded/startEmbeddedPostgres';

const ROOT = join(__dirname, '..', '..', '..');
const BUILT = join(ROOT, 'dist', 'src', 'db', 'embedded', 'startEmbeddedPostgres.js');

/** Starts or finds the server, says so in one line, and stops when its input ends. */
const PROGRAM = `
require(${JSON.stringify(BUILT)}).startEmbeddedPostgres(JSON.parse(process.argv[1])).then(
  (server) => {
    console.log(JSON.stringify(server));
    process.stdin.resume().once('end', () => server.stop().then(() => process.exit(0)));
  },
  (error) => { console.log(JSON.stringify({ error: error.message })); process.exit(1); },
);`;

/** A user of this system that tests can be. */
export interface User {
  name: string;
  uid?: number;
  gid?: number;
}

/** Root and, where the checkout can be read by it, `nobody`; or just whoever runs the tests. */
export function users(): User[] {
  if (process.getuid?.() !== 0) return [{ name: 'this user' }];
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'])));
  try {
    execFileSync('test', ['-r', BUILT], { uid, gid });
  } catch {
    return [{ name: 'root' }];
  }
  return [{ name: 'root' }, { name: 'nobody', uid, gid }];
}

/** Another process that uses the embedded server. */
export interface Starter extends Omit<EmbeddedPostgres, 'stop'> {
  /** Set instead of everything else when it failed. */
  error?: string;
  process: ChildProcess;
  /** Lets it stop what it started, and waits for its end. */
  stop(): Promise<void>;
}

export async function startIn(options: EmbeddedOptions, user: User = { name: 'me' }): Promise<Starter> {
  const child = spawn(process.execPath, ['-e', PROGRAM, JSON.stringify({ fsync: false, ...options })], {
    ...(user.uid === undefined ? {} : { uid: user.uid, gid: user.gid }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let line = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    line += chunk;
    if (line.includes('\n')) break;
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const end = once(child, 'exit');
    child.stdin.end();
    await end;
  };
  return { ...JSON.parse(line), process: child, stop };
}

/** A folder in memory (or the temporary folder) that belongs to that user. */
export function folderOf(user: User): string {
  const folder = mkdtempSync(process.platform === 'linux' ? '/dev/shm/postroom-embedded-' : '/tmp/postroom-');
  chmodSync(folder, 0o755);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Waits for something outside of Node that tells nobody; fails after ten seconds. */
export async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await happened())) {
    if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${what}`);
    await sleep(20);
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A command that finds the server, leaves it, and says so at its very end. @returns what it said. */
export function lastWords(options: EmbeddedOptions, user: User): string {
  const program = `
    require(${JSON.stringify(BUILT)}).startEmbeddedPostgres(JSON.parse(process.argv[1]))
      .then((server) => server.stop())
      .then(() => console.log('left'));`;
  const args = ['-e', program, JSON.stringify({ fsync: false, ...options })];
  return String(
    execFileSync(process.execPath, args, user.uid === undefined ? {} : { uid: user.uid, gid: user.gid }),
  );
}
