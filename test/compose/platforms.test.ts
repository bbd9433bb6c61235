import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeMail } from '../../sandbox/mail/composeMail';
import { type MailSandbox, startMail } from '../../sandbox/mail/startMail';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import { startTeams, type TeamsSandbox } from '../../sandbox/teams/startTeams';
import { type Bot, startBot } from '../../src/compose/bot';
import { readConfig } from '../../src/config';
import { createAdmin } from '../../src/db/admin';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import { newId } from '../../src/ports/newId';
import { createSecrets } from '../../src/secrets';
import { TEAMS_PATH } from '../../src/teams/teams';
import { createTestDatabase, type TestDatabase } from '../database';
import { RecordedLog } from '../inside';

jest.setTimeout(120_000);

const SECRET_KEY = 'a secret key that is long enough for a test';
const PASSWORD = 'the-password-of-the-mailbox';
const ADDRESS = 'support@both.example';
const system = { kind: 'system', id: null } as const;

let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof createDataSource>['initialize']>>;
let mail: MailSandbox;
let slack: SlackSandbox;
let teams: TeamsSandbox;
let folder: string;
let bot: Bot | undefined;
const logs: RecordedLog[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource({ url: database.url, poolSize: 3 }).initialize();
  mail = await startMail({ accounts: [{ address: ADDRESS, password: PASSWORD }] });
  teams = startTeams({ timeScale: 50 });
  slack = await startSlack({
    timeScale: 50,
    routes: [teams.route],
    seed: {
      people: [{ id: 'U0DANA', name: 'dana', realName: 'Dana Petit' }],
      channels: [{ id: 'C0SUPPORT', name: 'support', members: ['dana', 'bot'] }],
    },
  });
  folder = mkdtempSync(join(tmpdir(), 'postroom-platforms-'));
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
});
afterAll(async () => {
  await source.destroy();
  await slack.close();
  await mail.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(...platforms: ('slack' | 'teams')[]): Promise<Bot> {
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      POSTROOM_SECRET_KEY: SECRET_KEY,
      POSTROOM_DATA_DIR: folder,
      POSTROOM_TIME_SCALE: '50',
      PORT: '0',
      ...(platforms.includes('slack') && {
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
      }),
      ...(platforms.includes('teams') && {
        TEAMS_APP_ID: teams.appId,
        TEAMS_APP_PASSWORD: teams.appPassword,
        TEAMS_TENANT_ID: teams.tenantId,
        TEAMS_REHEARSAL_URL: teams.url,
      }),
    },
    'bot',
  );
  const log = new RecordedLog();
  logs.push(log);
  bot = await startBot(config, log);
  teams.setEndpoint(platforms.includes('teams') ? `${bot.url}${TEAMS_PATH}` : null);
  return bot;
}

function installationsOn(platform: 'slack' | 'teams') {
  return createStore(source).transaction((tx) => tx.mailboxes.installationsOn(platform));
}

/** One mailbox that stands in a channel of each platform. */
async function addMailbox(): Promise<void> {
  const admin = createAdmin(source);
  const workspace = await admin.ensureWorkspace('Both');
  const [inSlack] = await installationsOn('slack');
  const [inTeams] = await installationsOn('teams');
  const id = newId();
  const sealed = (protocol: string) => createSecrets([SECRET_KEY]).seal(`${protocol}:${id}`, PASSWORD);
  const added = await admin.addMailbox(
    {
      id,
      workspaceId: workspace.id,
      address: ADDRESS,
      name: 'Support',
      visibility: 'open',
      locale: 'en',
      imap: { ...mail.imap, secure: false, user: ADDRESS },
      smtp: { ...mail.smtp, secure: false, user: ADDRESS },
      imapPassword: sealed('imap'),
      smtpPassword: sealed('smtp'),
      connectedAt: new Date(Date.now() - 60_000).toISOString(),
      channels: [
        { installationId: inSlack!.id, channel: 'C0SUPPORT' },
        { installationId: inTeams!.id, channel: teams.channel('support').id },
      ],
    },
    system,
  );
  expect(added).toMatchObject({ ok: true });
}

async function deliver(subject: string): Promise<void> {
  const { raw } = await composeMail({
    from: { name: 'Claire Martin', address: 'claire@client.example' },
    to: [ADDRESS],
    subject,
    text: 'Where is my order?',
    messageId: `<${subject.replaceAll(' ', '-')}@client.example>`,
  });
  mail.deliver(ADDRESS, raw);
}

const inSlack = (subject: string) =>
  slack.channel('C0SUPPORT').messages.filter(({ blocks }) => JSON.stringify(blocks ?? []).includes(subject));
const inTeams = (subject: string) =>
  teams
    .channel('support')
    .messages.filter(({ card, root }) => !root && JSON.stringify(card ?? {}).includes(subject));

test('with Teams only, the bot runs, remembers the tenant that installed it, and hears nothing of Slack', async () => {
  const { url, teamName } = await start('teams');
  expect(teamName).toBe('Microsoft Teams');
  expect(await installationsOn('teams')).toEqual([]);
  await teams.administer({ do: 'install', team: 'Acme' });
  await teams.waitFor(() => teams.connected);
  expect(await installationsOn('teams')).toMatchObject([
    { platform: 'teams', team: teams.tenantId, reach: { serviceUrl: teams.serviceUrl } },
  ]);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}${TEAMS_PATH}`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(`${url}/slack/events`, { method: 'POST' })).status).toBe(404);
});

test('given Microsoft refuses the app’s secret, then the bot does not start, and says what to do', async () => {
  const right = teams.appPassword;
  teams.appPassword = 'ended';
  await expect(start('teams')).rejects.toThrow(
    /^Microsoft refuses the Teams app \(.*AADSTS\d+\)\. Check .*\.$/,
  );
  teams.appPassword = right;
});

test('with Slack only, the bot runs, and there is no door for Teams', async () => {
  const { url, teamName } = await start('slack');
  expect(teamName).not.toContain('Teams');
  expect(await installationsOn('slack')).toHaveLength(1);
  expect((await fetch(`${url}${TEAMS_PATH}`, { method: 'POST', body: '{}' })).status).toBe(404);
});

test('with both, one email is a card on each side', async () => {
  await addMailbox();
  const { teamName } = await start('slack', 'teams');
  expect(teamName).toMatch(/, Microsoft Teams$/);
  await deliver('A question for both');
  await slack.waitFor(() => inSlack('A question for both').length === 1, 30_000);
  await teams.waitFor(() => inTeams('A question for both').length === 1, 30_000);
});

test('given a mailbox on both, when Teams is not configured, then Slack goes on and Teams’ card waits', async () => {
  await start('slack');
  await deliver('Only Slack today');
  await slack.waitFor(() => inSlack('Only Slack today').length === 1, 30_000);
  expect(inTeams('Only Slack today')).toEqual([]);
  await bot!.stop();
  await start('slack', 'teams');
  await teams.waitFor(() => inTeams('Only Slack today').length === 1, 60_000);
});

test('the log repeats neither a token nor a secret of either side', () => {
  const said = logs.map((log) => JSON.stringify(log)).join('\n');
  for (const secret of [teams.appPassword, slack.botToken, slack.appToken, SECRET_KEY, PASSWORD]) {
    expect(said).not.toContain(secret);
  }
});
