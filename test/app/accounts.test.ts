import { createAdmin } from '../../src/db/admin';
import { verifyHistory } from '../../src/db/historyVerify';
import type { PersonEvent } from '../../src/domain/events';
import type { Card, Piece } from '../../src/ui/card';
import type { Reply } from '../../src/ui/reply';
import type { ChatUser } from '../../src/ui/request';
import { wordsOf } from '../../src/ui/text';
import { Desk, readable } from './desk';

const TENANT = '11111111-2222-3333-4444-555555555555';
const onTeams = (user: string): ChatUser => ({ platform: 'teams', team: TENANT, user });
const system = { kind: 'system', id: null } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
  const admin = createAdmin(desk.source, desk.app.clock);
  const { id: installationId } = await admin.ensureInstallation({
    workspaceId: desk.workspaceId,
    platform: 'teams',
    team: TENANT,
    botUser: '28:bot',
    reach: {},
  });
  const channel = { installationId, channel: '19:support@thread.tacv2' };
  expect(await admin.bindChannel(desk.mailboxes.support, channel, system)).toMatchObject({ ok: true });
  await admin.setWorkspaceAdmin(desk.workspaceId, { personId: desk.ids.max! }, true);
  desk.profiles.set('ada-in-teams', { name: 'Ada B.', email: 'ADA@acme.test', locale: 'fr' });
});
afterEach(() => desk.close());

const adaInTeams = () => desk.account(onTeams('ada-in-teams'));
const waiting = () => desk.app.store.transaction((tx) => tx.accounts.waiting(desk.workspaceId, 10));
const personOf = async (user: ChatUser) =>
  (await desk.app.store.transaction((tx) => tx.people.byIdentity(user)))?.id ?? null;
const eventsOf = (person: string) =>
  desk.app.store.transaction(async (tx) =>
    (await tx.history.read<PersonEvent>({ kind: 'person', id: desk.ids[person]! })).map(
      ({ event, actor }) => ({ type: event.type, platform: event.platform, actor: actor.id }),
    ),
  );
const said = (reply: Reply): string =>
  reply.kind === 'notice' || (reply.kind === 'done' && reply.text)
    ? wordsOf(reply.text!)
    : reply.kind === 'card'
      ? readable(reply.card)
      : JSON.stringify(reply);
const buttonsIn = (card: Card) =>
  card.pieces.flatMap((piece: Piece) => (piece.kind === 'buttons' ? piece.buttons : []));
const homeOf = async (who: 'max' | 'dana' | 'ada') => {
  const reply = await desk.as(who).home();
  if (reply.kind !== 'card') throw new Error(reply.kind);
  return reply.card;
};
const asked = async () => {
  await adaInTeams().command('mine');
  return (await waiting()).rows[0]!;
};

