import * as fc from 'fast-check';
import type { PostContent } from '../../src/app/postContent';
import type { StepName } from '../../src/ports/steps';
import type { Fault } from './fakeChat';
import { PumpWorld } from './pumpWorld';
import { stepsOfPosting } from './stepsOfPosting';

jest.setTimeout(60_000);

describe('pump, when chat fails', () => {
  let world: PumpWorld;
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(() => world.forget());
  afterAll(() => world.end());

  /** These faults, one per call; then none. */
  const failing = (...faults: (Fault | null)[]) => {
    world.chat.fault = () => faults.shift() ?? null;
  };
  const methods = () => world.chat.calls.map((call) => call.method);

  test('a 429 is waited for, without a look into the history', async () => {
    await world.addPost(await world.addConversation());
    failing({ ok: false, why: 'later', retryAfterMs: 30_000, scope: 'channel' });
    const began = world.time;
    await world.pump();
    expect(world.alarms.map((at) => at.getTime())).toEqual([began + 30_000]);
    world.time += 29_000;
    await world.pump();
    expect(methods()).toEqual(['post']);
    world.time += 1_000;
    await world.pump();
    expect(methods()).toEqual(['post', 'post']);
  });

  test('a 429 on a method holds every channel back, one on a channel only that channel', async () => {
    await world.addPost(await world.addConversation());
    await world.addPost(await world.addConversation(), { channel: 'C2' });
    const { installationId } = world;
    failing({ ok: false, why: 'later', retryAfterMs: 5_000, scope: 'channel' });
    await world.pump();
    await world.pump({ installationId, channel: 'C2' });
    expect(world.chat.texts('C2')).toHaveLength(1);
    await world.addPost(await world.addConversation(), { channel: 'C2' });
    world.time += 5_000;
    failing({ ok: false, why: 'later', retryAfterMs: 5_000, scope: 'method' });
    await world.pump();
    await world.pump({ installationId, channel: 'C2' });
    expect(methods()).toEqual(['post', 'post', 'post']);
  });

  test('posts at the pace of the channel, from a burst on', async () => {
    world.chat.pace = { channelEveryMs: 1_000, channelBurst: 3, methodEveryMs: 0, methodBurst: 1 };
    for (let n = 0; n < 8; n += 1) await world.addPost(await world.addConversation());
    const began = world.time;
    await world.settle();
    expect(world.chat.calls.map((call) => call.at - began)).toEqual(
      [0, 0, 0, 1, 2, 3, 4, 5].map((s) => s * 1_000),
    );
  });

  test('a server that is not reached is tried after growing waits, a minute at most', async () => {
    await world.addPost(await world.addConversation());
    world.chat.fault = () => ({ ok: false, why: 'unreachable', maybeDone: false, detail: '502' });
    const calls = 12;
    await expect(world.settle(calls)).rejects.toThrow('rest');
    const waits = world.chat.calls.slice(1).map((call, n) => call.at - world.chat.calls[n]!.at);
    expect(waits.slice(0, 4)).toEqual([750, 1_500, 3_000, 6_000]);
    expect(Math.max(...waits)).toBe(45_000);
    expect(methods().includes('find')).toBe(false);
  });

  test.each([true, false])('an answer that was lost (done: %s) ends in one card', async (done) => {
    await world.addPost(await world.addConversation());
    failing({ ok: false, why: 'unreachable', maybeDone: true, detail: 'hang', done });
    await world.settle();
    expect(world.chat.messages).toHaveLength(1);
    expect(methods().slice(0, 2)).toEqual(['post', 'find']);
  });

  test('while it cannot be told whether a card is there, none is posted', async () => {
    await world.addPost(await world.addConversation());
    failing(
      { ok: false, why: 'unreachable', maybeDone: true, detail: 'hang', done: true },
      { ok: false, why: 'later', retryAfterMs: 60_000, scope: 'method' },
      { ok: false, why: 'unreachable', maybeDone: false, detail: '503' },
    );
    await world.settle();
    expect(methods()).toEqual(['post', 'find', 'find', 'find', 'update']);
    expect(world.chat.messages).toHaveLength(1);
  });

  test.each(['channelClosed', 'notAuthorized'] as const)(
    '%s is remembered, and forgotten when it works again',
    async (why) => {
      await world.addPost(await world.addConversation());
      const at = { installationId: world.installationId, channel: world.channel };
      const problem = async () =>
        (await world.store.transaction((tx) => tx.posts.channelState(at)))?.problem ?? null;
      failing({ ok: false, why, detail: 'because' });
      await world.pump();
      expect(await problem()).toBe(`${why}: because`);
      expect(world.alarms).toEqual([]);
      expect(await world.waitingJobs()).toEqual([]);
      await world.pump();
      expect(await problem()).toBeNull();
      expect(world.chat.messages).toHaveLength(1);
    },
  );

  test('what chat will not take is said aloud and does not hold up the rest', async () => {
    const bad = await world.addPost(await world.addConversation());
    await world.addPost(await world.addConversation());
    failing({ ok: false, why: 'rejected', detail: 'invalid_blocks' });
    await world.settle();
    expect(world.chat.messages).toHaveLength(1);
    expect(world.errors).toMatchObject([
      { post: bad, detail: 'invalid_blocks', reference: expect.any(String) },
    ]);
  });

  test('a post that cannot be made is tried three times and does not hold up the rest', async () => {
    const bad = await world.addPost(await world.addConversation());
    await world.addPost(await world.addConversation());
    const plain = world.content;
    let tries = 0;
    world.content = async (tx, post) => {
      if (post.id !== bad) return plain(tx, post);
      tries += 1;
      throw new TypeError('a mistake of ours');
    };
    await world.settle();
    expect(tries).toBe(3);
    expect(world.chat.messages).toHaveLength(1);
    expect(world.errors).toHaveLength(1);
  });

  test('a database that stumbles while a post is made costs no card', async () => {
    await world.addPost(await world.addConversation());
    const plain = world.content;
    let stumbles = 6;
    world.content = async (tx, post) => {
      if (stumbles-- > 0) throw new Error('Connection terminated unexpectedly');
      return plain(tx, post);
    };
    await world.settle();
    expect(world.chat.messages).toHaveLength(1);
    expect(world.errors).toEqual([]);
  });

  test('a card that is refused is shown as one line, and whole again after the next change', async () => {
    const conversation = await world.addConversation();
    await world.addPost(conversation);
    const plain = world.content;
    world.content = async (tx, post) => {
      const content = (await plain(tx, post)) as Extract<PostContent, { kind: 'card' }>;
      return { ...content, card: { ...content.card, pieces: [{ kind: 'divider' }] } };
    };
    failing({ ok: false, why: 'rejected', detail: 'invalid_blocks' });
    await world.settle();
    expect(world.chat.messages).toMatchObject([{ text: expect.stringMatching(/ v1$/) }]);
    expect(methods()).toEqual(['post', 'post']);
    await world.change(conversation);
    await world.settle();
    expect(world.chat.messages).toMatchObject([{ text: expect.stringMatching(/ v2$/) }]);
    expect(methods()).toEqual(['post', 'post', 'update']);
  });

  test('a private message to somebody whose account is closed is given up', async () => {
    const { installationId, personId } = world;
    const id = await world.addPost(await world.addConversation(), {
      kind: 'notice',
      channel: null,
      personId,
    });
    failing({ ok: false, why: 'channelClosed', detail: 'user_disabled' });
    await world.pump({ installationId, personId });
    expect((await world.post(id)).gone).toBe(true);
  });

  test('500 cards with accidents of every kind end as the database says', async () => {
    const chance = chancesOf(20261122);
    const conversations: string[] = [];
    for (let n = 0; n < 500; n += 1) {
      const id = await world.addConversation();
      conversations.push(id);
      await world.addPost(id);
    }
    world.chat.fault = () => accident(chance(), chance() < 0.5);
    for (let round = 0; round < 20; round += 1) {
      await world.pump().catch(() => undefined);
      world.crashAt = pick(stepsOfPosting, chance());
      for (let n = 0; n < 10; n += 1) await world.change(pick(conversations, chance()));
      world.time += 1_000;
    }
    world.crashAt = null;
    await world.settle();
    const wanted = await world.pool.query(
      `select '#' || number || ' v' || version as text from conversation order by number`,
    );
    const shown = world.chat.texts('C1').sort((a, b) => numberOf(a) - numberOf(b));
    expect(shown).toEqual(wanted.rows.map((row) => row.text));
  });

  test('any sequence of accidents ends as the database says', async () => {
    const event = fc.record({
      at: fc.nat(2),
      fault: fc.double({ min: 0, max: 1, noNaN: true }),
      done: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 12 }),
        fc.array(fc.option(fc.constantFrom<StepName>(...stepsOfPosting)), { maxLength: 6 }),
        async (events, crashes) => {
          await world.forget();
          const conversations = [
            await world.addConversation(),
            await world.addConversation(),
            await world.addConversation(),
          ];
          for (const id of conversations) await world.addPost(id);
          const faults = [...events];
          world.chat.fault = () => {
            const next = faults.pop();
            return next ? accident(next.fault, next.done) : null;
          };
          for (const crash of crashes) {
            world.crashAt = crash;
            await world.pump().catch(() => undefined);
            await world.change(conversations[crashes.length % 3]!);
            world.time += 4_000;
          }
          world.crashAt = null;
          await world.settle();
          expect(world.chat.texts('C1').sort()).toEqual(
            (await world.pool.query(`select '#' || number || ' v' || version as text from conversation`)).rows
              .map((row) => row.text)
              .sort(),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

function accident(chance: number, done: boolean): Fault | null {
  if (chance < 0.08)
    return { ok: false, why: 'later', retryAfterMs: 2_000, scope: done ? 'channel' : 'method' };
  if (chance < 0.16) return { ok: false, why: 'unreachable', maybeDone: true, detail: 'hang', done };
  if (chance < 0.2) return { ok: false, why: 'unreachable', maybeDone: false, detail: '503' };
  if (chance < 0.22) return { ok: false, why: 'channelClosed', detail: 'is_archived' };
  return null;
}

/** The same chances in every run (mulberry32). */
function chancesOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(from: T[], chance: number): T {
  return from[Math.min(from.length - 1, Math.floor(chance * from.length))]!;
}

function numberOf(text: string): number {
  return Number(/^#(\d+)/.exec(text)?.[1]);
}
