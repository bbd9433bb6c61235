import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '../..');

export interface DemoProcess {
  /** Of the page, as the demo prints it. */
  url: string;
  /** Everything it said so far, line by line. */
  output: string[];
  process: ChildProcess;
  /**
   * Asks it to stop and waits until it has.
   * @returns how it ended, as Node's `exit` event says it: [0, null] when all went well.
   */
  stop(signal: 'SIGINT' | 'SIGTERM'): Promise<[code: number | null, signal: string | null]>;
}

/**
 * As `npm run demo` after its build: on a free port, with its data in `dataDir`, and with a database of its own.
 * @throws Error with all it said, when it ends instead of getting ready.
 */
export function startDemo(dataDir: string): Promise<DemoProcess> {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...env } = process.env;
  const demo = spawn(process.execPath, ['dist/sandbox/demo/main.js'], {
    cwd: ROOT,
    env: { ...env, PORT: '0', POSTROOM_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [demo.stdout, demo.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const url = /^Postroom demo ready: (http:\/\/localhost:\d+)$/.exec(line)?.[1];
        if (url) resolve({ url, output, process: demo, stop: (signal) => stop(demo, signal) });
      });
    demo.once('exit', (code) => reject(new Error(`The demo ended with ${code}:\n${output.join('\n')}`)));
  });
}

async function stop(demo: ChildProcess, signal: NodeJS.Signals): Promise<[number | null, string | null]> {
  const ended = once(demo, 'exit');
  demo.kill(signal);
  return (await ended) as [number | null, string | null];
}
