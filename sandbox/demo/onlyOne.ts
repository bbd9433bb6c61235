import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two demos on one folder would write over each other. Returns what gives the folder free again.
 * @throws Error with a sentence when another demo runs on it.
 */
export function onlyOne(root: string): () => void {
  const file = join(root, 'demo.pid');
  const other = Number(read(file));
  if (other && other !== process.pid && isDemo(other))
    throw new Error(
      `The demo is already running on ${root} (process ${other}). Stop it first, or set POSTROOM_DATA_DIR to another folder.`,
    );
  mkdirSync(root, { recursive: true });
  writeFileSync(file, String(process.pid));
  return () => {
    if (Number(read(file)) === process.pid) rmSync(file, { force: true });
  };
}

/** A killed demo leaves its number behind, and the system may have given it to another program since. */
function isDemo(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process lives too; whether it is a demo is asked below, as of one's own.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  return read(`/proc/${pid}/cmdline`).includes('sandbox/demo/main');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
