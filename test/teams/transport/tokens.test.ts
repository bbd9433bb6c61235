import { generateKeyPairSync } from 'node:crypto';
import { APP, Bot, Microsoft, messageIn, TENANT } from './microsoft';

const microsoft = new Microsoft();
let bot: Bot;

beforeAll(async () => {
  await microsoft.start();
  // The SDK writes what it refuses to standard error, past the log.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => microsoft.stop());

beforeEach(async () => {
  bot = await new Bot(microsoft).start();
});
afterEach(() => bot.stop());

test('given a token of the connector, when an activity arrives, then it is handled', async () => {
  expect((await bot.deliver(messageIn(microsoft))).status).toBe(200);
  expect(bot.heard).toHaveLength(1);
  expect(bot.heard[0]).toMatchObject({
    type: 'message',
    timestamp: '2026-11-22T10:00:00.000Z',
    from: { aadObjectId: 'c2c2c2c2-1111-4222-8333-444444444444' },
  });
});

const past = Math.floor(Date.now() / 1000) - 3600;
const strange = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const anotherApp = 'd3d3d3d3-1111-4222-8333-444444444444';

const bad: [string, () => string | null][] = [
  ['no token', () => null],
  ['nothing that is a token', () => 'not-a-token'],
  ['three parts of rubbish', () => 'YQ.YQ.YQ'],
  ['another issuer', () => microsoft.token({ claims: { iss: 'https://evil.example' } })],
  [
    'the issuer of the tenant that the token names (the emulator’s way)',
    () =>
      microsoft.token({
        claims: { iss: `https://sts.windows.net/${TENANT}/`, tid: TENANT, ver: '1.0', appid: APP },
      }),
  ],
  ['another bot’s claims (a skill)', () => microsoft.token({ claims: { ver: '1.0', appid: anotherApp } })],
  ['another audience', () => microsoft.token({ claims: { aud: anotherApp } })],
  ['no audience', () => microsoft.token({ claims: { aud: undefined } })],
  ['another key', () => microsoft.token({ key: strange })],
  ['a key that nobody published', () => microsoft.token({ key: strange, header: { kid: 'unheard-of' } })],
  ['no key named', () => microsoft.token({ header: { kid: undefined } })],
  ['a token that ended', () => microsoft.token({ claims: { nbf: past - 3600, exp: past } })],
  ['a token that is not valid yet', () => microsoft.token({ claims: { nbf: past + 7200 } })],
  ['alg: none', () => microsoft.token({ header: { alg: 'none' } })],
  ['alg: HS256', () => microsoft.token({ header: { alg: 'HS256' } })],
  [
    'another service address than the activity’s',
    () => microsoft.token({ claims: { serviceurl: 'https://evil.example/' } }),
  ],
  ['no service address', () => microsoft.token({ claims: { serviceurl: undefined } })],
];

test.each(bad)(
  'given %s, when an activity arrives, then it is refused and nothing happens',
  async (_, token) => {
    const answer = await bot.deliver(messageIn(microsoft), token());
    expect(answer).toMatchObject({ status: 401, body: null });
    expect(bot.heard).toEqual([]);
    expect(bot.log.lines).toMatchObject([{ level: 'warn', message: expect.stringContaining('refused') }]);
  },
);

test('given a service address that the token vouches for but that is not Teams’, then it is refused', async () => {
  const serviceUrl = 'https://smba.trafficmanager.net.evil.example/';
  const token = microsoft.token({ claims: { serviceurl: serviceUrl } });
  expect((await bot.deliver(messageIn(microsoft, { serviceUrl }), token)).status).toBe(401);
  expect(bot.heard).toEqual([]);
});

test.each([
  [{ conversation: { id: 'a:1', tenantId: anotherApp } }],
  [{ channelData: { tenant: { id: anotherApp } } }],
  [{ conversation: { id: 'a:1' }, channelData: {} }],
])(
  'given an app of one tenant, when an activity of another arrives (%j), then it is refused',
  async (changed) => {
    expect((await bot.deliver(messageIn(microsoft, changed))).status).toBe(401);
    expect(bot.heard).toEqual([]);
  },
);

test('given an app of several tenants, when another tenant writes, then it is handled', async () => {
  const open = await new Bot(microsoft, { tenantId: null }).start();
  const activity = messageIn(microsoft, { channelData: { tenant: { id: anotherApp } } });
  expect((await open.deliver(activity)).status).toBe(200);
  expect(open.heard).toHaveLength(1);
  await open.stop();
});

test('given a token of the connector, when the activity is of another channel than Teams, then it is refused', async () => {
  for (const channelId of ['webchat', 'AseChannel', 'emulator', undefined]) {
    expect((await bot.deliver(messageIn(microsoft, { channelId }))).status).toBe(401);
  }
  expect(bot.heard).toEqual([]);
});

test('given the keys cannot be fetched, when an activity arrives, then it may come again', async () => {
  const elsewhere = new Microsoft();
  await elsewhere.start();
  const token = elsewhere.token();
  const activity = messageIn(elsewhere);
  const lost = await new Bot(elsewhere).start();
  await elsewhere.stop();
  expect((await lost.deliver(activity, token)).status).toBe(503);
  expect(lost.heard).toEqual([]);
  await lost.stop();
});

test('given a burst of tokens with keys that nobody published, then Microsoft is asked once, and a real one is heard', async () => {
  const elsewhere = new Microsoft();
  await elsewhere.start();
  const flooded = await new Bot(elsewhere).start();
  const forged = () => elsewhere.token({ key: strange, header: { kid: `made-up-${Math.random()}` } });
  const burst = Array.from({ length: 80 }, () => flooded.deliver(messageIn(elsewhere), forged()));
  const statuses = (await Promise.all(burst)).map(({ status }) => status);
  const real = await flooded.deliver(messageIn(elsewhere));
  await flooded.stop();
  await elsewhere.stop();
  expect(statuses.filter((status) => status !== 401 && status !== 503)).toEqual([]);
  expect(real.status).toBe(200);
  expect(elsewhere.asked).toHaveLength(2);
});

test('given a rehearsal without an app, then everybody on this machine is believed, and the log says so', async () => {
  const open = await new Bot(microsoft, { appId: null, credentials: null, tenantId: null }).start();
  expect((await open.deliver(messageIn(microsoft), null)).status).toBe(200);
  expect(open.heard).toHaveLength(1);
  expect(open.log.lines[0]).toMatchObject({
    level: 'warn',
    message: expect.stringContaining('without authentication'),
  });
  await open.stop();
});
