import { connected, ownPostDisturbed, ownPostSeen } from '../../src/app/chatEvents';
import { discuss, followDeletion, followEdit, followRestoring, markGap } from '../../src/app/discuss';
import type { WrittenMessage } from '../../src/ports/inbound';
import { Desk, readable } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

let clock = 1_755_266_700;
const nextTs = () => `${++clock}.000100`;

/** The card of a conversation stands in the channel. */
async function shownCard(
  conversationId: string,
  personId: string | null = null,
): Promise<{ channel: string; ts: string }> {
  const card = (await desk.posts(conversationId)).find(
    (post) => post.kind === 'card' && post.personId === personId,
  )!;
  const channel = card.channel ?? 'D1';
  const ts = nextTs();
  await desk.app.store.transaction((tx) =>
    tx.posts.recordShown(card.id, { ts, channel, version: card.wanted, hash: 'x' }),
  );
  return { channel, ts };
}

function message(
  thread: { channel: string; ts: string },
  who: string,
  text: string,
  ts = nextTs(),
): WrittenMessage {
  return {
    platform: 'slack',
    team: 'T1',
    channel: thread.channel,
    thread: thread.ts,
    ts,
    from: { platform: 'slack', team: 'T1', user: `U${who}` },
    authorName: `${who} in chat`,
    text,
    at: new Date(Number(ts) * 1000).toISOString(),
  };
}
const discussions = (id: string) => desk.app.store.transaction((tx) => tx.discussions.ofConversation(id));
const events = async (id: string) =>
  (await desk.history(id)).map(({ event, actor }) => [event.type, actor.kind]);

test('given a message in the thread comes twice, then it is recorded once, with its author', async () => {
  const { conversationId } = await desk.arrives();
  const card = await shownCard(conversationId);
  const written = message(card, 'ben', 'I know her');
  await Promise.all([discuss(desk.app, written), discuss(desk.app, written)]);
  expect(await discussions(conversationId)).toMatchObject([
    { authorName: 'Ben Colin', text: 'I know her', kind: 'message' },
  ]);
  expect((await events(conversationId)).filter(([type]) => type === 'discussed')).toEqual([
    ['discussed', 'person'],
  ]);
});

test('given it is edited, and deleted, then that is followed, and a missed one is recorded by its edit', async () => {
  const { conversationId } = await desk.arrives();
  const card = await shownCard(conversationId);
  const written = message(card, 'ben', 'Tommorow');
  await followEdit(desk.app, { ...written, text: 'Tomorrow' });
  await followEdit(desk.app, { ...written, text: 'Today' });
  await followDeletion(desk.app, written);
  await followDeletion(desk.app, written);
  expect(await discussions(conversationId)).toMatchObject([{ deleted: true, text: '' }]);
  expect((await events(conversationId)).slice(2).map(([type]) => type)).toEqual([
    'discussed',
    'discussionEdited',
    'discussionDeleted',
  ]);
});

test('given somebody unknown writes in the thread, then it is recorded under the name that chat shows', async () => {
  const { conversationId } = await desk.arrives();
  await discuss(desk.app, message(await shownCard(conversationId), 'stranger', 'Who is this?'));
  expect(await discussions(conversationId)).toMatchObject([
    { personId: null, authorName: 'stranger in chat' },
  ]);
  expect((await events(conversationId)).at(-1)).toEqual(['discussed', 'guest']);
});

