import { channelChanged, ownPostDisturbed, ownPostSeen } from '../../src/app/chatEvents';
import { discuss, followEdit } from '../../src/app/discuss';
import { takeMissed } from '../../src/app/takeMissed';
import type { ThreadMessage } from '../../src/ports/chat';
import { postKey } from '../../src/ports/postKey';
import type { Post } from '../../src/ports/rows';
import { cardOn, platformOf, showAll, written } from './chatPlaces';
import { accountOf, chatTeams, Desk, platforms } from './desk';

/** What is said where or while Postroom does not hear it as it usually does. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
});
afterAll(() => desk.close());

const ofKind = async (conversationId: string, kind: Post['kind']) =>
  (await desk.posts(conversationId)).filter((post) => post.kind === kind);
const mirrors = (conversationId: string) => ofKind(conversationId, 'mirror');
const discussions = (id: string) => desk.app.store.transaction((tx) => tx.discussions.ofConversation(id));

test.each(platforms)(
  'given the card on %s was deleted and posted afresh, then what is written in its old thread is kept, too',
  async (platform) => {
    const { conversationId } = await desk.arrives();
    const former = await cardOn(desk, conversationId, platform);
    const place = { ...former, team: chatTeams[platform] };
    await ownPostDisturbed(desk.app, { ...place, deleted: true });
    await discuss(desk.app, written(former, 'ben', 'While it is away'));
    await cardOn(desk, conversationId, platform);
    const message = written(former, 'ben', 'And afterwards');
    await discuss(desk.app, message);
    await followEdit(desk.app, { ...message, text: 'And after that' });
    expect((await discussions(conversationId)).map(({ text }) => text)).toEqual([
      'While it is away',
      'And after that',
    ]);
    expect(await mirrors(conversationId)).toHaveLength(2);
  },
);

test.each(platforms)(
  'given the bot was thrown out of a channel on %s and let in again, then what was said meanwhile is asked for',
  async (platform) => {
    const { conversationId } = await desk.arrives();
    const card = await cardOn(desk, conversationId, platform);
    const last = written(card, 'ben', 'Before that');
    await discuss(desk.app, last);
    const changed = { platform, team: chatTeams[platform], channel: card.channel };
    const asked = async () => {
      const rows: { payload: { channel: { channel: string }; since: string } }[] = await desk.source.query(
        `select j.payload from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'catchUp'`,
      );
      return rows.flatMap(({ payload }) => (payload.channel.channel === card.channel ? [payload.since] : []));
    };
    const before = await asked();
    await channelChanged(desk.app, { ...changed, usable: true });
    await channelChanged(desk.app, { ...changed, usable: false });
    expect(await asked()).toEqual(before);
    await channelChanged(desk.app, { ...changed, usable: true });
    expect(await asked()).toEqual([...before, last.at]);
  },
);

test('given a card in somebody’s chat was taken back while nobody knew whether it stands there, then it is removed when it is seen', async () => {
  const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test' });
  await desk.as('dana').command(`assign ${number} @ada`);
  const own = (await desk.posts(conversationId)).find(
    (post) => post.kind === 'card' && post.personId === desk.ids.ada && platformOf(desk, post) === 'teams',
  )!;
  // A chat cannot be read back: what was not heard of counts as not posted.
  await desk.app.store.transaction((tx) =>
    tx.posts.setChannel(desk.ids.ada!, desk.installations.teams!, 'a:ada'),
  );
  await desk.as('dana').command(`assign ${number} @ben`);
  const place = { platform: 'teams', team: chatTeams.teams, channel: 'a:ada' } as const;
  const seen = await ownPostSeen(desk.app, { ...place, ts: '1755266700001', key: postKey(own) });
  expect(seen).toEqual({ duplicate: true });
});

describe('given a thread in Teams is read back after an interruption', () => {
  const installation = { platform: 'teams' as const, team: chatTeams.teams };
  const missed = (of: { ts: string; at: string }, change: Partial<ThreadMessage> = {}): ThreadMessage => ({
    ts: of.ts,
    at: of.at,
    user: accountOf('ben', 'teams').user,
    authorName: 'Ben',
    text: 'I know her',
    edited: false,
    ...change,
  });

  test('then what is known stays as it is, an edit and a deletion are followed, each once', async () => {
    const { conversationId } = await desk.arrives();
    const card = await cardOn(desk, conversationId, 'teams');
    const message = written(card, 'ben', 'I know her');
    await discuss(desk.app, message);
    const take = (one: ThreadMessage) => takeMissed(desk.app, installation, card, card.ts, one);
    await take(missed(message));
    await take(missed(message, { edited: true, text: 'I knew her' }));
    await take(missed(message, { edited: true, text: 'I knew her' }));
    expect(await discussions(conversationId)).toMatchObject([{ text: 'I knew her' }]);
    expect(await mirrors(conversationId)).toHaveLength(1);
    await take(missed(message, { edited: true, text: '', deleted: true }));
    await take(missed(message, { edited: true, text: '', deleted: true }));
    expect(await discussions(conversationId)).toMatchObject([{ text: '', deleted: true }]);
    expect(await mirrors(conversationId)).toEqual([]);
    const types = (await desk.history(conversationId)).map(({ event }) => event.type);
    expect(types).toEqual(['started', 'emailReceived', 'discussed', 'discussionEdited', 'discussionDeleted']);
  });

  test('then one that was written and deleted meanwhile was never said, and an entry of ours that is gone stays gone', async () => {
    const { conversationId, number } = await desk.arrives();
    const card = await cardOn(desk, conversationId, 'teams');
    await desk.as('ada').command(`note ${number} A word`);
    const posts = await showAll(desk, conversationId);
    const note = posts.find((post) => post.kind === 'note' && platformOf(desk, post) === 'teams')!;
    const never = written(card, 'ben', 'Oh');
    const gone = { user: '', text: '', deleted: true } as const;
    await takeMissed(desk.app, installation, card, card.ts, missed(never, gone));
    await takeMissed(desk.app, installation, card, card.ts, missed({ ts: note.ts!, at: never.at }, gone));
    expect((await discussions(conversationId)).map(({ kind }) => kind)).toEqual(['note']);
    expect((await ofKind(conversationId, 'note')).map((post) => platformOf(desk, post))).toEqual(['slack']);
  });
});
