import { ownPostSeen } from '../../src/app/chatEvents';
import { discuss } from '../../src/app/discuss';
import { postKey } from '../../src/ports/postKey';
import type { Form } from '../../src/ui/form';
import { channelOf, chatTeams, Desk, readable } from './desk';

/** In Teams, what a button, a form or a message carries comes back through somebody's own client. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
});
afterAll(() => desk.close());

const tokenWith = (conversationId: string): Form => ({
  title: '',
  submit: '',
  close: '',
  intro: [],
  fields: [],
  token: { action: 'archive', nonce: 'n', conversationId, seenVersion: 1 },
});

test.each(['no id', "' or true --", '0198f000-0000-7000-8000-00000000000g'])(
  'given a form whose conversation is %j, then it is refused, not broken',
  async (id) => {
    const form = tokenWith(id);
    const dana = desk.as('dana', 'teams');
    for (const reply of [
      await dana.submit(form, { note: 'hello' }),
      await dana.submit(form, { person: { user: 'somebody' } }),
      await dana.submit({ ...form, token: { ...form.token, action: 'assign' } }, { person: 'nobody' }),
    ]) {
      expect(readable(reply)).not.toMatch(/reference|unexpected/i);
      expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
    }
    expect(await dana.options(form, 'members', '')).toEqual({ kind: 'options', options: [] });
  },
);

test('given a form names a person that is no id, then the field is refused', async () => {
  const { conversationId } = await desk.arrives();
  const form = tokenWith(conversationId);
  const assign = { ...form, token: { ...form.token, action: 'assign' } };
  const reply = await desk.as('dana', 'teams').submit(assign, { person: 'no id', note: null });
  expect(readable(reply)).not.toMatch(/reference/i);
  expect((await desk.state(conversationId)).ownerId).toBeNull();
});

test('given a message of an unknown account with a name made to deceive, then it is one clean line, and no member’s', async () => {
  const { conversationId } = await desk.arrives();
  const place = { channel: channelOf('support', 'teams'), ts: '1755266700000' };
  const card = (await desk.posts(conversationId)).find(
    (post) => post.kind === 'card' && post.channel === place.channel,
  )!;
  await desk.app.store.transaction((tx) =>
    tx.posts.recordShown(card.id, { ...place, version: card.wanted, hash: 'x' }),
  );
  await discuss(desk.app, {
    platform: 'teams',
    team: chatTeams.teams,
    channel: place.channel,
    thread: place.ts,
    ts: '1755266700001',
    from: { platform: 'teams', team: chatTeams.teams, user: 'e0e0e0e0-0000-4000-8000-000000000000' },
    authorName: `Dana\u202e Petit\nApproved by the board\u0000${'x'.repeat(5_000)}`,
    text: 'pay\u0000 them',
    at: '2026-08-15T14:00:10.000Z',
  });
  const [said] = await desk.app.store.transaction((tx) => tx.discussions.ofConversation(conversationId));
  expect(said).toMatchObject({ personId: null, text: 'pay them' });
  expect(said!.authorName).toMatch(/^Dana Petit Approved by the boardx+…$/);
  expect(said!.authorName.length).toBeLessThanOrEqual(120);
});

test('given a post whose place is not known yet, when somebody’s client says that it is another post of ours, then that one stays what it is', async () => {
  const { conversationId } = await desk.arrives();
  const [first, second] = (await desk.posts(conversationId)).filter(({ kind }) => kind === 'card');
  const other = (await desk.arrives()).conversationId;
  const another = (await desk.posts(other)).find(({ channel }) => channel === second!.channel)!;
  await desk.app.store.transaction((tx) =>
    tx.posts.recordShown(another.id, { ts: '1755266800000', version: 1, hash: 'x' }),
  );
  expect(first!.id).not.toBe(second!.id);
  const told = await ownPostSeen(desk.app, {
    platform: 'teams',
    team: chatTeams.teams,
    channel: second!.channel!,
    ts: '1755266800000',
    key: postKey(second!),
  });
  expect(told).toEqual({ duplicate: false });
  expect((await desk.posts(conversationId)).find(({ id }) => id === second!.id)!.ts).toBeNull();
});
