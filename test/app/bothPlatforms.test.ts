import { connected, ownPostSeen } from '../../src/app/chatEvents';
import { discuss, followDeletion, followEdit } from '../../src/app/discuss';
import { homeAsked } from '../../src/app/homeAsked';
import { showEverywhere } from '../../src/app/showEverywhere';
import { createAdmin } from '../../src/db/admin';
import { postKey } from '../../src/ports/postKey';
import type { Post } from '../../src/ports/rows';
import { cardOn, nextTs, platformOf, showAll, written } from './chatPlaces';
import { accountOf, channelOf, chatTeams, Desk, formIn, platforms, readable } from './desk';

const system = { kind: 'system', id: null } as const;
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ teams: true });
});
afterAll(() => desk.close());

const places = (posts: Post[]) =>
  posts.map((post) => [platformOf(desk, post), post.personId ? 'direct' : post.channel]).sort();
const cards = async (conversationId: string) =>
  (await desk.posts(conversationId)).filter(({ kind }) => kind === 'card');
const ofKind = async (conversationId: string, kind: Post['kind']) =>
  (await desk.posts(conversationId)).filter((post) => post.kind === kind);
const mirrors = (conversationId: string) => ofKind(conversationId, 'mirror');
const discussions = (id: string) => desk.app.store.transaction((tx) => tx.discussions.ofConversation(id));
const waitingJobs = (task: string): Promise<{ payload: Record<string, unknown> }[]> =>
  desk.source.query(
    `select j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [task],
  );

describe('a mailbox with a channel on both platforms', () => {
  test('given an email, then a card stands in each channel, and both follow what happens', async () => {
    const { conversationId } = await desk.arrives();
    expect(places(await cards(conversationId))).toEqual([
      ['slack', channelOf('support', 'slack')],
      ['teams', channelOf('support', 'teams')],
    ]);
    await showAll(desk, conversationId);

    await desk.as('ben', 'teams').click('take', conversationId);
    for (const card of await cards(conversationId)) {
      expect(card.shown).toBeLessThan(card.wanted);
      expect(readable(await desk.content(card))).toContain('Ben Colin');
    }
  });

  test('given two people act from both sides at once, then there is one owner and one history', async () => {
    const { conversationId } = await desk.arrives();
    await Promise.all([
      desk.as('ada', 'slack').click('take', conversationId),
      desk.as('ben', 'teams').click('take', conversationId),
    ]);
    const state = await desk.state(conversationId);
    expect([desk.ids.ada, desk.ids.ben]).toContain(state.ownerId);
    const taken = (await desk.history(conversationId)).filter(({ event }) => event.type === 'taken');
    expect(taken).toHaveLength(1);
    expect((await cards(conversationId)).every((card) => card.wanted === state.version)).toBe(true);
  });

  test('given an agent of an assigned-only mailbox, then they have a card of their own on both, until they lose it', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('dana', 'teams').command(`assign ${number} @ada`);
    const own = async () => (await cards(conversationId)).filter((card) => card.personId === desk.ids.ada);
    expect(places(await own())).toEqual([
      ['slack', 'direct'],
      ['teams', 'direct'],
    ]);
    await showAll(desk, conversationId);
    await desk.as('dana', 'slack').command(`assign ${number} @ben`);
    expect(await own()).toEqual([]);
    const adas = (await desk.posts(conversationId)).filter((post) => post.personId === desk.ids.ada);
    expect(adas.map((post) => post.ref)).toEqual(['takenFromYou']);
  });

  test('given somebody without an account there, then they have their own card on the other platform only', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test' });
    await desk.app.store.transaction((tx) =>
      tx.accounts.unlink(accountOf('ben', 'teams'), system, desk.at()),
    );
    await desk.as('dana').command(`assign ${number} @ben`);
    expect(places(await cards(conversationId))).toContainEqual(['slack', 'direct']);
    expect(places(await cards(conversationId))).not.toContainEqual(['teams', 'direct']);
    await desk.app.store.transaction((tx) =>
      tx.accounts.link(desk.ids.ben!, accountOf('ben', 'teams'), null, system, desk.at()),
    );
  });
});

describe('the discussion', () => {
  test.each([
    ['slack', 'teams'],
    ['teams', 'slack'],
  ] as const)(
    'given a message in %s, then it stands in %s with its author, and its fate follows',
    async (here, there) => {
      const { conversationId } = await desk.arrives();
      const message = written(await cardOn(desk, conversationId, here), 'ben', 'I know her');
      await discuss(desk.app, message);
      expect(await discussions(conversationId)).toMatchObject([
        { personId: desk.ids.ben, text: 'I know her' },
      ]);
      const [mirror, ...others] = await mirrors(conversationId);
      expect(others).toEqual([]);
      expect(platformOf(desk, mirror!)).toBe(there);
      expect(readable(await desk.content(mirror!))).toMatch(/Ben Colin.*I know her/);

      await showAll(desk, conversationId);
      await followEdit(desk.app, { ...message, text: 'I knew her' });
      const [edited] = await mirrors(conversationId);
      expect(edited!.shown).toBeLessThan(edited!.wanted);
      expect(readable(await desk.content(edited!))).toContain('I knew her');
      await followDeletion(desk.app, message);
      expect(await mirrors(conversationId)).toEqual([]);
    },
  );

  test.each(platforms)(
    'given the mirror on %s comes back as a message, then it is not said again',
    async (platform) => {
      const { conversationId } = await desk.arrives();
      const other = platform === 'slack' ? 'teams' : 'slack';
      const card = await cardOn(desk, conversationId, platform);
      await discuss(desk.app, written(await cardOn(desk, conversationId, other), 'ben', 'Once'));
      const echo = written(card, 'ben', 'Once');
      const bot = { ...echo.from, user: platform === 'slack' ? 'UBOT' : '28:postroom' };
      await discuss(desk.app, { ...echo, from: bot });
      await showAll(desk, conversationId);
      const [mirror] = await mirrors(conversationId);
      await discuss(desk.app, { ...echo, ts: mirror!.ts! });
      expect(await discussions(conversationId)).toHaveLength(1);
      expect(await mirrors(conversationId)).toHaveLength(1);
    },
  );

  test('given a note made in a form, then it stands below every card', async () => {
    const { conversationId, number } = await desk.arrives();
    await desk.as('ada', 'teams').command(`note ${number} Look at the invoice`);
    expect(places(await ofKind(conversationId, 'note'))).toEqual(places(await cards(conversationId)));
  });

  test('given a customer writes again, then a line is broadcast where that exists, and the email stands on both', async () => {
    const { conversationId } = await desk.arrives({ id: 'again@client.test' });
    await desk.arrives({ inReplyTo: 'again@client.test' });
    expect(places(await ofKind(conversationId, 'bump'))).toEqual([['slack', channelOf('support', 'slack')]]);
    expect(places(await ofKind(conversationId, 'email'))).toHaveLength(4);
  });
});

describe('what is told to one person', () => {
  const noticesOf = async (conversationId: string) => places(await ofKind(conversationId, 'notice'));

  test('given they never acted, then they are told once, where the mailbox was bound first', async () => {
    await desk.source.query('update identity set active_at = null');
    const { conversationId, number } = await desk.arrives();
    await desk.as('dana').command(`assign ${number} @ada`);
    expect(await noticesOf(conversationId)).toEqual([['slack', 'direct']]);
  });

  test('given they acted in Teams last, then they are told there; what their client asks by itself does not count', async () => {
    await desk.as('ada', 'slack').command('mine');
    desk.time += 120_000;
    await desk.as('ada', 'teams').command('mine');
    desk.time += 120_000;
    await desk.as('ada', 'slack').home();
    await desk.as('ada', 'slack').redraw('no key');
    const { conversationId, number } = await desk.arrives();
    await desk.as('dana').command(`assign ${number} @ada`);
    expect(await noticesOf(conversationId)).toEqual([['teams', 'direct']]);
  });

  test('given they act all the time, then that is written once a minute', async () => {
    const activeAt = async () =>
      (
        await desk.source.query('select active_at from identity where "user" = $1', ['Uben'])
      )[0].active_at.toISOString();
    desk.time += 120_000;
    await desk.as('ben').command('mine');
    const first = await activeAt();
    await desk.as('ben').command('mine');
    expect(await activeAt()).toBe(first);
    desk.time += 61_000;
    await desk.as('ben').command('mine');
    expect(await activeAt()).not.toBe(first);
  });

  test.each(platforms)('given a notice on %s, then it leads to the card there', async (platform) => {
    const { conversationId, number } = await desk.arrives();
    desk.time += 120_000;
    await desk.as('ben', platform).command('mine');
    await desk.as('dana').command(`assign ${number} @ben`);
    const card = await cardOn(desk, conversationId, platform);
    // A channel's card is for those who see the whole mailbox, which is everybody in an open one.
    const [notice] = await ofKind(conversationId, 'notice');
    expect(platformOf(desk, notice!)).toBe(platform);
    expect(readable(await desk.content(notice!))).toContain(`"channel":"${card.channel}","ts":"${card.ts}"`);
  });
});

describe('a chat without threads', () => {
  test('given the owner’s card in Teams, then notes have a button, and entries name their conversation', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test', subject: 'Broken lamp' });
    await desk.as('dana').command(`assign ${number} @ada Please call`);
    const said = new Map<string, string>();
    for (const post of await desk.posts(conversationId)) {
      if (post.kind !== 'card' && post.kind !== 'note') continue;
      const place = `${post.kind} ${platformOf(desk, post)} ${post.personId ? 'direct' : 'channel'}`;
      said.set(place, readable(await desk.content(post)));
    }
    const withNote = [...said]
      .filter(([, words]) => words.includes('"action":"note"'))
      .map(([place]) => place);
    expect(withNote).toEqual(['card teams direct']);
    const named = [...said].filter(
      ([place, words]) => place.startsWith('note') && words.includes('Broken lamp'),
    );
    expect(named.map(([place]) => place)).toEqual(['note teams direct']);
    expect(named[0]![1]).toContain(`#${number}`);
  });

  test.each([
    ['an assigned-only mailbox on Slack, whose card has a thread', 'sales', 'slack', true],
    ['an assigned-only mailbox on Teams, whose card has none', 'sales', 'teams', false],
    ['an open mailbox on Teams, where no card of theirs stands', 'support', 'teams', true],
  ] as const)(
    'given %s, then a note is said once in that chat',
    async (_which, mailbox, platform, inNotice) => {
      const { conversationId } = await desk.arrives({ to: `${mailbox}@acme.test` });
      desk.time += 120_000;
      await desk.as('ada', platform).command('mine');
      const dana = desk.as('dana');
      const form = formIn(await dana.click('assign', conversationId));
      await dana.submit(form, { person: desk.ids.ada!, note: 'You know the house' });
      const [notice] = await ofKind(conversationId, 'notice');
      expect(platformOf(desk, notice!)).toBe(platform);
      expect(readable(await desk.content(notice!)).includes('You know the house')).toBe(inNotice);
      const entries = (await ofKind(conversationId, 'note')).filter(
        (post) => post.personId !== null && platformOf(desk, post) === platform,
      );
      expect(entries).toHaveLength(mailbox === 'sales' ? 1 : 0);
    },
  );

  test('given the owner’s card in a chat of Teams, then its notice has no link that leads nowhere', async () => {
    const { conversationId, number } = await desk.arrives({ to: 'sales@acme.test', subject: 'Loose screw' });
    desk.time += 120_000;
    await desk.as('ada', 'teams').command('mine');
    await desk.as('dana').command(`assign ${number} @ada Please call`);
    const [notice] = await ofKind(conversationId, 'notice');
    expect(platformOf(desk, notice!)).toBe('teams');
    const said = readable(await desk.content(notice!));
    expect(said).toContain(`#${number}`);
    expect(said).not.toContain('"kind":"message"');
    expect(said).not.toMatch(/Open in chat/i);
  });
});

