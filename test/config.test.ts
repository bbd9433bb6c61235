import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError, readConfig } from '../src/config';

const key = 'k'.repeat(40);
const good = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', POSTROOM_SECRET_KEY: key };

function problems(env: NodeJS.ProcessEnv, needs: 'bot' | 'commands' = 'bot'): string[] {
  try {
    readConfig(env, needs);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('given what is needed and nothing else, then the rest has sensible values', () => {
  expect(readConfig(good, 'bot')).toMatchObject({
    database: null,
    slack: { botToken: 'xoxb-1', appToken: 'xapp-1' },
    port: 3000,
    publicUrl: null,
    secretKeys: [key],
    logLevel: 'info',
    production: false,
    rehearsal: { timeScale: 1, killAt: null },
  });
});

test('given nothing, then everything that is missing is said at once, each with what to do', () => {
  const said = problems({});
  expect(said.map((problem) => problem.split(' ')[0])).toEqual(['POSTROOM_SECRET_KEY', 'SLACK_BOT_TOKEN']);
  expect(said.join(' ')).toContain('openssl rand -base64 32');
  expect(said[1]).toMatch(/^SLACK_BOT_TOKEN or TEAMS_APP_ID is missing: .*Slack.*Teams/);
});

test('given half of Slack, then the other half is missing', () => {
  const first = (env: NodeJS.ProcessEnv) => problems({ POSTROOM_SECRET_KEY: key, ...env });
  expect(first({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([
    expect.stringMatching(/^SLACK_BOT_TOKEN is missing/),
  ]);
  expect(first({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([expect.stringMatching(/^SLACK_APP_TOKEN .*missing/)]);
});

test('given everything is wrong, then each variable is named with what is accepted, and no value is repeated', () => {
  const planted = 'hunter2-planted';
  const said = problems({
    DATABASE_URL: `mysql://${planted}`,
    DATABASE_OWNER_URL: planted,
    SLACK_BOT_TOKEN: planted,
    SLACK_APP_TOKEN: planted,
    SLACK_API_URL: `https://${planted}.example`,
    PORT: '99999',
    POSTROOM_PUBLIC_URL: planted,
    POSTROOM_SECRET_KEY: planted,
    LOG_LEVEL: planted,
    POSTROOM_TIME_SCALE: planted,
    POSTROOM_KILL_AT: planted,
    TEAMS_APP_ID: planted,
    TEAMS_TENANT_ID: planted,
    TEAMS_APP_PASSWORD: planted,
    TEAMS_REHEARSAL_URL: `https://${planted}.example`,
  });
  expect(said).toHaveLength(14);
  for (const problem of said) expect(problem).toMatch(/^[A-Z_]+: .*accepted is .*\.$/);
  expect(said.join('\n')).not.toContain(planted);
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ ...good, DATABASE_URL: '', PORT: '', LOG_LEVEL: '' }, 'bot').port).toBe(3000);
});

test('a signing secret does instead of Socket Mode, and the command line needs neither', () => {
  expect(
    problems({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', POSTROOM_SECRET_KEY: key }),
  ).toEqual([]);
  expect(problems({ POSTROOM_SECRET_KEY: key }, 'commands')).toEqual([]);
});

test('the owner’s database is the same one unless it is named, and is not named alone', () => {
  const url = 'postgres://postroom:x@db:5432/postroom';
  expect(readConfig({ ...good, DATABASE_URL: url }, 'bot').database).toEqual({ url, ownerUrl: url });
  expect(problems({ ...good, DATABASE_OWNER_URL: url })).toEqual([
    expect.stringContaining('without DATABASE_URL'),
  ]);
});

test('a second key may follow the first, and both have to be long', () => {
  expect(readConfig({ ...good, POSTROOM_SECRET_KEY: `${key},${key}2` }, 'bot').secretKeys).toEqual([
    key,
    `${key}2`,
  ]);
  expect(problems({ ...good, POSTROOM_SECRET_KEY: `${key},short` })).toHaveLength(1);
});

test('given .env.example with Teams alone filled in, then nothing of Slack is asked for', () => {
  const example = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
  const given = {
    ...parseEnv(example),
    POSTROOM_SECRET_KEY: key,
    POSTROOM_PUBLIC_URL: 'https://postroom.acme.test',
    TEAMS_APP_ID: '5e1f0000-0000-4000-8000-000000000001',
    TEAMS_APP_PASSWORD: 'secret',
  };
  expect(problems(given)).toEqual([]);
  expect(readConfig(given, 'bot').slack).toBeNull();
});

test('what a token begins with is not a token', () => {
  expect(problems({ ...good, SLACK_BOT_TOKEN: 'xoxb-', SLACK_APP_TOKEN: 'xapp-' })).toEqual([
    expect.stringMatching(/^SLACK_BOT_TOKEN: /),
    expect.stringMatching(/^SLACK_APP_TOKEN: /),
  ]);
});

test('what exists for rehearsals is refused where the real Slack is meant', () => {
  const rehearsal = { POSTROOM_TIME_SCALE: '10', POSTROOM_KILL_AT: 'posted:1' };
  expect(problems({ ...good, ...rehearsal })).toEqual([
    expect.stringMatching(/^POSTROOM_TIME_SCALE is for rehearsals/),
    expect.stringMatching(/^POSTROOM_KILL_AT is for rehearsals/),
  ]);
  expect(problems({ ...good, ...rehearsal, SLACK_API_URL: 'http://127.0.0.1:1/api/' })).toEqual([]);
});

test('in production there is a database, and nothing that exists for rehearsals', () => {
  const said = problems({
    ...good,
    NODE_ENV: 'production',
    SLACK_API_URL: 'http://127.0.0.1:3000/api/',
    TEAMS_REHEARSAL_URL: 'http://127.0.0.1:3000/teams',
    POSTROOM_TIME_SCALE: '10',
    POSTROOM_KILL_AT: 'posted:1',
  });
  expect(said.map((problem) => problem.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'SLACK_API_URL',
    'TEAMS_REHEARSAL_URL',
    'POSTROOM_TIME_SCALE',
    'POSTROOM_KILL_AT',
  ]);
});
