import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCalls } from '../../../src/teams/transport/createCalls';
import { createTransport } from '../../../src/teams/transport/createTransport';
import { endpointsOf } from '../../../src/teams/transport/endpoints';
import type { TransportConfig } from '../../../src/teams/transport/transport';
import { APP, Bot, Lines, Microsoft, readAssertion, SECRET, TENANT } from './microsoft';

const microsoft = new Microsoft();
const pem = (name: string) => readFileSync(join(__dirname, `${name}.pem`), 'utf8');

beforeAll(() => microsoft.start());
afterAll(() => microsoft.stop());
beforeEach(() => {
  microsoft.asked.length = 0;
  microsoft.answer = () => ({ body: { id: '1' } });
});

const route = () => ({ serviceUrl: microsoft.serviceUrl, tenant: 'customer', conversation: 'a:1' });
const asked = () => {
  const login = microsoft.asked.find(({ path }) => path.includes('/login/'))!;
  return { path: login.path, form: Object.fromEntries(new URLSearchParams(login.body)) };
};

test('with a secret, the app of one tenant asks that tenant for a token', async () => {
  await new Bot(microsoft).transport.connector.send(route(), { text: 'x' });
  expect(asked()).toEqual({
    path: `/teams/login/${TENANT}/oauth2/v2.0/token`,
    form: {
      grant_type: 'client_credentials',
      client_id: APP,
      client_secret: SECRET,
      scope: 'https://api.botframework.com/.default',
    },
  });
});

test('the app of several tenants asks the tenant of all bots', async () => {
  await new Bot(microsoft, { tenantId: null }).transport.connector.send(route(), { text: 'x' });
  expect(asked().path).toBe('/teams/login/botframework.com/oauth2/v2.0/token');
});

test('with a certificate, it shows a statement that the certificate’s key signed, and no secret', async () => {
  const credentials = {
    certificatePem: pem('madeForTests.certificate'),
    privateKeyPem: pem('madeForTests.key'),
  };
  const bot = new Bot(microsoft, { credentials });
  expect(await bot.transport.connector.send(route(), { text: 'x' })).toMatchObject({ ok: true });
  const { form } = asked();
  expect(Object.keys(form).sort()).toEqual([
    'client_assertion',
    'client_assertion_type',
    'client_id',
    'grant_type',
    'scope',
  ]);
  const { signed, header, claims } = readAssertion(form.client_assertion!, pem('madeForTests.certificate'));
  expect(signed).toBe(true);
  expect(header).toMatchObject({
    alg: 'PS256',
    typ: 'JWT',
    'x5t#S256': expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(claims).toMatchObject({
    aud: `${microsoft.url}/login/${TENANT}/oauth2/v2.0/token`,
    iss: APP,
    sub: APP,
    jti: expect.any(String),
  });
  expect(Number(claims.exp) - Date.now() / 1000).toBeLessThan(600);
});

test.each([
  [{ status: 401, body: { error: 'invalid_client' } }, { why: 'notAuthorized' }],
  [{ status: 429 }, { why: 'unreachable', maybeDone: false }],
  [{ status: 500 }, { why: 'unreachable', maybeDone: false }],
  [{ cut: true }, { why: 'unreachable', maybeDone: false }],
  [{ body: { no: 'token' } }, { why: 'unreachable', maybeDone: false }],
])('given the login server answers %j, then nothing is called: %j', async (reply, expected) => {
  const usual = microsoft.login;
  microsoft.login = () => reply;
  const bot = new Bot(microsoft);
  expect(await bot.transport.connector.send(route(), { text: 'x' })).toMatchObject({
    ok: false,
    ...expected,
  });
  expect(microsoft.calls).toEqual([]);
  microsoft.login = usual;
});

test('whether Microsoft takes the secret can be asked', async () => {
  const calls = createCalls({ ...real, rehearsalUrl: microsoft.url });
  expect(await calls.prove()).toEqual({ ok: true, value: null });
  const usual = microsoft.login;
  microsoft.login = () => ({
    status: 401,
    body: { error: 'invalid_client', error_description: 'AADSTS7000222: ended.' },
  });
  expect(await createCalls({ ...real, rehearsalUrl: microsoft.url }).prove()).toEqual({
    ok: false,
    why: 'notAuthorized',
    detail: 'login HTTP 401 invalid_client AADSTS7000222',
  });
  microsoft.login = usual;
});

test('without authentication nobody is asked for a token', async () => {
  const bot = new Bot(microsoft, { appId: null, credentials: null });
  expect(await bot.transport.connector.send(route(), { text: 'x' })).toMatchObject({ ok: true });
  expect(await bot.transport.connector.openDirect(route(), 'aa')).toMatchObject({ ok: true });
  expect(
    microsoft.asked.every(({ path, headers }) => path.includes('/connector/') && !headers.authorization),
  ).toBe(true);
});

const real: TransportConfig = {
  appId: APP,
  credentials: { secret: SECRET },
  tenantId: null,
  rehearsalUrl: null,
};
const refusals: [string, TransportConfig, RegExp][] = [
  ['no app', { ...real, appId: null }, /^TEAMS_APP_ID is missing: .*\.$/],
  [
    'nothing to prove it with',
    { ...real, credentials: null },
    /^TEAMS_APP_PASSWORD or a certificate is missing: .*\.$/,
  ],
  [
    'a rehearsal elsewhere',
    { ...real, rehearsalUrl: 'https://sandbox.example' },
    /^TEAMS_REHEARSAL_URL .*\.$/,
  ],
];

test.each(refusals)('given %s, then it refuses to start with a sentence', (_, config, sentence) => {
  const incoming = { activity: async () => undefined, invoke: async () => undefined };
  expect(() => createTransport(config, incoming, new Lines())).toThrow(sentence);
});

test.each([
  ['https://smba.trafficmanager.net/emea/', true],
  ['https://smba.trafficmanager.net/amer/b1b1b1b1-1111-4222-8333-444444444444/', true],
  ['https://smba.infra.gcc.teams.microsoft.com/teams', true],
  ['http://smba.trafficmanager.net/emea/', false],
  ['https://smba.trafficmanager.net:8443/', false],
  ['https://smba.trafficmanager.net@evil.example/', false],
  ['https://evil@smba.trafficmanager.net/', false],
  ['https://evil.trafficmanager.net/', false],
  ['https://smba.trafficmanager.net.evil.example/', false],
  ['https://evil-teams.microsoft.com.example/', false],
  ['https://notteams.microsoft.com/', false],
  ['https://webchat.botframework.com/', false],
  ['http://localhost:3000/', false],
  ['', false],
])('in reality %s is Teams’ connector: %s', (serviceUrl, believed) => {
  expect(endpointsOf({ rehearsalUrl: null }).isConnector(serviceUrl)).toBe(believed);
});
