import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { type Account, asAccount } from './account';

const run = promisify(execFile);

/** A child process that ends when this process ends, even by SIGKILL. */
export interface TiedProcess {
  pid: number;
  /** Settled when it has ended. */
  end: Promise<void>;
}

/**
 * `tie: 'kernel'` is Linux's parent-death signal, by setpriv. `tie: 'pipe'` works everywhere: a shell waits for
 * the end of a pipe that closes with this process, and then interrupts the command.
 */
export type Tie = 'kernel' | 'pipe';

// The command's pid goes to stdout for us; its own output goes to the log (stderr).
const PIPE_SCRIPT = `
exec 3<&0
"$@" </dev/null 3<&- >&2 &
server=$!
echo $server
( exec >&2; read -r nothing <&3; kill -INT $server 2>/dev/null ) &
watcher=$!
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

/** The best tie that this system has. Alpine's setpriv, for one, knows no --pdeathsig. */
export async function bestTie(account: Account | undefined): Promise<Tie> {
  if (process.platform !== 'linux') return 'pipe';
  return run('setpriv', ['--pdeathsig', 'INT', 'true'], asAccount(account)).then(
    () => 'kernel' as const,
    () => 'pipe' as const,
  );
}

/**
 * Starts a command that this process takes down with it. The command gets SIGINT then: for Postgres a fast,
 * clean shutdown. It has a session of its own, so that Ctrl-C at the terminal does not end the database before
 * those who still write to it.
 * @param log file descriptor that takes its output.
 */
export async function startTied(
  command: string[],
  account: Account | undefined,
  log: number,
  tie: Tie,
): Promise<TiedProcess> {
  const options = { ...asAccount(account), detached: true };
  const child =
    tie === 'kernel'
      ? spawn('setpriv', ['--pdeathsig', 'INT', '--', ...command], {
          ...options,
          stdio: ['ignore', log, log],
        })
      : spawn('/bin/sh', ['-c', PIPE_SCRIPT, 'sh', ...command], { ...options, stdio: ['pipe', 'pipe', log] });
  await once(child, 'spawn');
  const end = once(child, 'exit').then(() => undefined);
  const pid = tie === 'kernel' ? child.pid! : await firstLine(child);
  letGo(child);
  return { pid, end };
}

async function firstLine(child: ChildProcess): Promise<number> {
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return Number(line.toString().trim());
}

/** A caller that forgets to stop the server can still end: nothing here keeps the event loop alive. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) {
    (stream as unknown as { unref?: () => void } | null)?.unref?.();
  }
}