test('given a crash left in doubt whether a card stands there, then its thread is looked at again later', async () => {
  const { conversationId } = await desk.arrives();
  const [card] = await desk.posts(conversationId);
  const thread = { channel: 'Csupport', ts: nextTs() };
  const written = message(thread, 'ben', 'Before anybody knew');
  await desk.app.store.transaction((tx) => tx.posts.intend(card!.id, new Date(desk.time).toISOString()));
  await discuss(desk.app, written);
  const jobs: { payload: object; late: boolean }[] = await desk.source.query(
    `select payload, run_at > $1 as late from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'catchUp'`,
    [new Date(desk.time)],
  );
  expect(jobs).toMatchObject([
    {
      payload: { since: new Date(desk.time - 120_000).toISOString(), channel: { channel: 'Csupport' } },
      late: true,
    },
  ]);

  await desk.app.store.transaction((tx) =>
    tx.posts.recordShown(card!.id, { ts: thread.ts, version: 0, hash: '' }),
  );
  await discuss(desk.app, written);
  expect(await discussions(conversationId)).toMatchObject([{ text: 'Before anybody knew' }]);
});

test('given events flow again where nobody spoke yet, then the channel is read from the mailbox’s beginning', async () => {
  await desk.source.query('delete from chat_channel');
  await connected(desk.app, { platform: 'slack', team: 'T1' });
  const jobs: { since: string; channel: string }[] = await desk.source.query(
    `select payload->>'since' as since, payload->'channel'->>'channel' as channel from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'catchUp'`,
  );
  const [{ first }] = await desk.source.query('select min(connected_at) as first from mailbox');
  const since = first.toISOString();
  for (const channel of ['Csupport', 'Csales']) expect(jobs).toContainEqual({ since, channel });
});

test('given it is not a card’s thread, then it is nobody’s business', async () => {
  await discuss(desk.app, message({ channel: 'Csupport', ts: '1.000001' }, 'ben', 'Lunch?'));
});

test('given an assigned-only mailbox, then channel and owner’s direct channel are one discussion', async () => {
  const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test' });
  await desk.as('dana').command(`assign ${number} @ada`);
  const inChannel = await shownCard(conversationId);
  const direct = await shownCard(conversationId, desk.ids.ada);
  const written = message(direct, 'ada', 'I call her today');
  await discuss(desk.app, written);
  await discuss(desk.app, message(inChannel, 'dana', 'Good'));
  const mirrors = (await desk.posts(conversationId)).filter((post) => post.kind === 'mirror');
  expect(mirrors.map((post) => post.personId)).toEqual([null, desk.ids.ada]);
  expect(readable(await desk.content(mirrors[0]!))).toContain('Ada Brun');
  expect(readable(await desk.content(mirrors[1]!))).toContain('Good');

  await followEdit(desk.app, { ...written, text: 'I call her tomorrow' });
  expect(readable(await desk.content(mirrors[0]!))).toContain('tomorrow');
  await followDeletion(desk.app, written);
  expect((await desk.posts(conversationId)).filter((post) => post.kind === 'mirror')).toHaveLength(1);

  await followRestoring(desk.app, { ...written, text: 'I call her tomorrow' });
  await followRestoring(desk.app, { ...written, text: 'I call her tomorrow' });
  const again = (await desk.posts(conversationId)).filter((post) => post.kind === 'mirror');
  expect(again).toHaveLength(2);
  expect(readable(await desk.content(again.find((post) => post.personId === null)!))).toContain('tomorrow');
  expect((await discussions(conversationId))[0]).toMatchObject({
    deleted: false,
    text: 'I call her tomorrow',
  });
});

test('given Ada lost it to Ben, then what she writes below her notice is no part of it', async () => {
  const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test' });
  await desk.as('dana').command(`assign ${number} @ada`);
  await desk.as('dana').command(`assign ${number} @ben`);
  const lost = (await desk.posts(conversationId)).find((post) => post.personId === desk.ids.ada)!;
  const notice = { channel: 'Dada', ts: nextTs() };
  await desk.app.store.transaction((tx) =>
    tx.posts.recordShown(lost.id, { ...notice, version: 1, hash: 'x' }),
  );
  await discuss(desk.app, message(notice, 'ada', 'Why not me?'));
  expect(await discussions(conversationId)).toEqual([]);
});