describe('an account that nobody knows', () => {
  test('given a person has its address, when it asks for something, then it is refused, administrators are asked, and it is not told about whom', async () => {
    const { number } = await desk.arrives();
    const reply = await adaInTeams().command(`take ${number}`);
    expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
    expect(said(reply)).toMatch(/^Postroom ne connaît pas encore ce compte. Un administrateur/);
    expect(said(reply)).not.toMatch(/Ada/);
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
    expect((await waiting()).rows).toEqual([
      expect.objectContaining({
        ...onTeams('ada-in-teams'),
        personId: desk.ids.ada,
        personName: 'Ada Brun',
        name: 'Ada B.',
        email: 'ADA@acme.test',
        decision: null,
      }),
    ]);
  });

  test('given it asks ten times and in every way, then it is refused each time, never linked, and asked about once', async () => {
    const { conversationId } = await desk.arrives();
    await desk.as('dana').click('take', conversationId);
    const form = { token: { action: 'assign', nonce: 'n1', conversationId, seenVersion: 1 } } as never;
    const account = adaInTeams();
    const replies = [
      ...(await Promise.all(Array.from({ length: 4 }, () => account.command('mine')))),
      await account.click('read', conversationId),
      await account.click('more', conversationId),
      await account.click('take', conversationId),
      await account.submit(form, { person: desk.ids.ada! }),
      await account.press('confirmAccount', { proposal: (await waiting()).rows[0]!.id }),
      await account.home({ language: 'fr', mailbox: desk.mailboxes.support }),
    ];
    for (const reply of replies) expect(said(reply)).toContain('Un administrateur');
    expect(await account.options(form, 'members', '')).toEqual({ kind: 'options', options: [] });
    expect((await waiting()).total).toBe(1);
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
    expect(await eventsOf('ada')).toHaveLength(1);
  });

  test.each([
    ['nobody has this address', { name: 'Ada', email: 'else@acme.test' }],
    ['the platform shows no address, as for guests', { name: 'Ada Brun', email: null }],
    ['the address is not what it looks like', { name: 'Ada', email: 'ada@acme.test\u202e' }],
    ['the platform says nothing', null],
  ])('given %s, then nobody is asked', async (_, profile) => {
    if (profile) desk.profiles.set('someone', profile);
    const reply = await desk.account(onTeams('someone')).command('mine');
    expect(said(reply)).toMatch(/^Postroom does not know you yet/);
    expect((await waiting()).total).toBe(0);
  });

  test('given an address with a letter that only becomes the same in lower case, then nobody is asked', async () => {
    const user = { platform: 'slack' as const, team: 'T1', user: 'Ukim' };
    const who = { user, name: 'Kim', email: 'kim@acme.test' };
    await createAdmin(desk.source, desk.app.clock).setWorkspaceAdmin(desk.workspaceId, who, false);
    desk.profiles.set('kelvin', { name: 'Kim', email: '\u212aim@acme.test' });
    await desk.account(onTeams('kelvin')).command('mine');
    expect((await waiting()).total).toBe(0);
    desk.profiles.set('kim-in-teams', { name: 'Kim', email: 'KIM@acme.test' });
    await desk.account(onTeams('kim-in-teams')).command('mine');
    expect((await waiting()).total).toBe(1);
  });

  test('given the person has an account on that team already, or another account asks to be them, then nobody is asked', async () => {
    desk.profiles.set('Uada2', { name: 'Ada', email: 'ada@acme.test' });
    await desk.account({ platform: 'slack', team: 'T1', user: 'Uada2' }).command('mine');
    expect((await waiting()).total).toBe(0);
    await asked();
    desk.profiles.set('ada-two', { name: 'Ada', email: 'ada@acme.test' });
    expect(said(await desk.account(onTeams('ada-two')).command('mine'))).toMatch(/does not know you/);
    expect((await waiting()).total).toBe(1);
  });

  test('given a team that Postroom was never installed in, then nobody is asked', async () => {
    await desk.account({ ...onTeams('ada-in-teams'), team: 'other-tenant' }).command('mine');
    expect((await waiting()).total).toBe(0);
  });

  test('given a tenant that added the app, and whose address is a member’s, but where no mailbox has a channel, then nobody is asked', async () => {
    const stranger = { ...onTeams('stranger'), team: '99999999-2222-3333-4444-555555555555' };
    await createAdmin(desk.source, desk.app.clock).ensureInstallation({
      workspaceId: desk.workspaceId,
      platform: 'teams',
      team: stranger.team,
      botUser: '28:bot',
      reach: {},
    });
    desk.profiles.set('stranger', { name: 'Ada Brun', email: 'ada@acme.test' });
    expect(said(await desk.account(stranger).command('mine'))).toMatch(/^Postroom does not know you yet/);
    expect((await waiting()).total).toBe(0);
  });

  test('given two accounts ask to be one person at once, then one of them waits', async () => {
    desk.profiles.set('ada-two', { name: 'Ada', email: 'ada@acme.test' });
    await Promise.all([adaInTeams().command('mine'), desk.account(onTeams('ada-two')).command('mine')]);
    expect((await waiting()).total).toBe(1);
  });

  test('given a flood of them, then no more than a hundred wait', async () => {
    const admin = createAdmin(desk.source, desk.app.clock);
    for (let n = 0; n < 105; n++) {
      const user = { platform: 'slack' as const, team: 'T1', user: `UF${n}` };
      const who = { user, name: `F${n}`, email: `f${n}@acme.test` };
      await admin.setWorkspaceAdmin(desk.workspaceId, who, false);
      desk.profiles.set(`flood-${n}`, { name: `F${n}`, email: `f${n}@acme.test` });
      await desk.account(onTeams(`flood-${n}`)).command('mine');
    }
    const { rows, total } = await waiting();
    expect([rows.length, total]).toEqual([10, 100]);
    expect(readable(await homeOf('max'))).toContain('95 more accounts wait');
  });

  test('when a card is looked at by the platform itself, then that asks nobody', async () => {
    expect(await adaInTeams().redraw('0198f000-0000-7000-8000-000000000000.1')).toMatchObject({
      kind: 'notice',
      tone: 'refusal',
    });
    expect((await waiting()).total).toBe(0);
  });
});

