import { homeAsked } from '../../src/app/homeAsked';
import { createAdmin } from '../../src/db/admin';
import { Failures } from '../../src/jobs/failures';
import { createHome } from '../../src/jobs/home';
import { sweep } from '../../src/jobs/sweep';
import { accountOf, Desk, readable } from '../app/desk';
import { FakeChat } from './fakeChat';
import { silentLog } from './silentLog';

let desk: Desk;
let chat: FakeChat;
beforeAll(async () => {
  desk = await Desk.open();
});
beforeEach(() => {
  chat = new FakeChat(() => new Date(desk.time));
});
afterAll(() => desk.close());

const target = (who: string) => ({ installationId: desk.installationId, personId: desk.ids[who]! });
const draw = (who: string) =>
  createHome(
    {
      store: desk.app.store,
      chatOf: () => chat,
      clock: desk.app.clock,
      log: silentLog,
      alarm: () => undefined,
    },
    new Failures(() => 0.5),
  )(target(who));
const behind = () => desk.app.store.transaction((tx) => tx.people.homesBehind());

test('given Ada looked at her Home and loses a conversation of an assigned-only mailbox, then her Home is drawn without it', async () => {
  const { number } = await desk.arrives({ to: 'sales@acme.test', subject: 'ZEBRA quote' });
  await desk.as('dana').command(`assign ${number} @ada`);
  expect(readable(await desk.as('ada').home())).toContain('ZEBRA quote');
  expect(await behind()).toEqual([]);

  await desk.as('dana').command(`assign ${number} @ben`);
  expect(await behind()).toEqual([target('ada')]);
  await draw('ada');
  expect(readable(chat.homes.get('Uada'))).toContain('Votre file');
  expect(readable(chat.homes.get('Uada'))).not.toContain('ZEBRA');
  expect(await behind()).toEqual([]);
});

test('given somebody never opened their Home, then nobody draws it', async () => {
  const { number } = await desk.arrives({ to: 'sales@acme.test' });
  await desk.as('dana').command(`assign ${number} @max`);
  await draw('max');
  expect(chat.homes.size).toBe(0);
});

test('given somebody leaves a mailbox, then their Home is behind', async () => {
  await desk.as('ada').home();
  const admin = createAdmin(desk.source, desk.app.clock);
  await admin.removeMember(desk.mailboxes.sales, desk.ids.ada!, { kind: 'system', id: null });
  expect(await behind()).toEqual([target('ada')]);
  await draw('ada');
  expect(readable(chat.homes.get('Uada'))).not.toContain('Ventes');
});

test('given Home is a message, then it is drawn where it stands, and afresh when it is asked for again', async () => {
  const user = accountOf('dana', 'slack');
  chat.homeStands = { channel: 'a:dana', ts: '1' };
  await homeAsked(desk.app, user);
  await draw('dana');
  chat.homeStands = { channel: 'a:dana', ts: '2' };
  const { number } = await desk.arrives({ subject: 'LION' });
  await desk.as('max').command(`assign ${number} @dana`);
  await draw('dana');
  await homeAsked(desk.app, user);
  chat.fault = () => ({ ok: false, why: 'rejected', detail: 'too large' });
  await draw('dana');
  chat.fault = () => null;
  await homeAsked(desk.app, user);
  await draw('dana');
  expect(chat.homeCalls).toEqual([
    { stands: null, afresh: true },
    { stands: { channel: 'a:dana', ts: '1' }, afresh: false },
    { stands: { channel: 'a:dana', ts: '2' }, afresh: true },
  ]);
  expect(readable(chat.homes.get('Udana'))).toContain('LION');
  expect(await behind()).toEqual([]);
});

test('given the platform does not take it now, then it stays behind, and the sweep wakes it', async () => {
  await desk.as('ben').home();
  const { number } = await desk.arrives();
  await desk.as('ben').command(`take ${number}`);
  chat.fault = () => ({ ok: false, why: 'later', retryAfterMs: 30_000, scope: 'method' });
  await draw('ben');
  chat.fault = () => null;
  expect(await behind()).toEqual([target('ben')]);
  expect(await sweep({ store: desk.app.store, log: silentLog }, 1)).toBeGreaterThan(0);
  await draw('ben');
  expect(readable(chat.homes.get('Uben'))).toContain(`#${number}`);
});

