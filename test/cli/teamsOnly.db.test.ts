import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type MailSandbox, startMail } from '../../sandbox/mail/startMail';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import { startTeams, type TeamsSandbox } from '../../sandbox/teams/startTeams';
import { TEAMS_PATH } from '../../src/teams/teams';
import { createTestDatabase, type TestDatabase } from '../database';
import { until } from '../jobs/until';
import { BUILT, runPostroom } from './runPostroom';

jest.setTimeout(120_000);

/** A first administrator whose company has Teams and no Slack, and types what README says. */
let database: TestDatabase;
let mail: MailSandbox;
let teams: TeamsSandbox;
let host: SlackSandbox;
let env: NodeJS.ProcessEnv;
let bot: ChildProcess | undefined;
let port: number;

beforeAll(async () => {
  database = await createTestDatabase();
  mail = await startMail({ accounts: [{ address: 'help@acme.test', name: 'Help', password: 'lighthouse' }] });
  teams = startTeams({ enforceRateLimits: false });
  host = await startSlack({ routes: [teams.route] });
  port = await freePort();
  env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: teams.appPassword,
    TEAMS_TENANT_ID: teams.tenantId,
    TEAMS_REHEARSAL_URL: teams.url,
    POSTROOM_SECRET_KEY: 'a-secret-key-of-more-than-32-characters',
    MAIL_PASSWORD: 'lighthouse',
    PORT: String(port),
  };
});
afterAll(async () => {
  const ended = bot && new Promise((resolve) => bot?.once('close', resolve));
  if (bot?.exitCode === null && bot.kill('SIGTERM')) await ended;
  await host.close();
  await mail.close();
  await database.drop();
});

const run = (...args: string[]) => runPostroom(args, env);
const add = (...more: string[]) => [
  ...['mailbox', 'add', 'help@acme.test', '--name', 'help', '--visibility', 'open'],
  ...['--imap', `127.0.0.1:${mail.imap.port}`, '--password-env', 'MAIL_PASSWORD', ...more],
];
const refused = async (args: string[], sentence: RegExp) => {
  const { code, out, err } = await run(...args);
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(sentence) });
};

test('before the app is in a team, every command says what comes first', async () => {
  const first = /not been added to a team in Teams yet\. Start the bot, add the app Postroom to the team/;
  await refused(add('--teams-channel', 'support'), first);
  await refused(['member', 'set', teamsEmail('ada'), '--workspace-admin'], first);

  bot = spawn(process.execPath, [join(BUILT, 'main.js')], { env, stdio: 'ignore' });
  teams.setEndpoint(`http://127.0.0.1:${port}${TEAMS_PATH}`);
  await answering();
  await teams.as('ada').openPersonal();
  // The bot knows the tenant now, and no team of it.
  await teams.waitFor(() => teams.chat('ada')?.messages.length);
  await refused(['member', 'set', teamsEmail('ada'), '--workspace-admin'], first);
});

test('once it is there, the bot says how to go on, and that works', async () => {
  await teams.administer({ do: 'install', team: 'Acme' });
  const welcome = await teams.waitFor(() =>
    teams.channel('General').messages.find(({ card }) => JSON.stringify(card ?? '').includes('mailbox bind')),
  );
  expect(JSON.stringify(welcome.card)).toMatch(/--teams-channel 'Acme\/General'/);

  const admin = await run('member', 'set', teamsEmail('ada'), '--workspace-admin');
  expect(admin).toMatchObject({ code: 0, out: expect.stringContaining('is a workspace admin') });
  const ben = teams.as('ben').id;
  await refused(add('--channel', '#support'), /--channel names a channel of Slack.*--teams-channel/s);
  await refused(add('--teams-channel', 'nowhere'), /no channel nowhere.*add the app Postroom to its team/s);
  const added = await run(...add('--teams-channel', 'support', '--agent', ben.toUpperCase()));
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/cards in Acme\/support \(open\)/) });
  expect(added.out).toMatch(/is agent of help/);

  const unknown = await run('member', 'set', 'nobody@acme.test', '--mailbox', 'help', '--role', 'agent');
  expect(unknown.err).toMatch(/Nobody in Teams has the address nobody@acme\.test/);
  expect((await run('member', 'remove', ben.toUpperCase(), '--mailbox', 'help')).out).toMatch(
    /is no member of help/,
  );
});

test('an email becomes a card there', async () => {
  mail.deliver(
    'help@acme.test',
    'From: Claire <claire@client.test>\r\nTo: help@acme.test\r\nSubject: A lamp\r\nMessage-ID: <lamp@client.test>\r\n\r\nIt is broken.\r\n',
  );
  const card = await teams.waitFor(
    () => teams.channel('support').messages.find(({ card }) => JSON.stringify(card ?? '').includes('A lamp')),
    20_000,
  );
  expect(card.root).toBeFalsy();
});

test('a channel that was made while nobody heard of it can be bound, too', async () => {
  teams.setEndpoint(null);
  await teams.administer({ do: 'createChannel', team: 'Acme', name: 'Quiet room' });
  teams.setEndpoint(`http://127.0.0.1:${port}${TEAMS_PATH}`);
  const bound = await run('mailbox', 'bind', 'help', '--teams-channel', 'quiet room');
  expect(bound).toMatchObject({ code: 0, out: expect.stringContaining('Acme/Quiet room') });
  const card = await teams.waitFor(
    () =>
      teams.channel('Quiet room').messages.find((one) => JSON.stringify(one.card ?? '').includes('A lamp')),
    20_000,
  );
  expect(card.deleted).toBeFalsy();
  // It has moved: one channel in a chat team.
  await teams.waitFor(
    () =>
      teams
        .channel('support')
        .messages.every((one) => one.deleted || !JSON.stringify(one.card ?? '').includes('A lamp')),
    20_000,
  );
});

test('while Teams does not say who is where, nobody is said not to be there', async () => {
  // Without a word to the bot, which goes on believing that it is there.
  teams.setEndpoint(null);
  await teams.administer({ do: 'uninstall', team: 'Acme' });
  const said = await run('member', 'set', 'nobody@acme.test', '--mailbox', 'help', '--role', 'agent');
  expect(said.code).toBe(1);
  expect(said.err).toMatch(/did not say who is in the team Acme.*Try again/s);
});

function teamsEmail(name: string): string {
  const { people } = teams.as(name).state;
  return people.find(({ id }) => id === teams.as(name).id)!.email!;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return free;
}

/** Whoever has no token is refused, by a bot that listens. */
async function answering(): Promise<void> {
  const url = `http://127.0.0.1:${port}${TEAMS_PATH}`;
  await until(async () => (await fetch(url, { method: 'POST' }).catch(() => null))?.status === 401, 30_000);
}
