import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlState } from '../../sandbox/protocol';
import type { TeamsState } from '../../sandbox/teamsProtocol';
import { Control } from './control';
import { type DemoProcess, startDemo } from './demoProcess';

const ROOT = join(__dirname, '../..');
let dataDir: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'postroom-demo-e2e-'));
});
afterEach(async () => {
  if (running?.exitCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Remembered, so that a failing test leaves nothing behind. */
async function start(): Promise<DemoProcess> {
  const demo = await startDemo(dataDir);
  running = demo.process;
  return demo;
}

/** What somebody with this name sees in the Teams window. */
async function teamsOf(control: Control, name: string): Promise<TeamsState> {
  const { people } = await control.teams();
  return control.teams(people.find((person) => person.name === name)!.id);
}

const cards = (state: ControlState, channel: string) => {
  const { id } = state.channels.find((one) => one.name === channel)!;
  return state.messages[id]!.filter(
    (message) => message.user === state.app.botUserId && (message.threadTs ?? message.ts) === message.ts,
  );
};

const teamsCards = (state: TeamsState, channel: string) => {
  const { id } = state.places.find((one) => one.name === channel)!;
  return state.messages[id]!.filter((message) => message.card && !message.root);
};

async function eventually<T>(look: () => Promise<T | false>): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found !== false) return found;
    if (Date.now() > end) throw new Error('What the demo should show did not come within two minutes.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Every process whose command line or environment names the demo's folder. */
function leftOver(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const of = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
        return of('cmdline').includes(dataDir) || of('environ').includes(dataDir) ? [of('cmdline')] : [];
      } catch {
        return [];
      }
    });
}

/** `npm run demo:postroom -- …`, after its build. */
function postroom(...args: string[]): string {
  const env = { ...process.env, POSTROOM_DATA_DIR: dataDir };
  return String(
    execFileSync(process.execPath, ['dist/sandbox/demo/commandLine.js', ...args], { cwd: ROOT, env }),
  );
}

test('the demo starts, shows cards, stops without leaving a process, goes on, and takes mail again', async () => {
  const first = await start();
  const before = await Control.of(first.url);
  // Thirteen emails; two are follow-ups that join the conversation of an earlier one.
  const shown = await eventually(async () => {
    const state = await before.slack('U0NADIA');
    return cards(state, 'support').length === 9 && cards(state, 'sales-desk').length === 2 && state;
  });
  const shownInTeams = await eventually(async () => {
    const state = await teamsOf(before, 'Nadia Benali');
    return teamsCards(state, 'support').length === 9 && teamsCards(state, 'sales-desk').length === 2 && state;
  });
  expect((await teamsOf(before, 'Tomasz Zieliński')).places.map(({ name }) => name)).not.toContain(
    'sales-desk',
  );
  const outsider = await before.slack('U0MATEO');
  expect(outsider.channels.map((channel) => channel.name)).not.toContain('sales-desk');
  // The bot and its Postgres, which this must see if it is to see them gone.
  if (existsSync('/proc')) expect(leftOver().length).toBeGreaterThan(1);

  expect(await first.stop('SIGINT')).toEqual([0, null]);
  expect(isAlive(first.process.pid!)).toBe(false);
  // Killed processes are gone a moment later.
  if (existsSync('/proc')) await eventually(async () => leftOver().length === 0);

  const second = await start();
  expect(second.output.join('\n')).not.toMatch(/afresh|delivered/);
  const after = await Control.of(second.url);
  const again = await after.slack('U0NADIA');
  expect(cards(again, 'support').map((card) => card.ts)).toEqual(
    cards(shown, 'support').map((card) => card.ts),
  );
  const againInTeams = await teamsOf(after, 'Nadia Benali');
  expect(teamsCards(againInTeams, 'support').map(({ id }) => id)).toEqual(
    teamsCards(shownInTeams, 'support').map(({ id }) => id),
  );
  expect(againInTeams.app.connected).toBe(true);
  await after.send({
    from: 'ines@client.example',
    fromName: 'Inês Duarte',
    to: ['support@atelier-nord.example'],
    subject: 'After the restart',
    text: 'Is the walnut lamp back in stock?',
  });
  await eventually(async () => {
    const found = cards(await after.slack('U0NADIA'), 'support').some((card) =>
      JSON.stringify(card.blocks).includes('After the restart'),
    );
    return found;
  });
  await eventually(async () =>
    teamsCards(await teamsOf(after, 'Nadia Benali'), 'support').some(({ card }) =>
      JSON.stringify(card).includes('After the restart'),
    ),
  );
  expect(postroom('history', 'show', '1')).toMatch(
    /Conversation #1 started in (support|ventes)\n.*Email received from/,
  );
  expect(postroom('mailbox', 'list')).toMatch(/support@atelier-nord\.example.*watching/);

  expect(await second.stop('SIGTERM')).toEqual([0, null]);
}, 400_000);