test('given an account is taken away, then its Home says that nobody is known there; given back, it is drawn again', async () => {
  const { number } = await desk.arrives({ subject: 'GIRAFFE order' });
  await desk.as('dana').command(`take ${number}`);
  expect(readable(await desk.as('dana').home())).toContain('GIRAFFE');
  const account = { platform: 'slack', team: 'T1', user: 'Udana' } as const;
  const system = { kind: 'system', id: null } as const;
  await desk.app.store.transaction((tx) => tx.accounts.unlink(account, system, desk.at()));
  expect(await behind()).toEqual(expect.arrayContaining([target('dana')]));

  await draw('dana');
  expect(readable(chat.homes.get('Udana'))).toContain('does not know you yet');
  expect(readable(chat.homes.get('Udana'))).not.toContain('GIRAFFE');
  expect(await behind()).not.toContainEqual(target('dana'));

  await desk.app.store.transaction((tx) =>
    tx.accounts.link(desk.ids.dana!, account, null, system, desk.at()),
  );
  expect(readable(await desk.as('dana').home())).toContain('GIRAFFE');
  await desk.app.store.transaction((tx) => tx.accounts.unlink(account, system, desk.at()));
  await desk.app.store.transaction((tx) =>
    tx.accounts.link(desk.ids.dana!, account, null, system, desk.at()),
  );
  expect(await behind()).toContainEqual(target('dana'));
  await draw('dana');
  expect(readable(chat.homes.get('Udana'))).toContain('GIRAFFE');
});

test('given an account is taken away while its Home is being drawn, then that Home is emptied after all', async () => {
  const { number } = await desk.arrives({ subject: 'OKAPI order' });
  await desk.as('ben').home();
  await desk.as('ben').command(`take ${number}`);
  const account = { platform: 'slack', team: 'T1', user: 'Uben' } as const;
  const system = { kind: 'system', id: null } as const;
  const unlinked = () => desk.app.store.transaction((tx) => tx.accounts.unlink(account, system, desk.at()));
  const publish = chat.publishHome.bind(chat);
  chat.publishHome = async (...given) => {
    await unlinked();
    await desk.app.store.transaction((tx) => tx.people.homeEmptied(target('ben'), 'Uben'));
    return publish(...given);
  };
  chat.homeStands = { channel: 'a:ben', ts: '7' };
  await draw('ben');
  chat.publishHome = publish;
  expect(readable(chat.homes.get('Uben'))).toContain('OKAPI');
  expect(await behind()).toContainEqual(target('ben'));
  await draw('ben');
  expect(readable(chat.homes.get('Uben'))).not.toContain('OKAPI');
  expect(chat.homeCalls.at(-1)).toEqual({ stands: { channel: 'a:ben', ts: '7' }, afresh: false });
  expect(await behind()).not.toContainEqual(target('ben'));
  await desk.app.store.transaction((tx) => tx.accounts.link(desk.ids.ben!, account, null, system, desk.at()));
});

test('given somebody has a Home on two platforms, when they change their language in one, then the other one follows', async () => {
  const admin = createAdmin(desk.source, desk.app.clock);
  const teams = await admin.ensureInstallation({
    workspaceId: desk.workspaceId,
    platform: 'teams',
    team: 'tenant',
    botUser: '28:bot',
    reach: {},
  });
  const account = { platform: 'teams', team: 'tenant', user: 'ada-in-teams' } as const;
  await desk.app.store.transaction((tx) =>
    tx.accounts.link(desk.ids.ada!, account, null, { kind: 'system', id: null }, desk.at()),
  );
  await desk.as('ada').home();
  await desk.account(account).home();
  expect(await behind()).not.toContainEqual(expect.objectContaining({ personId: desk.ids.ada }));

  expect(readable(await desk.as('ada').home({ language: 'en' }))).toContain('Your mailboxes');
  expect((await behind()).filter(({ personId }) => personId === desk.ids.ada)).toEqual([
    { installationId: teams.id, personId: desk.ids.ada },
  ]);
});

test('given somebody has removed the app, then their Home is not tried every minute, until they open the chat', async () => {
  desk.time = Date.now();
  await desk.as('ben').home();
  await draw('ben');
  const { number } = await desk.arrives({ subject: 'OTTER' });
  await desk.as('ben').command(`take ${number}`);
  chat.fault = () => ({ ok: false, why: 'channelClosed', detail: 'BotNotInConversationRoster' });
  await draw('ben');
  expect(await behind()).not.toContainEqual(target('ben'));

  chat.fault = () => null;
  await homeAsked(desk.app, accountOf('ben', 'slack'));
  expect(await behind()).toContainEqual(target('ben'));
  await draw('ben');
  expect(readable(chat.homes.get('Uben'))).toContain('OTTER');
  expect(await behind()).not.toContainEqual(target('ben'));
});
