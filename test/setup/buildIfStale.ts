import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const STAMP = join(ROOT, 'dist', '.built');
const SOURCES = ['src', 'migrations', 'sandbox', 'bench', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Compiles `dist/` when a source is newer than the last build. Tests that start processes need it: Node cannot
 * run a .ts file, and jest's own transformation ends at its workers.
 * The compiler's complaints go to stderr.
 */
export function buildIfStale(): void {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > 0 && SOURCES.every((source) => newest(join(ROOT, source)) < built)) return;
  const startedAt = new Date();
  const compiler = join(ROOT, 'node_modules', '.bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(compiler, ['-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) {
    // Type errors are the type check's to refuse; what was emitted can still be tested.
    rmSync(STAMP, { force: true });
    process.stderr.write(
      `The sources do not type-check (npx tsc -p tsconfig.build.json):\n${stdout}${stderr}\n`,
    );
    return;
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(STAMP, '');
  // A source that was saved while the compiler ran is newer than this.
  utimesSync(STAMP, startedAt, startedAt);
}

/** The latest change below a path, in milliseconds; a folder's own time tells of removed files. */
export function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.reduce((latest, entry) => {
    const full = join(entry.parentPath, entry.name);
    if (full.includes('node_modules')) return latest;
    return Math.max(latest, statSync(full, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  }, mtimeMs);
}
