import type { PostContent } from '../../src/app/postContent';
import { PumpWorld } from './pumpWorld';
import { stepsOfPosting } from './stepsOfPosting';

jest.setTimeout(60_000);

describe('pump', () => {
  let world: PumpWorld;
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(() => world.forget());
  afterAll(() => world.end());

  test('posts a new card once and records where it stands', async () => {
    const id = await world.addPost(await world.addConversation());
    await world.pump();
    await world.pump();
    expect(world.chat.calls.map((call) => call.method)).toEqual(['post']);
    expect(await world.post(id)).toMatchObject({ ts: world.chat.messages[0]!.ts, shown: 1 });
    expect(await world.waitingJobs()).toEqual([]);
  });

  test('goes by the order of law 6: removals, new cards, redraws, thread entries', async () => {
    const [first, second, third] = [
      await world.addConversation(),
      await world.addConversation(),
      await world.addConversation(),
    ];
    const going = await world.addPost(first);
    const old = await world.addPost(second);
    await world.settle();
    world.chat.calls = [];
    await world.addPost(second, { kind: 'note', rootId: old });
    await world.change(second);
    await world.addPost(third);
    await world.store.transaction((tx) => tx.posts.wantGone([going]));
    await world.pump();
    expect(world.chat.calls.map((call) => call.method)).toEqual(['remove', 'post', 'update', 'post']);
    expect(world.chat.messages.at(-1)).toMatchObject({ thread: (await world.post(old)).ts });
  });

  test('makes no call when chat already shows this', async () => {
    const conversation = await world.addConversation();
    const id = await world.addPost(conversation);
    await world.pump();
    world.content = async () => ({
      kind: 'card',
      card: { summary: 'the same', pieces: [] },
      version: 9,
      hash: world.chat.texts('C1')[0]!,
      broadcast: false,
    });
    await world.change(conversation);
    await world.pump();
    expect(world.chat.calls.map((call) => call.method)).toEqual(['post']);
    expect(await world.post(id)).toMatchObject({ shown: 2, wanted: 2 });
  });

  test('counts as shown what has nothing to say', async () => {
    const id = await world.addPost(await world.addConversation());
    world.content = async () => null;
    await world.pump();
    expect(world.chat.calls).toEqual([]);
    expect(await world.post(id)).toMatchObject({ shown: 1, ts: null });
  });

  test('opens the direct channel before it writes to a person', async () => {
    const { installationId, personId } = world;
    await world.addPost(await world.addConversation(), { kind: 'notice', channel: null, personId });
    await world.pump({ installationId, personId });
    expect((await world.waitingJobs()).map((job) => job.key)).toEqual([`pump:${installationId}:D-U1`]);
    await world.settle();
    expect(world.chat.calls.map((call) => call.method)).toEqual(['openDirect', 'post']);
    expect(world.chat.texts('D-U1')).toHaveLength(1);
  });

  test('given an account was taken away while something was planned for it, then nothing is said or stays there', async () => {
    const { installationId, personId } = world;
    const shown = await world.addPost(await world.addConversation(), { channel: null, personId });
    await world.settle();
    const planned = await world.addPost(await world.addConversation(), { channel: 'D-U1', personId });
    await world.pool.query('update identity set direct_channel = null');
    await world.pump({ installationId, channel: 'D-U1' });
    await world.store.transaction((tx) => tx.posts.wantAgain(shown));
    await world.settle();
    expect(world.chat.calls.map((call) => call.method)).toEqual(['openDirect', 'post', 'remove']);
    expect(world.chat.texts('D-U1')).toEqual([]);
    expect(await world.post(planned)).toMatchObject({ gone: true, ts: null });
  });

  const withFiles = async () => {
    const blobId = await world.store.transaction((tx) =>
      tx.blobs.put(world.workspaceId, Buffer.from('content')),
    );
    const plain = world.content;
    const files = [{ name: 'a.txt', mediaType: 'text/plain', blobId }];
    world.content = async (tx, post): Promise<PostContent | null> =>
      post.kind === 'files'
        ? {
            kind: 'files',
            card: { summary: 'a.txt', pieces: [] },
            files,
            comment: 'one file',
            version: 1,
            hash: 'files',
          }
        : plain(tx, post);
  };

  test('files stand as words where the platform takes none, and are found by their key after a crash', async () => {
    const conversation = await world.addConversation();
    const root = await world.addPost(conversation);
    await withFiles();
    world.chat.upload = null;
    const entry = await world.addPost(conversation, { kind: 'files', rootId: root });
    world.chat.fault = (method) => {
      if (method !== 'post' || world.chat.messages.length === 0) return null;
      return { ok: false, why: 'unreachable', maybeDone: true, detail: 'cut', done: true };
    };
    await world.settle();
    world.chat.fault = () => null;
    world.time += 60_000;
    await world.settle();
    expect(world.chat.texts('C1')).toEqual([expect.stringMatching(/^#\d+ v1$/), 'a.txt']);
    expect(world.chat.calls.filter((call) => call.method === 'find').map((call) => call.key)).toEqual([
      `${entry}.1`,
    ]);
  });

  test('after a crash files are not uploaded again, nor taken for those of another email', async () => {
    const conversation = await world.addConversation();
    const root = await world.addPost(conversation);
    await withFiles();
    await world.addPost(conversation, { kind: 'files', rootId: root });
    await world.settle();
    const second = await world.addPost(conversation, { kind: 'files', rootId: root });
    world.crashAt = 'postingIntended';
    await world.settle();
    expect(world.chat.files.size).toBe(2);
    const third = await world.addPost(conversation, { kind: 'files', rootId: root });
    world.crashAt = 'posted';
    await world.settle();
    expect(world.chat.files.size).toBe(3);
    await world.store.transaction((tx) => tx.posts.wantGone([second, third]));
    await world.settle();
    expect(world.chat.files.size).toBe(1);
  });

  test('uploads files once, and takes them away with their message', async () => {
    const conversation = await world.addConversation();
    const root = await world.addPost(conversation);
    await withFiles();
    const files = await world.addPost(conversation, { kind: 'files', rootId: root });
    await world.settle();
    expect([...world.chat.files.values()]).toEqual(['a.txt: content']);
    await world.store.transaction((tx) => tx.posts.wantAgain(files));
    await world.settle();
    expect(world.chat.calls.filter((call) => call.method === 'upload')).toHaveLength(1);
    await world.store.transaction((tx) => tx.posts.wantGone([files]));
    await world.settle();
    expect(world.chat.files.size).toBe(0);
    expect(world.chat.texts('C1')).toHaveLength(1);
  });

  test.each(stepsOfPosting)('after a crash at "%s" there is one card, as there should be', async (step) => {
    const id = await world.addPost(await world.addConversation());
    world.crashAt = step;
    await expect(world.pump()).rejects.toThrow(`crash at ${step}`);
    await world.settle();
    expect(world.chat.messages).toHaveLength(1);
    expect(await world.post(id)).toMatchObject({ ts: world.chat.messages[0]!.ts, shown: 1 });
  });

  test('after a crash the platform is given time to tell, and then asked', async () => {
    await world.addPost(await world.addConversation());
    world.crashAt = 'posted';
    await world.pump().catch(() => undefined);
    const [call] = world.chat.calls;
    await world.pump();
    expect(world.chat.calls).toHaveLength(1);
    expect(world.alarms.at(-1)!.getTime()).toBe(call!.at + 3_000);
    await world.settle();
    expect(world.chat.calls.map((one) => one.method)).toEqual(['post', 'find', 'update']);
  });

  test('when the platform told of the post meanwhile, it is not asked', async () => {
    const id = await world.addPost(await world.addConversation());
    world.crashAt = 'posted';
    await world.pump().catch(() => undefined);
    const { ts } = world.chat.messages[0]!;
    await world.store.transaction((tx) => tx.posts.recordShown(id, { ts, version: 0, hash: '' }));
    await world.settle();
    expect(world.chat.calls.map((one) => one.method)).toEqual(['post', 'update']);
  });

  test('a card that somebody deleted is posted afresh under another key; an entry is not', async () => {
    const conversation = await world.addConversation();
    const card = await world.addPost(conversation);
    const note = await world.addPost(conversation, { kind: 'note', rootId: card });
    await world.settle();
    const [before] = world.chat.messages;
    world.chat.messages = world.chat.messages.filter((message) => message.text.endsWith('note'));
    await world.change(conversation);
    await world.settle();
    const after = world.chat.messages.find((message) => message.text.endsWith('v2'))!;
    expect(after.key).not.toBe(before!.key);
    world.chat.messages = [after];
    world.content = async () => ({
      kind: 'card',
      card: { summary: 'other words', pieces: [] },
      version: 3,
      hash: 'other',
      broadcast: false,
    });
    await world.store.transaction((tx) => tx.posts.wantAgain(note));
    await world.settle();
    expect((await world.post(note)).gone).toBe(true);
    expect(world.chat.messages).toEqual([after]);
  });

  test('a card that was redrawn for its own sake still follows the next change', async () => {
    const conversation = await world.addConversation();
    const card = await world.addPost(conversation);
    await world.settle();
    world.chat.calls.length = 0;
    await world.store.transaction((tx) => tx.posts.wantAgain(card));
    await world.settle();
    // It says what it said before; in chat it may have been changed.
    expect(world.chat.calls.map((call) => call.method)).toEqual(['update']);
    await world.change(conversation);
    await world.settle();
    expect(world.chat.texts('C1')[0]).toMatch(/ v2$/);
  });

  test('two pumps at once make one call at a time and each card once', async () => {
    for (let n = 0; n < 8; n += 1) await world.addPost(await world.addConversation());
    await Promise.all([world.pump(), world.pump(), world.pump()]);
    await world.settle();
    expect(world.chat.mostAtOnce).toBe(1);
    expect(world.chat.messages).toHaveLength(8);
    expect(world.chat.calls).toHaveLength(8);
  });

  test('ends after twenty calls and has itself woken', async () => {
    for (let n = 0; n < 23; n += 1) await world.addPost(await world.addConversation());
    await world.pump();
    expect(world.chat.calls).toHaveLength(20);
    expect(await world.waitingJobs()).toHaveLength(1);
    await world.pump();
    expect(world.chat.calls).toHaveLength(23);
  });

  test('begins nothing while the process stops', async () => {
    await world.addPost(await world.addConversation());
    world.stopping = true;
    await world.pump();
    expect(world.chat.calls).toEqual([]);
    expect(await world.waitingJobs()).toHaveLength(1);
  });
});
