import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Where the build put the programs. */
export const BUILT = join(__dirname, '..', '..', 'dist', 'src');

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** `postroom …` as it is installed: a child process with nothing of this one's environment. */
export function runPostroom(args: string[], env: NodeJS.ProcessEnv): Promise<Said> {
  return outcomeOf(
    spawn(process.execPath, [join(BUILT, 'cli', 'main.js'), ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

export function outcomeOf(child: ChildProcess): Promise<Said> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
