import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stageMailboxes } from '../../bench/cast';
import { Stage } from '../../bench/stage';
import type { TeamsFault } from '../../sandbox/teamsProtocol';
import { keyOfCard } from '../../src/teams/renderCard';
import { createTestDatabase, type TestDatabase } from '../database';
import { Chance, seedOfRun } from './chance';
import { expectChatIsState } from './chatIsState';
import { settled } from './settled';
import { Team } from './team';

jest.setTimeout(600_000);

const EMAILS = 500;
/** How often each comes, at moments that chance decides. */
const FAULTS: [TeamsFault['kind'], number][] = [
  ['429', 20],
  ['412', 10],
  // Whether it was done, nobody knows: each is looked for before the next is posted.
  ['502', 4],
];

describe('Five hundred emails at once, into a Teams channel that takes them slowly', () => {
  let database: TestDatabase;
  let stage: Stage;
  let chance: Chance;
  let team: Team;
  const { address } = stageMailboxes.support;

  beforeAll(async () => {
    chance = new Chance(seedOfRun());
    database = await createTestDatabase();
    const bot = join(__dirname, '../../dist/src/main.js');
    stage = await Stage.open({ database, bot, timeScale: 200, teams: true });
    team = new Team(stage, chance);
    const life = stage.startBot();
    await life.ready();

    const delivered: string[] = [];
    for (let n = 1; n <= EMAILS; n += 1) delivered.push(deliver(n));
    let done = false;
    const troubles = trouble(() => done);
    const people = work(() => done);
    await stage.teams!.waitFor(() => roots().length >= EMAILS, 400_000);
    for (let n = 1; n <= 5; n += 1) delivered.push(deliver(EMAILS + n, n));
    done = true;
    await Promise.all([troubles, people]);
    stage.teams!.faults({ clear: true });
    await settled(stage, delivered);
  });
  afterAll(async () => {
    await stage?.close();
    await database?.drop();
  });

  function deliver(n: number, answers?: number): string {
    const parent = answers === undefined ? '' : `In-Reply-To: <many-${answers}@client.example>\r\n`;
    const head = `From: Claire <claire@client.example>\r\nTo: ${address}\r\nSubject: Question ${n}\r\n`;
    const raw = `${head}Message-ID: <many-${n}@client.example>\r\n${parent}\r\nWhere is order ${n}?\r\n`;
    stage.mail.deliver(address, raw);
    return raw;
  }

  function roots() {
    const { messages } = stage.teams!.channel(stage.teamsChannels.support);
    return messages.filter(({ from, root, deleted }) => from === 'bot' && !root && !deleted);
  }

  /** Spread over the time that the cards take. */
  async function trouble(isDone: () => boolean): Promise<void> {
    const all = chance.shuffled(FAULTS.flatMap(([kind, times]) => Array.from({ length: times }, () => kind)));
    for (const [n, kind] of all.entries()) {
      const due = Math.floor((EMAILS * n) / all.length);
      while (!isDone() && stage.teams!.calls().length < due) await delay(5);
      const retryAfter = kind === '429' ? chance.between(1, 5) : undefined;
      stage.teams!.faults({ add: [{ kind, ...(retryAfter && { retryAfter }) }] });
    }
  }

  async function work(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await team.act();
      await delay(250);
    }
  }

  test('each has its one card', () => {
    const keys = roots().map(({ card }) => keyOfCard(card));
    expect(keys).toHaveLength(EMAILS);
    expect(new Set(keys).size).toBe(EMAILS);
  });

  test('was refused many times, and not by what went wrong alone', () => {
    const refused = stage.teams!.calls().filter(({ httpStatus }) => [412, 429, 502].includes(httpStatus));
    expect(refused.length).toBeGreaterThanOrEqual(FAULTS.reduce((sum, [, times]) => sum + times, 0) / 2);
  });

  test('shows the newest state of each', async () => {
    expect(team.clicks.filter((click) => click.acknowledged).length).toBeGreaterThan(0);
    await expectChatIsState(stage);
  });
});
