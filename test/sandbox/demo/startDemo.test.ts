import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFile } from '@swc/core';
import { createTransport } from 'nodemailer';
import { openRun } from '../../../sandbox/demo/dataFolder';
import { botEnvironment } from '../../../sandbox/demo/environment';
import { Parts } from '../../../sandbox/demo/parts';
import { type Demo, startDemo } from '../../../sandbox/demo/startDemo';

/** Node 20 runs JavaScript only, and from where it finds the packages. */
const built = join(__dirname, '../../output/demo-stand-ins');
const programs = { bot: join(built, 'bot.js'), cli: join(built, 'cli.js') };
let root: string;
let parts: Parts;
let said: string[];

beforeAll(async () => {
  await mkdir(built, { recursive: true });
  for (const name of ['bot', 'cli']) {
    const { code } = await transformFile(join(__dirname, 'stand-ins', `${name}.ts`), {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    await writeFile(join(built, `${name}.js`), code);
  }
});

beforeEach(async () => {
  // A folder that does not exist yet, as at the first start.
  root = join(await mkdtemp(join(tmpdir(), 'postroom-demo-')), 'demo');
  parts = new Parts();
  said = [];
});
afterEach(async () => {
  expect(await parts.stop()).toEqual([]);
  await rm(join(root, '..'), { recursive: true });
});

function start(env: NodeJS.ProcessEnv = {}): Promise<Demo> {
  const say = (line: string) => void said.push(line);
  return startDemo({ port: 0, root, fresh: false, env: { ...process.env, ...env }, parts, programs, say });
}

const kept = () => JSON.parse(readFileSync(join(root, 'run.json'), 'utf8'));

test('the first start sets up the workspace and delivers the emails; the second goes on without either', async () => {
  await start();
  expect(said.join('\n')).toMatch(/Slack, Teams and mail are up.*connected.*workspace is set up.*13 emails/s);
  const told = join(root, `run-${kept().id}`, 'bot', 'told.jsonl');
  const before = readFileSync(told, 'utf8');
  expect(before).toContain('"--visibility","assigned-only"');
  expect(before.match(/"args":\[[^\]]*lighthouse-keeper/)).toBeNull();
  const delivered = join(root, `run-${kept().id}`, 'bot', 'delivered.jsonl');
  const installed = readFileSync(delivered, 'utf8');
  expect(installed.match(/"installationUpdate"/g)).toHaveLength(2);
  expect(before).toContain('"--teams-channel","Atelier Nord/support"');
  expect(before).toContain(
    '"link","priya.raman@atelier-nord.example","--teams","priya.raman@atelier-nord.example"',
  );
  expect(before).not.toContain('"link","tomasz');
  await parts.stop();

  parts = new Parts();
  said = [];
  const again = await start();
  expect(said.join('\n')).not.toMatch(/emails|set up|afresh/);
  expect(readFileSync(told, 'utf8')).toBe(before);
  // On another port, which the bot has to be told.
  expect(readFileSync(delivered, 'utf8').match(/"installationUpdate"/g)).toHaveLength(4);
  expect(readFileSync(delivered, 'utf8')).toContain(
    `"serviceUrl":"http://localhost:${again.port}/teams/connector/"`,
  );
  expect((await fetch(`http://localhost:${again.port}/`)).status).toBe(200);
}, 60_000);

test('given the bot ends, it is said with its last words', async () => {
  const demo = await start();
  const { imapPort: _, smtpPort: port } = kept();
  await createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    auth: { user: 'support@atelier-nord.example', pass: 'lighthouse-keeper' },
  }).sendMail({
    from: 'support@atelier-nord.example',
    to: 'support@atelier-nord.example',
    subject: 'fall over',
  });
  expect(await demo.broken).toMatch(/^The bot stopped\. Its last words:\n(.*\n)* {2}fell over, as asked$/);
}, 60_000);

test('given a command fails, the start fails with the command and what it said, and the next one is afresh', async () => {
  await expect(start({ STAND_IN_CLI_FAILS: '1' })).rejects.toThrow(
    /^"postroom mailbox add ventes@.*" failed:\n {2}The bot sees no channel of this name\.$/,
  );
  const { id } = kept();
  await parts.stop();
  parts = new Parts();
  await start();
  expect(said).toContain('The last first start did not finish, so everything starts afresh.');
  expect(kept().id).not.toBe(id);
}, 60_000);

test('given the port is taken, it says which and how to choose another, and touches nothing', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  await mkdir(root);
  await writeFile(join(root, 'run.json'), 'mine');
  await expect(
    startDemo({ port, root, fresh: true, env: {}, parts, programs, say: (line) => void said.push(line) }),
  ).rejects.toThrow(
    `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run demo`,
  );
  expect(readFileSync(join(root, 'run.json'), 'utf8')).toBe('mine');
  await new Promise((resolve) => other.close(resolve));
});

test('given somebody asks to stop while it starts, what has started and what still starts is stopped', async () => {
  const starting = start().catch((error: Error) => error);
  while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await parts.stop()).toEqual([]);
  expect(await starting).toBeInstanceOf(Error);
  expect(await parts.stop()).toEqual([]);
}, 60_000);

test('settings of another Postroom in the shell do not reach the bot', async () => {
  const run = openRun({ root, fresh: false, databaseUrl: '', say: () => {} });
  run.settings.botPort = 20_001;
  const chats = {
    slack: { apiUrl: 'http://127.0.0.1:1/api/', botToken: 'xoxb-demo', appToken: 'xapp-demo' },
    teams: { url: 'http://localhost:1/teams', appId: 'app', appPassword: 'secret' },
  };
  const env = botEnvironment(run, chats, {
    PATH: '/bin',
    DATABASE_URL: 'postgres://mine/postroom',
    SLACK_BOT_TOKEN: 'xoxb-real',
    SLACK_SIGNING_SECRET: 'real',
    POSTROOM_PUBLIC_URL: 'https://real.example',
    TEAMS_APP_PASSWORD: 'real',
    TEAMS_TENANT_ID: 'real',
    PORT: '3000',
    NODE_ENV: 'production',
  });
  expect(env).toEqual({
    PATH: '/bin',
    DATABASE_URL: 'postgres://mine/postroom',
    NODE_ENV: 'development',
    SLACK_API_URL: 'http://127.0.0.1:1/api/',
    SLACK_BOT_TOKEN: 'xoxb-demo',
    SLACK_APP_TOKEN: 'xapp-demo',
    TEAMS_APP_ID: 'app',
    TEAMS_APP_PASSWORD: 'secret',
    TEAMS_REHEARSAL_URL: 'http://localhost:1/teams',
    POSTROOM_PUBLIC_URL: 'http://127.0.0.1:20001',
    POSTROOM_SECRET_KEY: run.settings.secretKey,
    POSTROOM_DATA_DIR: run.bot,
    PORT: '20001',
  });
  const ownerAlone = botEnvironment(run, chats, { DATABASE_OWNER_URL: 'postgres://mine/postroom' });
  expect(ownerAlone).not.toHaveProperty('DATABASE_OWNER_URL');
});