test('given chat was unreachable, then the gap is in the history of what stands in that channel', async () => {
  const { conversationId } = await desk.arrives();
  await shownCard(conversationId);
  const channel = { installationId: desk.installationId, channel: 'Csupport' };
  const from = '2026-08-15T14:00:00.000Z';
  await markGap(desk.app, channel, from, '2026-08-15T15:00:00.000Z');
  await markGap(desk.app, channel, from, '2026-08-15T15:00:09.000Z');
  expect((await events(conversationId)).slice(2)).toEqual([['discussionGap', 'system']]);

  const quiet = await desk.arrives();
  await shownCard(quiet.conversationId);
  const after = (minutes: number) => new Date(desk.time + minutes * 60_000).toISOString();
  await markGap(desk.app, channel, after(30), after(90));
  expect((await events(quiet.conversationId)).at(-1)).toEqual(['discussionGap', 'system']);
  const month = 31 * 24 * 60;
  await markGap(desk.app, channel, after(month), after(month + 5));
  expect((await events(quiet.conversationId)).slice(2)).toHaveLength(1);
});

describe('our own posts', () => {
  test('given the platform shows a post that we only intended, then it is known and compared with state', async () => {
    const { conversationId } = await desk.arrives();
    const [card] = await desk.posts(conversationId);
    const place = { platform: 'slack' as const, team: 'T1', channel: 'Csupport', ts: nextTs() };
    const key = `${card!.id}.1`;
    expect(await ownPostSeen(desk.app, { ...place, key })).toEqual({ duplicate: false });
    expect(await ownPostSeen(desk.app, { ...place, key })).toEqual({ duplicate: false });
    expect(await ownPostSeen(desk.app, { ...place, ts: nextTs(), key })).toEqual({ duplicate: true });
    expect((await desk.posts(conversationId))[0]).toMatchObject({ ts: place.ts, shown: 0 });
  });

  test('given a key of one post comes back with the place of another, then neither is a duplicate', async () => {
    const one = await desk.arrives();
    const other = await desk.arrives();
    const shown = await shownCard(one.conversationId);
    const [card] = await desk.posts(other.conversationId);
    const place = { platform: 'slack' as const, team: 'T1', channel: shown.channel };
    await ownPostSeen(desk.app, { ...place, ts: nextTs(), key: `${card!.id}.1` });
    expect(await ownPostSeen(desk.app, { ...place, ts: shown.ts, key: `${card!.id}.1` })).toEqual({
      duplicate: false,
    });
  });

  test('given somebody deletes or edits a card, then it is wanted again', async () => {
    const { conversationId } = await desk.arrives();
    const { channel, ts } = await shownCard(conversationId);
    const place = { platform: 'slack' as const, team: 'T1', channel, ts };
    await ownPostDisturbed(desk.app, { ...place, deleted: false });
    const [edited] = await desk.posts(conversationId);
    expect(edited!.ts).toBe(ts);
    expect(edited!.shown).toBeLessThan(edited!.wanted);
    await ownPostDisturbed(desk.app, { ...place, deleted: true });
    expect((await desk.posts(conversationId))[0]).toMatchObject({ ts: null, generation: 2 });
  });

  test('given somebody deletes an entry of a thread, then it stays deleted, as when the pump finds it gone', async () => {
    const { conversationId } = await desk.arrives({ text: 'A sentence that goes on. '.repeat(60) });
    await shownCard(conversationId);
    const entry = (await desk.posts(conversationId)).find((post) => post.kind === 'email')!;
    const place = { channel: 'Csupport', ts: nextTs() };
    await desk.app.store.transaction((tx) =>
      tx.posts.recordShown(entry.id, { ...place, version: 1, hash: 'x' }),
    );
    await ownPostDisturbed(desk.app, { platform: 'slack', team: 'T1', ...place, deleted: true });
    expect((await desk.posts(conversationId)).map((post) => post.kind)).toEqual(['card']);
  });
});
