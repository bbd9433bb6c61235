import { newId } from '../../src/ports/newId';
import { postKey } from '../../src/ports/postKey';
import type { NewPost, Tx } from '../../src/ports/store';
import { insertPost, NOON, type Office, openOffice, startConversation } from './office';

describe('posts', () => {
  let office: Office;
  let conversationId: string;
  let channel: string;
  let channels = 0;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    channels += 1;
    channel = `C${channels}`;
    conversationId = (await inTx((tx) => startConversation(tx, office))).id;
  });

  function inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return office.store.transaction(work);
  }
  function insert(changes: Partial<NewPost> = {}): Promise<string> {
    return inTx((tx) => insertPost(tx, office, conversationId, { channel, ...changes }));
  }
  function shown(id: string, ts: string | null, version = 1): Promise<void> {
    return inTx((tx) => tx.posts.recordShown(id, { ts, version, hash: `hash ${version}` }));
  }
  async function nextId(): Promise<string | undefined> {
    const post = await inTx((tx) => tx.posts.next({ installationId: office.installationId, channel }));
    return post?.id;
  }
  const get = (id: string) => inTx((tx) => tx.posts.get(id));
  const behind = async () => {
    const targets = await inTx((tx) => tx.posts.behind());
    return targets.some((target) => 'channel' in target && target.channel === channel);
  };

  describe('what to do next in a channel', () => {
    it('removes first, then posts new cards, then redraws, then writes into threads', async () => {
      const drawn = await insert();
      await shown(drawn, '1.1');
      const entry = await insert({ kind: 'email', rootId: drawn });
      await inTx((tx) => tx.posts.want(conversationId, 2));
      const unwanted = await insert();
      await shown(unwanted, '1.2');
      await inTx((tx) => tx.posts.wantGone([unwanted]));
      const [older, newer] = [newId(), newId()];
      await insert({ id: newer });
      await insert({ id: older });

      expect(await nextId()).toBe(unwanted);
      await inTx((tx) => tx.posts.recordGone(unwanted));
      expect(await nextId()).toBe(older);
      await shown(older, '1.3', 9);
      expect(await nextId()).toBe(newer);
      await shown(newer, '1.4', 9);
      expect(await nextId()).toBe(drawn);
      await shown(drawn, null, 2);
      expect(await nextId()).toBe(entry);
      expect(await behind()).toBe(true);
      await shown(entry, '1.5');
      expect(await nextId()).toBeUndefined();
      expect(await behind()).toBe(false);
    });

    it('holds thread entries back until their card stands, and then says where', async () => {
      const card = await insert();
      const entry = await insert({ kind: 'files', rootId: card });
      await inTx((tx) => tx.posts.intend(card, NOON));

      expect(await nextId()).toBe(card);
      await shown(card, '7.7');

      const post = await inTx((tx) => tx.posts.next({ installationId: office.installationId, channel }));
      expect(post).toMatchObject({ id: entry, rootId: card, rootTs: '7.7', ts: null });
    });

    it('writes nothing more into the thread of a card that is going', async () => {
      const card = await insert();
      await shown(card, '1.1');
      await insert({ kind: 'email', rootId: card });
      await inTx((tx) => tx.posts.wantGone([card]));
      await inTx((tx) => tx.posts.recordGone(card));

      expect(await nextId()).toBeUndefined();
      expect(await behind()).toBe(false);
    });

    it('redraws what waited longest, so that a busy card does not starve the others', async () => {
      const busy = await insert();
      await shown(busy, '1.1');
      const quiet = await insert();
      await shown(quiet, '1.2');
      await inTx((tx) => tx.posts.want(conversationId, 2));

      expect(await nextId()).toBe(busy);
      await shown(busy, null, 2);
      await inTx((tx) => tx.posts.want(conversationId, 3));

      expect(await nextId()).toBe(quiet);
    });

    it('knows a person’s direct channel only after it was opened', async () => {
      const target = { installationId: office.installationId, personId: office.ada };
      const notice = await insert({
        kind: 'notice',
        channel: null,
        personId: office.ada,
        ref: 'assignedToYou',
      });
      expect(await inTx((tx) => tx.posts.next(target))).toMatchObject({ id: notice, channel: null });
      expect(await inTx((tx) => tx.posts.behind())).toContainEqual(target);

      await inTx((tx) => tx.posts.setChannel(office.ada, office.installationId, channel));

      expect(await inTx((tx) => tx.posts.next(target))).toBeNull();
      expect(await nextId()).toBe(notice);
      expect(await inTx((tx) => tx.posts.directChannel(office.ada, office.installationId))).toBe(channel);
      expect(await inTx((tx) => tx.posts.directChannel(office.ben, office.installationId))).toBeNull();
    });

    it('leaves other channels alone', async () => {
      await insert({ channel: 'Celsewhere' });

      expect(await nextId()).toBeUndefined();
    });
  });

  describe('wanting', () => {
    it('raises the version of cards only', async () => {
      const card = await insert({ wanted: 5 });
      const entry = await insert({ kind: 'email', rootId: card });

      await inTx((tx) => tx.posts.want(conversationId, 7));

      expect(await get(card)).toMatchObject({ wanted: 7 });
      expect(await get(entry)).toMatchObject({ wanted: 1 });
    });

    it('misses no change of a card that was redrawn without one', async () => {
      const card = await insert();
      await shown(card, '1.1');
      await inTx((tx) => tx.posts.wantAgain(card));
      await shown(card, null, 2);

      await inTx((tx) => tx.posts.want(conversationId, 2));

      expect(await nextId()).toBe(card);
    });

    it('posts a card that had nothing to show before', async () => {
      const card = await insert();
      await shown(card, null);
      expect(await nextId()).toBeUndefined();

      await inTx((tx) => tx.posts.want(conversationId, 2));

      expect(await nextId()).toBe(card);
    });

    it('redraws an entry that was edited, and never uploads files twice', async () => {
      const card = await insert();
      await shown(card, '1.1');
      const mirror = await insert({ kind: 'mirror', rootId: card });
      await shown(mirror, '1.2');
      const files = await insert({ kind: 'files', rootId: card });
      await shown(files, null);

      await inTx((tx) => tx.posts.wantAgain(mirror));
      await inTx((tx) => tx.posts.wantAgain(files));

      expect(await nextId()).toBe(mirror);
      await shown(mirror, null, 2);
      expect(await nextId()).toBeUndefined();
    });

    it('does not intend what was taken back meanwhile', async () => {
      const card = await insert();
      expect(await inTx((tx) => tx.posts.intend(card, NOON))).toBe(true);
      await inTx((tx) => tx.posts.intend(card, null));
      await inTx((tx) => tx.posts.wantGone([card]));
      expect(await inTx((tx) => tx.posts.intend(card, NOON))).toBe(false);
      expect((await get(card))?.intendedAt).toBeNull();
    });

    it('forgets at once what is not wanted any more and was never posted', async () => {
      const card = await insert();

      await inTx((tx) => tx.posts.wantGone([card]));

      expect(await get(card)).toMatchObject({ wantGone: true, gone: true });
      expect(await nextId()).toBeUndefined();
      expect(await inTx((tx) => tx.posts.ofConversation(conversationId))).toEqual([]);
    });

    it('still looks for what is not wanted any more when it may have been posted', async () => {
      const card = await insert();
      await inTx((tx) => tx.posts.intend(card, NOON));

      await inTx((tx) => tx.posts.wantGone([card]));

      expect(await get(card)).toMatchObject({ wantGone: true, gone: false, intendedAt: NOON });
      expect(await nextId()).toBe(card);
    });
  });

  describe('recording', () => {
    it('remembers where it stands and what the platform told of it', async () => {
      const post = await insert({ kind: 'files', channel: null, personId: office.ben, params: { a: 1 } });

      await inTx((tx) =>
        tx.posts.recordShown(post, {
          ts: '3.3',
          channel,
          version: 1,
          hash: 'h',
          params: { fileIds: ['F1'] },
        }),
      );

      expect(await get(post)).toMatchObject({
        ts: '3.3',
        channel,
        shown: 1,
        shownHash: 'h',
        params: { a: 1, fileIds: ['F1'] },
      });
      expect(await inTx((tx) => tx.posts.byTs(office.installationId, channel, '3.3'))).toMatchObject({
        id: post,
      });
    });

    it('posts afresh what somebody deleted, under another key', async () => {
      const card = await insert({ wanted: 4 });
      await inTx((tx) => tx.posts.intend(card, NOON));
      await shown(card, '1.1', 4);
      const oldKey = postKey((await get(card))!);

      await inTx((tx) => tx.posts.repost(card));

      const post = await get(card);
      expect(post).toMatchObject({ ts: null, shown: 0, shownHash: null, generation: 2, intendedAt: null });
      expect(await nextId()).toBe(card);
      expect(await inTx((tx) => tx.posts.byKey(postKey(post!)))).toEqual(post);
      expect(await inTx((tx) => tx.posts.byKey(oldKey))).toBeNull();
    });

    it('finds no post by a key that is not one of ours', async () => {
      for (const key of ['', 'x', `${newId()}.1`, `${newId()}.0`, 'robert; drop table post;--.1']) {
        expect(await inTx((tx) => tx.posts.byKey(key))).toBeNull();
      }
    });
  });

  it('lists the cards that stand in a channel by newest activity, without archived ones', async () => {
    const card = await insert();
    await shown(card, '1.1');
    const later = await inTx((tx) =>
      startConversation(tx, office, { lastActivityAt: '2026-11-23T12:00:00.000Z' }),
    );
    const archived = await inTx((tx) => startConversation(tx, office, { place: 'archive' }));
    const laterCard = await inTx((tx) => insertPost(tx, office, later.id, { channel }));
    await shown(laterCard, '1.2');
    const archivedCard = await inTx((tx) => insertPost(tx, office, archived.id, { channel }));
    await shown(archivedCard, '1.3');
    await insert();

    const at = { installationId: office.installationId, channel };
    const cards = await inTx((tx) => tx.posts.cardsIn(at, 10));

    expect(cards.map(({ id }) => id)).toEqual([laterCard, card]);
    expect(await inTx((tx) => tx.posts.cardsIn(at, 1))).toHaveLength(1);
    expect(await inTx((tx) => tx.posts.channelsOf(office.installationId))).toContainEqual(at);
  });

  it('keeps what is known of a channel, each part for itself', async () => {
    const at = { installationId: office.installationId, channel };
    expect(await inTx((tx) => tx.posts.channelState(at))).toBeNull();

    await inTx((tx) => tx.posts.setChannelState(at, { lastEventAt: NOON }));
    await inTx((tx) => tx.posts.setChannelState(at, { problem: 'not in channel' }));
    expect(await inTx((tx) => tx.posts.channelState(at))).toEqual({
      lastEventAt: NOON,
      problem: 'not in channel',
    });

    await inTx((tx) => tx.posts.setChannelState(at, { problem: null }));
    expect(await inTx((tx) => tx.posts.channelState(at))).toEqual({ lastEventAt: NOON, problem: null });
  });
});
