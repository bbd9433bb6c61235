import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Stage, type StageBot } from '../../bench/stage';
import { type StepName, steps } from '../../src/ports/steps';
import { createTestDatabase, type TestDatabase } from '../database';
import { Chance, seedOfRun } from './chance';
import { expectChatIsState } from './chatIsState';
import { Customers } from './customers';
import { expectActions, expectConversations, expectHistory, expectStored } from './nothingLost';
import { settled } from './settled';
import { Team } from './team';

// About two minutes on a quiet machine.
jest.setTimeout(1_800_000);

const KILLS = 50;
const LONGEST_LIFE_MS = 120_000;

type Death = StepName | 'outside';

describe('A bot that is killed fifty times, in Slack and in Teams at once', () => {
  let database: TestDatabase;
  let stage: Stage;
  let chance: Chance;
  let customers: Customers;
  let team: Team;
  const deaths = new Map<Death, number>();

  beforeAll(async () => {
    chance = new Chance(seedOfRun());
    database = await createTestDatabase();
    const bot = join(__dirname, '../../dist/src/main.js');
    stage = await Stage.open({ database, bot, timeScale: 50, teams: true });
    customers = new Customers(stage, chance);
    team = new Team(stage, chance);

    for (const death of plan(chance)) {
      await live(death);
      deaths.set(death, (deaths.get(death) ?? 0) + 1);
    }
    await stage.startBot().ready();
    await team.resolveEverywhere();
    await settled(stage, customers.delivered);
  });
  afterAll(async () => {
    await stage?.close();
    await database?.drop();
  });

  /** One life, in which emails come and people click until it ends. */
  async function live(death: Death): Promise<void> {
    for (let n = chance.between(0, 2); n > 0; n -= 1) await customers.write();
    const count = chance.between(1, 3);
    const bot = stage.startBot(death === 'outside' ? {} : { POSTROOM_KILL_AT: `${death}:${count}` });
    const running = new AbortController();
    const ended = bot.ended.finally(() => running.abort());
    const pause = (ms: number) => delay(ms, undefined, { signal: running.signal }).catch(() => undefined);
    // It may be killed by what waited for it, before it says that it runs.
    const ready = await bot.ready().then(
      () => true,
      () => false,
    );
    if (death === 'outside') {
      if (ready) await burst(pause);
      bot.kill();
    }
    const end = Date.now() + LONGEST_LIFE_MS;
    while (bot.running() && Date.now() < end) {
      await burst(pause);
      await pause(400);
    }
    await expectKilled(bot, death, ended);
  }

  async function burst(pause: (ms: number) => Promise<unknown>): Promise<void> {
    for (let n = chance.between(1, 3); n > 0; n -= 1) {
      await customers.write();
      if (chance.happens(0.6)) void team.act();
      await pause(chance.between(0, 60));
    }
  }

  async function expectKilled(bot: StageBot, death: Death, ended: StageBot['ended']): Promise<void> {
    if (bot.running()) throw new Error(`It never came to "${death}":\n${bot.output().slice(-4000)}`);
    const { signal } = await ended;
    if (signal !== 'SIGKILL') throw new Error(`It ended by itself (${death}):\n${bot.output().slice(-4000)}`);
  }

  test('was killed at every step, and from outside', () => {
    const known: Death[] = [...steps, 'outside'];
    expect([...deaths.keys()].sort()).toEqual(known.sort());
    expect([...deaths.values()].reduce((sum, count) => sum + count, 0)).toBe(KILLS);
  });

  test('has stored every byte that was delivered', () => expectStored(stage, customers.delivered));

  test('has every email in its one conversation', () => expectConversations(stage, customers.delivered));

  test('shows each conversation once, as it is now', () => expectChatIsState(stage));

  test('has a history that verifies and replays', () => expectHistory(stage));

  test('did what people did once', async () => {
    const everywhere = team.windows.map(({ platform }) => platform).sort();
    const on = (done: { platform: string }[]) => [...new Set(done.map(({ platform }) => platform))].sort();
    expect(on(team.submitted.filter((one) => one.accepted))).toEqual(everywhere);
    expect(on(team.clicks.filter((one) => one.acknowledged))).toEqual(everywhere);
    expect(team.said.length).toBeGreaterThan(0);
    await expectActions(stage, team);
  });
});

/** Each way to die about as often as the others, in an order that chance decides. */
function plan(chance: Chance): Death[] {
  const ways: Death[] = [...steps, 'outside'];
  return chance.shuffled(Array.from({ length: KILLS }, (_, n) => ways[n % ways.length]!));
}
