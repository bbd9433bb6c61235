import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../src/config';

const APP = 'A0A0A0A0-1111-4222-8333-444444444444';
const TENANT = 'b1b1b1b1-1111-4222-8333-444444444444';
const PEM = join(__dirname, '../teams/transport');
const certificate = {
  TEAMS_CERTIFICATE_FILE: join(PEM, 'madeForTests.certificate.pem'),
  TEAMS_CERTIFICATE_KEY_FILE: join(PEM, 'madeForTests.key.pem'),
};
const base = { POSTROOM_SECRET_KEY: 'k'.repeat(40), POSTROOM_PUBLIC_URL: 'https://postroom.example.com' };
const app = { ...base, TEAMS_APP_ID: APP };
const secret = { TEAMS_APP_PASSWORD: 'planted-secret' };
const rehearsal = { TEAMS_REHEARSAL_URL: 'http://localhost:4100/teams' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postroom-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function problems(env: NodeJS.ProcessEnv, needs: 'bot' | 'commands' = 'bot'): string[] {
  try {
    readConfig(env, needs);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('without Teams there is none, and with Teams Slack is not needed', () => {
  const slack = { ...base, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  expect(readConfig(slack, 'bot').teams).toBeNull();
  expect(readConfig({ ...app, ...secret }, 'bot')).toMatchObject({
    slack: null,
    teams: {
      transport: {
        appId: APP.toLowerCase(),
        tenantId: null,
        rehearsalUrl: null,
        credentials: { secret: 'planted-secret' },
      },
    },
  });
  expect(readConfig({ ...slack, ...app, ...secret }, 'bot')).toMatchObject({
    slack: { botToken: 'xoxb-1' },
    teams: { transport: {} },
  });
});

test('an app of one tenant, with a certificate', () => {
  expect(
    readConfig({ ...app, ...certificate, TEAMS_TENANT_ID: TENANT }, 'bot').teams!.transport,
  ).toMatchObject({
    tenantId: TENANT,
    credentials: {
      certificatePem: expect.stringContaining('BEGIN CERTIFICATE'),
      privateKeyPem: expect.stringContaining('PRIVATE KEY'),
    },
  });
});

test('a rehearsal needs neither an app nor a public address', () => {
  expect(readConfig({ POSTROOM_SECRET_KEY: 'k'.repeat(40), ...rehearsal }, 'bot').teams).toEqual({
    transport: {
      appId: null,
      credentials: null,
      tenantId: null,
      rehearsalUrl: rehearsal.TEAMS_REHEARSAL_URL,
    },
  });
});

const cases: [string, NodeJS.ProcessEnv, RegExp[]][] = [
  ['a secret without an app', { ...base, ...secret }, [/^TEAMS_APP_ID is missing/]],
  [
    'a tenant without an app, in a rehearsal',
    { ...base, ...rehearsal, TEAMS_TENANT_ID: TENANT },
    [/^TEAMS_APP_ID is missing/],
  ],
  ['an app without a proof', app, [/^TEAMS_APP_PASSWORD, or .* is missing/]],
  ['two proofs', { ...app, ...secret, ...certificate }, [/^TEAMS_APP_PASSWORD is set beside/]],
  ['no public address', { ...app, ...secret, POSTROOM_PUBLIC_URL: '' }, [/^POSTROOM_PUBLIC_URL is missing/]],
  [
    'everything missing',
    { POSTROOM_SECRET_KEY: base.POSTROOM_SECRET_KEY, TEAMS_TENANT_ID: TENANT },
    [/^TEAMS_APP_ID/, /^POSTROOM_PUBLIC_URL/],
  ],
  [
    'a certificate without its key',
    { ...app, TEAMS_CERTIFICATE_FILE: certificate.TEAMS_CERTIFICATE_FILE },
    [/^TEAMS_CERTIFICATE_KEY_FILE is missing/],
  ],
  [
    'a key without its certificate',
    { ...app, TEAMS_CERTIFICATE_KEY_FILE: certificate.TEAMS_CERTIFICATE_KEY_FILE },
    [/^TEAMS_CERTIFICATE_FILE is missing/],
  ],
  [
    'files that are not there',
    { ...app, TEAMS_CERTIFICATE_FILE: '/no/such', TEAMS_CERTIFICATE_KEY_FILE: '/no/such' },
    [/^TEAMS_CERTIFICATE_FILE: accepted/, /^TEAMS_CERTIFICATE_KEY_FILE: accepted/],
  ],
];

test.each(cases)('given %s, then that is said', (_, env, expected) => {
  expect(problems(env)).toEqual(expected.map((sentence) => expect.stringMatching(sentence)));
});

test('a file with something else in it, an elliptic key and the key of another certificate are refused', () => {
  const pem = (key: { export(options: object): string | Buffer }) =>
    String(key.export({ type: 'pkcs8', format: 'pem' }));
  const withKey = (content: string) => ({
    ...app,
    ...certificate,
    TEAMS_CERTIFICATE_KEY_FILE: file('key', content),
  });
  expect(problems({ ...app, ...certificate, TEAMS_CERTIFICATE_FILE: file('text', 'planted') })).toEqual([
    expect.stringMatching(/^TEAMS_CERTIFICATE_FILE: accepted/),
  ]);
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  expect(problems(withKey(pem(elliptic)))).toEqual([expect.stringContaining('RSA')]);
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  expect(problems(withKey(pem(other)))).toEqual([expect.stringContaining('another one')]);
});

test('the command line needs no public address', () => {
  expect(problems({ POSTROOM_SECRET_KEY: 'k'.repeat(40), TEAMS_APP_ID: APP, ...secret }, 'commands')).toEqual(
    [],
  );
});

test('what exists for rehearsals needs every platform that is configured to be one', () => {
  const scaled = { ...base, ...rehearsal, POSTROOM_TIME_SCALE: '10' };
  expect(problems(scaled)).toEqual([]);
  expect(problems({ ...scaled, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual([
    expect.stringMatching(/^POSTROOM_TIME_SCALE is for rehearsals/),
  ]);
  expect(problems({ ...app, ...secret, POSTROOM_TIME_SCALE: '10' })).toHaveLength(1);
});
