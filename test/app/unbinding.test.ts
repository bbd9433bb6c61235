import { planPosts } from '../../src/app/planPosts';
import { showEverywhere } from '../../src/app/showEverywhere';
import { createAdmin } from '../../src/db/admin';
import { platformOf, showAll } from './chatPlaces';
import { channelOf, Desk } from './desk';

const system = { kind: 'system', id: null } as const;
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
});
afterAll(() => desk.close());

test('given a channel is unbound while a conversation is being changed, then nothing of it stays there', async () => {
  const { conversationId } = await desk.arrives();
  await showAll(desk, conversationId);
  await desk.source.query('delete from graphile_worker._private_jobs');
  const admin = createAdmin(desk.source, desk.app.clock);
  const mailboxId = desk.mailboxes.support;
  await desk.app.store.transaction(async (tx) => {
    const state = (await tx.conversations.lock(conversationId))!;
    const mailbox = (await tx.mailboxes.get(mailboxId))!;
    const unbound = await admin.unbindChannel(mailboxId, desk.installations.teams!, system);
    expect(unbound.ok).toBe(true);
    const nothing = { actor: system, events: [], effects: [], notes: [], at: desk.at() };
    const happened = { state, mailbox, ...nothing };
    await planPosts(desk.app, tx, { before: state, state, mailbox, happened });
  });
  const inTeams = async () =>
    (await desk.posts(conversationId)).filter((post) => platformOf(desk, post) === 'teams');
  expect((await inTeams()).map(({ channel }) => channel)).toEqual([channelOf('support', 'teams')]);

  const spreads: unknown[] = await desk.source.query(
    `select 1 from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'spread'`,
  );
  expect(spreads).toHaveLength(1);
  await showEverywhere(desk.app, conversationId);
  expect(await inTeams()).toEqual([]);
  expect((await desk.posts(conversationId)).length).toBeGreaterThan(0);
});
