import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Child, startChild } from '../../../sandbox/demo/childProcess';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postroom-child-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function script(source: string): Promise<string> {
  const path = join(folder, 'program.js');
  await writeFile(path, source);
  return path;
}

const said = async (child: Child) => {
  while (child.lastLines().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
};

const gone = async (pid: number) => {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test('given a program that fails, it says how it ended and what it said last, and keeps that in the log', async () => {
  const child = startChild({
    script: await script('console.log("one"); console.error("cannot go on"); process.exit(3);'),
    env: process.env,
    logFile: join(folder, 'log'),
  });
  expect(await child.ended).toEqual({ code: 3, signal: null });
  expect(child.lastLines().sort()).toEqual(['cannot go on', 'one']);
  expect(child.running()).toBe(false);
  expect(await readFile(join(folder, 'log'), 'utf8')).toContain('cannot go on');
});

test('given a program that stops when asked, stop waits for it', async () => {
  const source = `
    process.on('SIGTERM', () => setTimeout(() => process.exit(0), 50));
    setInterval(() => {}, 1000);
    console.log('up');`;
  const child = startChild({ script: await script(source), env: process.env, logFile: join(folder, 'log') });
  await said(child);
  expect(await child.stop()).toEqual({ code: 0, signal: null });
});

test('given a program that will not stop, it is killed with everything it started', async () => {
  const source = `
    const { spawn } = require('node:child_process');
    process.on('SIGTERM', () => {});
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(grandchild.pid);
    setInterval(() => {}, 1000);`;
  const child = startChild({ script: await script(source), env: process.env, logFile: join(folder, 'log') });
  await said(child);
  expect(await child.stop(100)).toEqual({ code: null, signal: 'SIGKILL' });
  await gone(Number(child.lastLines()[0]));
});

test('given a demo that is killed, the program ends by itself', async () => {
  const program = await script('setInterval(() => {}, 1000);');
  const starter = join(folder, 'starter.js');
  const module = join(__dirname, '../../../sandbox/demo/childProcess.ts');
  await writeFile(
    starter,
    `const { startChild } = require(${JSON.stringify(module)});
     const child = startChild({ script: ${JSON.stringify(program)}, env: process.env, logFile: ${JSON.stringify(join(folder, 'log'))} });
     console.log(child.pid);`,
  );
  const demo = spawn(process.execPath, ['--require', 'tsx/cjs', starter], {
    cwd: join(__dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: demo.stdout }), 'line');
  demo.kill('SIGKILL');
  await gone(Number(line));
});