describe('channels that are bound and unbound', () => {
  const admin = () => createAdmin(desk.source, desk.app.clock);
  const teamsChannel = () => ({
    installationId: desk.installations.teams!,
    channel: channelOf('support', 'teams'),
  });
  const teamsCards = async (id: string) =>
    (await cards(id)).filter((card) => platformOf(desk, card) === 'teams');

  test('given Teams is unbound, then its cards are taken back; bound again, open conversations come along', async () => {
    await desk.source.query('delete from graphile_worker._private_jobs');
    const open = await desk.arrives({ subject: 'Still open' });
    const archived = await desk.arrives({ subject: 'Done with' });
    await desk.as('dana').command(`archive ${archived.number}`);
    await desk.as('dana').command(`note ${open.number} A word`);
    await showAll(desk, open.conversationId);

    const support = desk.mailboxes.support;
    expect(await admin().unbindChannel(support, desk.installations.teams!, system)).toMatchObject({
      ok: true,
      value: { channels: [{ channel: channelOf('support', 'slack') }] },
    });
    expect(new Set(places(await desk.posts(open.conversationId)).map(([platform]) => platform))).toEqual(
      new Set(['slack']),
    );
    expect(await admin().unbindChannel(support, desk.installations.teams!, system)).toEqual({
      ok: false,
      why: 'notBound',
    });
    expect(await admin().unbindChannel(support, desk.installationId, system)).toEqual({
      ok: false,
      why: 'lastChannel',
    });

    expect(await admin().bindChannel(support, teamsChannel(), system)).toMatchObject({ ok: true });
    expect(await admin().bindChannel(support, teamsChannel(), system)).toEqual({
      ok: false,
      why: 'alreadyBound',
    });
    expect(await waitingJobs('spread')).toContainEqual({ payload: { mailboxId: support } });
    const ids = await desk.app.store.transaction((tx) => tx.conversations.openIn(support, 200));
    expect(ids).toContain(open.conversationId);
    expect(ids).not.toContain(archived.conversationId);
    for (const id of ids) await showEverywhere(desk.app, id);
    await showEverywhere(desk.app, open.conversationId);
    expect(await teamsCards(open.conversationId)).toHaveLength(1);
    const note = (await ofKind(open.conversationId, 'note')).filter(
      (one) => platformOf(desk, one) === 'teams',
    );
    expect(note).toHaveLength(1);

    await desk.as('dana').command(`note ${archived.number} Still nothing`);
    expect(await teamsCards(archived.conversationId)).toEqual([]);
    await desk.as('dana').command(`unarchive ${archived.number}`);
    expect(await teamsCards(archived.conversationId)).toHaveLength(1);
  });

  test('given another channel of the same team is bound, then the cards move there', async () => {
    const { conversationId } = await desk.arrives();
    const channel = '19:elsewhere@thread.tacv2';
    await admin().bindChannel(desk.mailboxes.support, { ...teamsChannel(), channel }, system);
    await showEverywhere(desk.app, conversationId);
    expect((await teamsCards(conversationId)).map((card) => card.channel)).toEqual([channel]);
    await admin().bindChannel(desk.mailboxes.support, teamsChannel(), system);
    const history = await desk.app.store.transaction((tx) =>
      tx.history.read({ kind: 'mailbox', id: desk.mailboxes.support }),
    );
    expect(history.slice(-4).map(({ event }) => event)).toEqual([
      { type: 'channelUnbound', ...teamsChannel() },
      { type: 'channelBound', ...teamsChannel(), channel },
      { type: 'channelUnbound', ...teamsChannel(), channel },
      { type: 'channelBound', ...teamsChannel() },
    ]);
  });
});