describe('an administrator', () => {
  test('given an account waits, then workspace admins see it in their Home, and nobody else', async () => {
    await homeOf('max');
    const proposal = await asked();
    const behind = await desk.app.store.transaction((tx) => tx.people.homesBehind());
    expect(behind.map(({ personId }) => personId)).toEqual([desk.ids.max]);

    const card = await homeOf('max');
    expect(readable(card)).toMatch(/Accounts to confirm.*Ada B\..*Teams \(ADA@acme\.test\).*Ada Brun/);
    expect(buttonsIn(card).map(({ action, input }) => [action, input])).toEqual([
      ['confirmAccount', { proposal: proposal.id }],
      ['refuseAccount', { proposal: proposal.id }],
    ]);
    expect(readable(await homeOf('dana'))).not.toContain('ADA@acme.test');
    expect(readable(await homeOf('ada'))).not.toContain('confirmAccount');
  });

  test('when they confirm, then the account is that person from then on, and history says who did it', async () => {
    const { id } = await asked();
    const reply = await desk.as('max').press('confirmAccount', { proposal: id });
    expect(reply.kind).toBe('done');
    expect(said(reply)).toBe('Ada B. on Teams is Ada Brun from now on.');
    expect(await personOf(onTeams('ada-in-teams'))).toBe(desk.ids.ada);
    expect(await eventsOf('ada')).toEqual([
      { type: 'accountLinked', platform: 'slack', actor: null },
      { type: 'accountLinked', platform: 'teams', actor: desk.ids.max },
    ]);
    const home = await adaInTeams().home();
    expect(said(home)).toContain('Slack (@ada), Teams');
    expect((await waiting()).total).toBe(0);

    const { number } = await desk.arrives();
    expect(await adaInTeams().command(`take ${number}`)).toMatchObject({ kind: 'done' });
    expect((await verifyHistory(desk.source)).breaks).toEqual([]);
  });

  test('when they refuse, then the account stays unknown, and is not asked about again', async () => {
    const { id } = await asked();
    expect((await desk.as('max').press('refuseAccount', { proposal: id })).kind).toBe('done');
    const reply = await adaInTeams().command('mine');
    expect(said(reply)).toMatch(/^Postroom ne vous connaît pas encore/);
    expect((await waiting()).total).toBe(0);
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
    const late = await desk.as('max').press('confirmAccount', { proposal: id });
    expect(said(late)).toMatch(/decided about this account already/);
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
  });

  test('when it would be their own account, then they may refuse it, and not confirm it', async () => {
    desk.profiles.set('max-in-teams', { name: 'Max', email: 'max@acme.test' });
    await desk.account(onTeams('max-in-teams')).home();
    const { id } = (await waiting()).rows[0]!;
    const card = await homeOf('max');
    expect(buttonsIn(card).map(({ action }) => action)).toEqual(['refuseAccount']);
    expect(said(await desk.as('max').press('confirmAccount', { proposal: id }))).toMatch(
      /account of their own/,
    );
    expect(await personOf(onTeams('max-in-teams'))).toBeNull();
    expect((await desk.as('max').press('refuseAccount', { proposal: id })).kind).toBe('done');
  });

  test.each(['dana', 'ada', 'outsider'] as const)(
    'when %s, who is none, presses the button, then it is refused',
    async (who) => {
      const { id } = await asked();
      for (const button of ['confirmAccount', 'refuseAccount']) {
        expect(said(await desk.as(who).press(button, { proposal: id }))).toMatch(
          /(?:workspace admin|espace)/,
        );
      }
      expect((await waiting()).total).toBe(1);
    },
  );

  test('given a proposal of another workspace, then it is answered like one that never was', async () => {
    const { id } = await asked();
    const other = '0198f000-0000-7000-8000-00000000000a';
    await desk.source.query(`insert into workspace (id, name) values ($1, 'Other')`, [other]);
    await desk.source.query('update identity_proposal set workspace_id = $1', [other]);
    const foreign = await desk.as('max').press('confirmAccount', { proposal: id });
    const unknown = await desk.as('max').press('confirmAccount', { proposal: desk.ids.ada! });
    expect(said(foreign)).toBe(said(unknown));
    expect(readable(await homeOf('max'))).not.toContain('ADA@acme.test');
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
  });

  test('given two administrators decide at once, then one decision counts', async () => {
    const admin = createAdmin(desk.source, desk.app.clock);
    await admin.setWorkspaceAdmin(desk.workspaceId, { personId: desk.ids.dana! }, true);
    const { id } = await asked();
    const replies = await Promise.all([
      desk.as('max').press('confirmAccount', { proposal: id }),
      desk.as('dana').press('refuseAccount', { proposal: id }),
    ]);
    expect(replies.map(({ kind }) => kind).sort()).toEqual(['done', 'notice']);
    const linked = (await personOf(onTeams('ada-in-teams'))) !== null;
    expect(linked).toBe(replies[0]!.kind === 'done');
  });
});

