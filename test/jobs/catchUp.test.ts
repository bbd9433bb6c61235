import { createCatchUp } from '../../src/jobs/catchUp';
import { Failures } from '../../src/jobs/failures';
import type { Called, ThreadMessage } from '../../src/ports/chat';
import { PumpWorld } from './pumpWorld';

jest.setTimeout(60_000);

const SINCE = '2026-11-22T12:00:00.000Z';

describe('catchUp', () => {
  let world: PumpWorld;
  let found: { thread: string; ts: string }[];
  let gaps: { since: string; until: Date }[];
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(async () => {
    await world.forget();
    found = [];
    gaps = [];
  });
  afterAll(() => world.end());

  const create = () =>
    createCatchUp(
      {
        ...world.deps(),
        replyFound: async (_installation, _at, thread, message) =>
          void found.push({ thread, ts: message.ts }),
        markGap: async (_installation, _at, since, until) => void gaps.push({ since, until }),
      },
      new Failures(() => 0.5),
    );
  const channel = () => ({ installationId: world.installationId, channel: 'C1' });
  const message = (ts: string): ThreadMessage => ({
    ts,
    at: SINCE,
    user: 'U1',
    authorName: 'Una',
    text: 'hello',
    edited: false,
  });
  const threads = (...names: string[]) => {
    world.chat.threads = { ok: true, value: names.map((thread) => ({ thread })) };
  };

  test('hands on what was written in every thread meanwhile', async () => {
    threads('1.0', '2.0');
    world.chat.replies.set('1.0', { ok: true, value: [message('5.0'), message('6.0')] });
    world.chat.replies.set('2.0', { ok: false, why: 'messageGone' });
    await create()(channel(), SINCE);
    expect(found).toEqual([
      { thread: '1.0', ts: '5.0' },
      { thread: '1.0', ts: '6.0' },
    ]);
    expect(gaps).toEqual([]);
    expect(await world.waitingJobs()).toEqual([]);
  });

  test('goes on where it was after a short pause', async () => {
    threads('1.0', '2.0');
    world.chat.replies.set('1.0', { ok: true, value: [message('5.0')] });
    world.chat.replies.set('2.0', { ok: false, why: 'later', retryAfterMs: 4_000, scope: 'method' });
    const catchUp = create();
    await catchUp(channel(), SINCE);
    expect(world.alarms.map((at) => at.getTime() - world.time)).toEqual([4_000]);
    world.chat.replies.set('2.0', { ok: true, value: [message('7.0')] });
    world.time += 4_000;
    await catchUp(channel(), SINCE);
    expect(found.map((one) => one.ts)).toEqual(['5.0', '7.0']);
  });

  test('ends a run after twenty calls', async () => {
    threads(...Array.from({ length: 25 }, (_, n) => `${n + 1}.0`));
    const catchUp = create();
    await catchUp(channel(), SINCE);
    expect(world.chat.calls).toHaveLength(20);
    await catchUp(channel(), SINCE);
    // The threads themselves are asked for once.
    expect(world.chat.calls).toHaveLength(26);
    expect(gaps).toEqual([]);
  });

  test('given one call at a time is allowed, then every thread is read in the end', async () => {
    threads('1.0', '2.0', '3.0');
    for (const name of ['1.0', '2.0', '3.0'])
      world.chat.replies.set(name, { ok: true, value: [message(`${name}1`)] });
    const slow = { ...world.chat.budgets('history'), methodEveryMs: 1_000, methodBurst: 1 };
    const budgets = jest.spyOn(world.chat, 'budgets').mockReturnValue(slow);
    const catchUp = create();
    for (let run = 0; run < 4; run += 1) {
      await catchUp(channel(), SINCE);
      world.time += 1_000;
    }
    budgets.mockRestore();
    expect(found.map(({ thread }) => thread)).toEqual(['1.0', '2.0', '3.0']);
    expect(world.chat.calls).toHaveLength(4);
  });

  test.each([
    ['will only tell in a minute', { ok: false, why: 'later', retryAfterMs: 60_000, scope: 'method' }],
    ['refuses', { ok: false, why: 'notAuthorized', detail: 'missing_scope' }],
  ] as const)('marks the gap when the platform %s', async (_what, answer) => {
    world.chat.threads = answer;
    await create()(channel(), SINCE);
    expect(gaps).toEqual([{ since: SINCE, until: new Date(world.time) }]);
    expect(world.alarms).toEqual([]);
  });

  test.each<[string, Called<{ thread: string }[]>]>([
    ['was read', { ok: true, value: [] }],
    ['was marked', { ok: false, why: 'notAuthorized', detail: 'missing_scope' }],
  ])('given the gap %s, then the next one begins after it', async (_what, answer) => {
    world.chat.threads = answer;
    world.time = Date.parse('2026-11-23T12:00:00.000Z');
    await create()(channel(), SINCE);
    const state = await world.store.transaction((tx) => tx.posts.channelState(channel()));
    expect(state?.lastEventAt).toBe('2026-11-23T11:59:00.000Z');
  });

  test('marks the gap after five tries in vain', async () => {
    world.chat.threads = { ok: false, why: 'unreachable', maybeDone: false, detail: '503' };
    const catchUp = create();
    for (let n = 0; n < 5; n += 1) await catchUp(channel(), SINCE);
    expect(world.alarms.map((at) => at.getTime() - world.time)).toEqual([750, 1_500, 3_000, 6_000]);
    expect(gaps).toHaveLength(1);
  });
});
