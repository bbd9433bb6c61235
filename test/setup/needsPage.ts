import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newest } from './buildIfStale';
import needsDatabase from './needsDatabase';

const ROOT = join(__dirname, '..', '..');

/** jest's globalSetup of the journeys in a browser: everything that the demo needs, and the page that it serves. */
export default async function setUp(): Promise<void> {
  await needsDatabase();
  if (newest(join(ROOT, 'dist/sandbox/page')) > newest(join(ROOT, 'sandbox'))) return;
  const vite = join(ROOT, 'node_modules', '.bin', 'vite');
  const config = ['--config', 'sandbox/page/vite.config.mts', '--logLevel', 'warn'];
  // jest's own NODE_ENV would build a page for developers.
  const env = { ...process.env, NODE_ENV: 'production' };
  const options = { cwd: ROOT, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(vite, ['build', ...config], options);
  if (status !== 0) throw new Error(`The page could not be built:\n${stdout}${stderr}`);
}