describe('an administrator’s own act', () => {
  const link = (user: ChatUser) =>
    desk.app.store.transaction((tx) => tx.accounts.link(desk.ids.ada!, user, null, system, desk.at()));
  const unlink = (user: ChatUser) =>
    desk.app.store.transaction((tx) => tx.accounts.unlink(user, system, desk.at()));

  test('given an account was named, then nobody has to be asked about it, or for this person there', async () => {
    await asked();
    expect(await link(onTeams('ada-two'))).toMatchObject({ ok: true });
    expect((await waiting()).total).toBe(0);
    expect(said(await adaInTeams().command('mine'))).not.toContain('administrateur a été invité');
    expect(await link(onTeams('ada-in-teams'))).toEqual({ ok: false, why: 'hasAccount' });
    expect(await link({ platform: 'slack', team: 'T1', user: 'Uben' })).toEqual({
      ok: false,
      why: 'accountTaken',
    });
  });

  test('given an account is taken away, then it knows nothing any more, what stood there is taken back, and it is not asked about again', async () => {
    await link(onTeams('ada-in-teams'));
    await unlink(onTeams('ada-in-teams'));
    expect(await personOf(onTeams('ada-in-teams'))).toBeNull();
    expect(said(await adaInTeams().command('mine'))).toMatch(/ne vous connaît pas encore/);
    expect((await waiting()).total).toBe(0);
    expect((await eventsOf('ada')).map(({ type }) => type)).toEqual([
      'accountLinked',
      'accountLinked',
      'accountUnlinked',
    ]);
    expect(await unlink(onTeams('ada-in-teams'))).toEqual({ ok: false, why: 'noSuchAccount' });

    const { number, conversationId } = await desk.arrives({ to: 'sales@acme.test' });
    await desk.as('dana').command(`assign ${number} @ada`);
    const own = async () =>
      (await desk.posts(conversationId)).filter(({ personId }) => personId === desk.ids.ada);
    expect(await own()).not.toEqual([]);
    await unlink({ platform: 'slack', team: 'T1', user: 'Uada' });
    expect(await own()).toEqual([]);
  });

  test('given somebody is made a member by an account with their address, then the account is added and in history', async () => {
    const admin = createAdmin(desk.source, desk.app.clock);
    const actor = { kind: 'person', id: desk.ids.max! } as const;
    const who = { user: onTeams('ben-in-teams'), name: 'Ben', email: 'BEN@acme.test' };
    await admin.setMember(desk.mailboxes.support, who, { role: 'agent', grants: {} }, actor);
    expect(await eventsOf('ben')).toEqual([
      { type: 'accountLinked', platform: 'slack', actor: null },
      { type: 'accountLinked', platform: 'teams', actor: desk.ids.max },
    ]);
  });
});
