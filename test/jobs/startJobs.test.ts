import { type JobsOptions, startJobs } from '../../src/jobs/startJobs';
import { once } from '../../src/jobs/ticks';
import { systemClock } from '../../src/ports/clock';
import { newId } from '../../src/ports/newId';
import { noStep } from '../../src/ports/steps';
import { FakeChat } from './fakeChat';
import { PumpWorld } from './pumpWorld';
import { silentLog } from './silentLog';
import { until } from './until';

jest.setTimeout(60_000);

describe('the jobs of a process', () => {
  let world: PumpWorld;
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(async () => {
    await world.pool.query('delete from instance');
    await world.forget();
    world.time = Date.now();
  });
  afterAll(() => world.end());

  const start = (options: Partial<JobsOptions> = {}) =>
    startJobs({
      databaseUrl: world.databaseUrl,
      instanceId: 'here',
      store: world.store,
      chatOf: () => world.chat,
      content: world.content,
      filing: { move: async () => [] },
      replyFound: async () => undefined,
      markGap: async () => undefined,
      showEverywhere: async () => undefined,
      removeOld: async () => undefined,
      checkpoint: async () => undefined,
      clock: systemClock,
      log: silentLog,
      step: noStep,
      concurrency: 3,
      // Nothing here may depend on being found by chance.
      pollMs: 60_000,
      ...options,
    });
  const wake = () => world.store.transaction((tx) => tx.jobs.wake([{ job: 'pump', target: world.target }]));

  test('post what a committed transaction wants, at once', async () => {
    const jobs = await start();
    await world.addPost(await world.addConversation());
    await wake();
    await until(() => world.chat.messages.length === 1);
    await jobs.stop();
  });

  test('find at the start what was left behind without a job', async () => {
    await world.addPost(await world.addConversation());
    const jobs = await start();
    await until(() => world.chat.messages.length === 1);
    await jobs.stop();
  });

  test('keep to the pace of the channel without waiting for the next poll', async () => {
    world.chat.pace = { channelEveryMs: 100, channelBurst: 1, methodEveryMs: 0, methodBurst: 1 };
    for (let n = 0; n < 6; n += 1) await world.addPost(await world.addConversation());
    const began = Date.now();
    const jobs = await start();
    await until(() => world.chat.messages.length === 6);
    expect(Date.now() - began).toBeGreaterThan(480);
    await jobs.stop();
  });

  test.each([
    { how: 'at once when its connections are gone', lock: false, leaseSeconds: 60, least: 0 },
    { how: 'within its lease when nobody closed its connections', lock: true, leaseSeconds: 2, least: 1_000 },
  ])('go on with those of a dead process $how', async ({ lock, leaseSeconds, least }) => {
    await world.addPost(await world.addConversation());
    await world.pool.query(`insert into instance (id) values ('dead')`);
    const session = await world.pool.connect();
    if (lock) await session.query(`select pg_advisory_lock($1, hashtext('dead'))`, [0x696e7374]);
    await wake();
    for (const table of ['jobs', 'job_queues']) {
      await world.pool.query(
        `update graphile_worker._private_${table} set locked_by = 'dead', locked_at = now()`,
      );
    }
    const began = Date.now();
    // What is freed nobody tells of: polling finds it.
    const jobs = await start({ leaseSeconds, pollMs: 200 });
    await until(() => world.chat.messages.length === 1);
    expect(Date.now() - began).toBeGreaterThanOrEqual(least);
    await jobs.stop();
    session.release(true);
  });

  test('go on in one chat team while another does not answer at all', async () => {
    const teams = newId();
    await world.pool.query(
      `insert into installation (id, workspace_id, platform, team, bot_user) values ($1, $2, 'teams', 'tenant', '28:bot')`,
      [teams, world.workspaceId],
    );
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const silent = new FakeChat(() => new Date());
    const post = silent.post.bind(silent);
    let asked = 0;
    silent.post = async (...given) => {
      asked += 1;
      await answered;
      return post(...given);
    };
    const channels = [1, 2, 3, 4, 5].map((n) => ({ installationId: teams, channel: `19:${n}` }));
    for (const place of channels) await world.addPost(await world.addConversation(), place);
    const chatOf = ({ platform }: { platform: string }) => (platform === 'teams' ? silent : world.chat);
    const jobs = await start({ chatOf });
    await until(() => asked > 0);
    await world.addPost(await world.addConversation());
    await wake();
    await until(() => world.chat.messages.length === 1);
    expect(silent.messages).toEqual([]);
    answer();
    await until(() => silent.messages.length === channels.length);
    await jobs.stop();
  });

  test('leave nothing locked and no heartbeat when they stop', async () => {
    for (let n = 0; n < 30; n += 1) await world.addPost(await world.addConversation());
    const jobs = await start();
    await until(() => world.chat.messages.length > 2);
    await jobs.stop();
    expect(world.chat.messages.length).toBeLessThan(30);
    expect(
      (await world.pool.query('select 1 from graphile_worker.jobs where locked_by is not null')).rows,
    ).toEqual([]);
    expect((await world.pool.query('select 1 from instance')).rows).toEqual([]);
    const again = await start();
    await until(() => world.chat.messages.length === 30);
    await again.stop();
  });

  test('do what is regular once among all instances', async () => {
    const counts: number[] = [];
    const clock = { now: () => new Date('2026-11-22T10:05:03.000Z') };
    const tick = {
      name: 'probe',
      every: 'minute' as const,
      run: async (count: number) => counts.push(count),
    };
    await Promise.all([1, 2, 3].map(() => once({ store: world.store, clock }, tick)));
    expect(counts).toEqual([Date.parse('2026-11-22T10:05:00.000Z') / 60_000]);
  });
});