describe('what the platforms tell', () => {
  test.each(platforms)(
    'given %s shows a post again, then its time, not its id, moves what is known',
    async (platform) => {
      const { conversationId } = await desk.arrives();
      const card = (await cards(conversationId)).find((one) => platformOf(desk, one) === platform)!;
      const place = { installationId: card.installationId, channel: card.channel! };
      const told = { platform, team: chatTeams[platform], channel: card.channel!, key: postKey(card) };
      const state = () => desk.app.store.transaction((tx) => tx.posts.channelState(place));
      const at = '2026-11-22T15:00:00.000Z';
      await ownPostSeen(desk.app, { ...told, ts: nextTs(platform), at });
      expect((await state())?.lastEventAt).toBe(at);
      await ownPostSeen(desk.app, { ...told, ts: nextTs(platform), at: '2026-11-22T14:00:00.000Z' });
      await ownPostSeen(desk.app, { ...told, ts: nextTs(platform) });
      expect((await state())?.lastEventAt).toBe(at);

      await connected(desk.app, { platform, team: chatTeams[platform] });
      expect((await waitingJobs('catchUp')).map(({ payload }) => payload)).toContainEqual({
        channel: place,
        since: at,
      });
    },
  );

  test('given somebody asks for their Home in Teams, then it is wanted afresh; an unknown account has none', async () => {
    const target = { installationId: desk.installations.teams!, personId: desk.ids.ada! };
    await homeAsked(desk.app, accountOf('ada', 'teams'));
    await homeAsked(desk.app, accountOf('stranger', 'teams'));
    const behind = () => desk.app.store.transaction((tx) => tx.people.homeBehind(target));
    const first = await behind();
    const { user } = accountOf('ada', 'teams');
    expect(first).toMatchObject({ user, stands: null, afresh: true });
    await homeAsked(desk.app, accountOf('ada', 'teams'));
    const stands = { channel: 'a:ada', ts: '1' };
    await desk.app.store.transaction((tx) =>
      tx.people.homeShown(target, { user, wanted: first!.wanted, stands }),
    );
    expect(await behind()).toMatchObject({ stands, afresh: true });
    await desk.app.store.transaction((tx) =>
      tx.people.homeShown(target, { user, wanted: first!.wanted + 1, stands }),
    );
    expect(await behind()).toBeNull();
  });
});
