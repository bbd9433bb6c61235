import { type Asked, Bot, Microsoft, type Reply, SECRET, TENANT } from './microsoft';

const microsoft = new Microsoft();
let bot: Bot;
const channel = '19:support@thread.tacv2';
const route = () => ({ serviceUrl: microsoft.serviceUrl, tenant: TENANT, conversation: channel });
const thread = () => ({ ...route(), conversation: `${channel};messageid=1700000000001` });
const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Hello', id: 'postroom:1' }],
};

beforeAll(() => microsoft.start());
afterAll(() => microsoft.stop());
beforeEach(() => {
  microsoft.asked.length = 0;
  microsoft.answer = () => ({ body: { id: '1700000000002' } });
  bot = new Bot(microsoft);
});

const read = ({ body }: Asked) => JSON.parse(body) as Record<string, unknown>;
const fails = (reply: Reply) => {
  microsoft.answer = () => reply;
};
const error = (code: string) => ({ error: { code, message: `What ${code} means.` } });

test('a root message is a new conversation of its channel, and the id of its activity is kept', async () => {
  microsoft.answer = () => ({
    status: 201,
    body: { id: `${channel};messageid=1700000000002`, activityId: '1700000000002' },
  });
  const posted = await bot.transport.connector.postRoot(route(), { card, summary: 'New email' });
  expect(posted).toEqual({ ok: true, value: { id: '1700000000002' } });
  const [call] = microsoft.calls;
  expect(call).toMatchObject({ method: 'POST', path: '/teams/connector/v3/conversations' });
  expect(read(call!)).toMatchObject({
    isGroup: true,
    tenantId: TENANT,
    channelData: { channel: { id: channel }, tenant: { id: TENANT } },
    activity: {
      type: 'message',
      summary: 'New email',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    },
  });
});

test('given a connector that names only the conversation, the id of the root is taken from there', async () => {
  microsoft.answer = () => ({ body: { id: `${channel};messageid=1700000000009` } });
  expect(await bot.transport.connector.postRoot(route(), { card })).toMatchObject({
    value: { id: '1700000000009' },
  });
});

test('a reply goes into its thread, an update and a removal to their message', async () => {
  const { connector } = bot.transport;
  expect(await connector.send(thread(), { text: '**Hi**' })).toEqual({
    ok: true,
    value: { id: '1700000000002' },
  });
  expect(await connector.update(thread(), '5', { card })).toEqual({ ok: true, value: null });
  fails({ status: 200, body: '' });
  expect(await connector.remove(thread(), '5')).toEqual({ ok: true, value: null });
  const at = `/teams/connector/v3/conversations/${encodeURIComponent(thread().conversation)}/activities`;
  expect(microsoft.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST ${at}`,
    `PUT ${at}/5`,
    `DELETE ${at}/5`,
  ]);
  expect(read(microsoft.calls[0]!)).toEqual({ type: 'message', text: '**Hi**', textFormat: 'markdown' });
  expect(read(microsoft.calls[1]!)).toMatchObject({ id: '5', attachments: [{ content: card }] });
});

test('a message for one person names them and is marked as such', async () => {
  await bot.transport.connector.sendTargeted(thread(), '29:ada', { text: 'Only you' });
  expect(microsoft.calls[0]!.path).toMatch(/\/activities\?isTargetedActivity=true$/);
  expect(read(microsoft.calls[0]!)).toMatchObject({ text: 'Only you', recipient: { id: '29:ada' } });
});

test('given a cloud that may not know messages for one person, then none is tried', async () => {
  const elsewhere = { ...thread(), serviceUrl: 'https://smba.infra.gcc.teams.microsoft.com/gcc/' };
  expect(await bot.transport.connector.sendTargeted(elsewhere, '29:ada', { text: 'x' })).toMatchObject({
    why: 'rejected',
    detail: 'not in this cloud',
  });
  expect(microsoft.calls).toEqual([]);
});

test('given their Entra object id, then the roster is asked once how bots name them', async () => {
  microsoft.answer = ({ method }) => ({ body: { id: method === 'GET' ? '29:ada' : '17' } });
  for (const text of ['one', 'two']) {
    expect(await bot.transport.connector.sendTargeted(thread(), 'aa', { text })).toMatchObject({ ok: true });
  }
  expect(microsoft.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST']);
  expect(microsoft.calls[0]!.path).toBe(
    `/teams/connector/v3/conversations/${encodeURIComponent(channel)}/members/aa`,
  );
  expect(read(microsoft.calls[2]!)).toMatchObject({ recipient: { id: '29:ada' } });
});

test.each([
  [403, 'NotEnoughPermissions', 'channelClosed'],
  [403, 'FeatureNotEnabled', 'rejected'],
  [400, 'BadArgument', 'rejected'],
  [403, 'BotNotInConversationRoster', 'channelClosed'],
])('given a message for one person is answered %s %s, then it is %s', async (status, code, why) => {
  fails({ status, body: error(code) });
  expect(await bot.transport.connector.sendTargeted(route(), '29:ada', { text: 'x' })).toMatchObject({ why });
});

test('the 1:1 chat is opened by the Entra object id', async () => {
  microsoft.answer = () => ({ body: { id: 'a:chat' } });
  const opened = await bot.transport.connector.openDirect(route(), 'c2c2c2c2-1111-4222-8333-444444444444');
  expect(opened).toEqual({ ok: true, value: { conversation: 'a:chat' } });
  expect(read(microsoft.calls[0]!)).toMatchObject({
    isGroup: false,
    bot: { id: expect.stringMatching(/^28:/) },
    members: [{ id: 'c2c2c2c2-1111-4222-8333-444444444444' }],
    tenantId: TENANT,
  });
});

test('members are read page after page; those without an Entra account are left out', async () => {
  microsoft.answer = ({ path }) =>
    path.includes('continuationToken=more')
      ? { body: { members: [{ id: '29:bob', objectId: 'BB', name: 'Bob', userRole: 'guest' }] } }
      : {
          body: {
            members: [
              { id: '29:ada', aadObjectId: 'AA', name: 'Ada', email: 'ada@acme.example', userRole: 'user' },
              { id: '28:other-bot', name: 'Bot' },
            ],
            continuationToken: 'more',
          },
        };
  expect(await bot.transport.connector.members(route())).toEqual({
    ok: true,
    value: [
      { id: '29:ada', user: 'aa', name: 'Ada', email: 'ada@acme.example', role: 'user', locale: null },
      { id: '29:bob', user: 'bb', name: 'Bob', email: null, role: 'guest', locale: null },
    ],
  });
  expect(microsoft.calls).toHaveLength(2);
});

test('one member is known, or not there, or the bot is thrown out', async () => {
  const { connector } = bot.transport;
  microsoft.answer = () => ({
    body: { id: '29:ada', aadObjectId: 'aa', userPrincipalName: 'ada@acme.example' },
  });
  expect(await connector.member(route(), 'aa')).toMatchObject({
    value: { user: 'aa', email: 'ada@acme.example' },
  });
  fails({ status: 404, body: error('MemberNotFoundInConversation') });
  expect(await connector.member(route(), 'aa')).toEqual({ ok: true, value: null });
  fails({ status: 404, body: error('ConversationNotFound') });
  expect(await connector.member(route(), 'aa')).toMatchObject({ why: 'channelClosed' });
});

test('the address of somebody of another organisation is not told: it is theirs to give', async () => {
  const member = {
    id: '29:eve',
    aadObjectId: 'EE',
    name: 'Ada',
    email: 'ada@acme.example',
    userRole: 'user',
  };
  microsoft.answer = () => ({ body: { ...member, tenantId: 'd9d9d9d9-1111-4222-8333-444444444444' } });
  expect(await bot.transport.connector.member(route(), 'ee')).toMatchObject({
    value: { user: 'ee', email: null },
  });
  microsoft.answer = () => ({ body: { members: [{ ...member, tenantId: TENANT.toUpperCase() }] } });
  expect(await bot.transport.connector.members(route())).toMatchObject({
    value: [{ email: 'ada@acme.example' }],
  });
});

test('the channels of a team are listed, the General one without a name', async () => {
  microsoft.answer = () => ({
    body: { conversations: [{ id: '19:team' }, { id: channel, name: 'Support' }] },
  });
  expect(await bot.transport.connector.channels(route(), '19:team')).toEqual({
    ok: true,
    value: [
      { id: '19:team', name: null },
      { id: channel, name: 'Support' },
    ],
  });
  expect(microsoft.calls[0]!.path).toBe('/teams/connector/v3/teams/19%3Ateam/conversations');
});

test.each([
  [
    { status: 429, headers: { 'retry-after': '7' } },
    { why: 'later', retryAfterMs: 7_000, scope: 'channel' },
  ],
  [{ status: 429 }, { why: 'later', retryAfterMs: 5_000, scope: 'channel' }],
  [
    { status: 412, body: error('PreconditionFailed') },
    { why: 'later', retryAfterMs: 1_000, scope: 'channel' },
  ],
  [{ status: 500 }, { why: 'unreachable', maybeDone: true, detail: 'HTTP 500' }],
  [{ status: 502 }, { why: 'unreachable', maybeDone: true, detail: 'HTTP 502' }],
  [{ status: 503 }, { why: 'unreachable', maybeDone: true, detail: 'HTTP 503' }],
  [{ status: 504 }, { why: 'unreachable', maybeDone: true, detail: 'HTTP 504' }],
  [{ cut: true }, { why: 'unreachable', maybeDone: true }],
  [
    { status: 200, body: 'not json' },
    { why: 'unreachable', maybeDone: true },
  ],
  [
    { status: 200, body: {} },
    { why: 'unreachable', maybeDone: true },
  ],
  [
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    { why: 'unreachable', maybeDone: false },
  ],
  [
    { status: 403, body: error('BotNotInConversationRoster') },
    { why: 'channelClosed', detail: 'BotNotInConversationRoster' },
  ],
  [{ status: 403, body: error('ConversationBlockedByUser') }, { why: 'channelClosed' }],
  [{ status: 403, body: error('MessageWritesBlocked') }, { why: 'channelClosed' }],
  [{ status: 403, body: error('ForbiddenOperationException') }, { why: 'channelClosed' }],
  [{ status: 404, body: error('ConversationNotFound') }, { why: 'messageGone' }],
  [{ status: 404 }, { why: 'messageGone' }],
  [{ status: 404, body: error('ActivityNotFoundInConversation') }, { why: 'messageGone' }],
  [
    { status: 401, body: error('BotNotRegistered') },
    { why: 'notAuthorized', detail: 'HTTP 401 BotNotRegistered' },
  ],
  [{ status: 403, body: error('BotDisabledByAdmin') }, { why: 'notAuthorized' }],
  [
    { status: 400, body: error('BadSyntax') },
    { why: 'rejected', detail: 'HTTP 400 BadSyntax: What BadSyntax means.' },
  ],
  [{ status: 413, body: error('MessageSizeTooBig') }, { why: 'rejected' }],
] as [Reply, object][])(
  'given the connector answers %j, when a message is sent, then %j, and nothing is repeated',
  async (reply, expected) => {
    fails(reply);
    expect(await bot.transport.connector.send(thread(), { text: 'x' })).toMatchObject({
      ok: false,
      ...expected,
    });
    expect(microsoft.calls).toHaveLength(1);
  },
);

test('given the same answers, when a message is changed or a roster read, then a 404 and a broken call mean something else', async () => {
  const { connector } = bot.transport;
  fails({ status: 404 });
  expect(await connector.update(thread(), '5', { card })).toEqual({ ok: false, why: 'messageGone' });
  expect(await connector.remove(thread(), '5')).toEqual({ ok: false, why: 'messageGone' });
  expect(await connector.postRoot(route(), { card })).toMatchObject({ why: 'channelClosed' });
  expect(await connector.send(route(), { text: 'x' })).toMatchObject({ why: 'channelClosed' });
  expect(await connector.members(route())).toMatchObject({ why: 'channelClosed' });
  fails({ status: 504 });
  expect(await connector.members(route())).toMatchObject({ why: 'unreachable', maybeDone: false });
  fails({ status: 429, headers: { 'retry-after': '2' } });
  expect(await connector.openDirect(route(), 'aa')).toMatchObject({ why: 'later', scope: 'method' });
});

test('given no server, when a message is sent, then it was certainly not posted', async () => {
  const gone = new Microsoft();
  await gone.start();
  const to = { ...route(), serviceUrl: gone.serviceUrl };
  await gone.stop();
  expect(await bot.transport.connector.send(to, { text: 'x' })).toEqual({
    ok: false,
    why: 'unreachable',
    maybeDone: false,
    detail: 'ECONNREFUSED',
  });
});

test('given an answer that does not come within ten seconds, then it may have been posted', async () => {
  fails({ afterMs: 5_000, body: { id: '1' } });
  const real = AbortSignal.timeout.bind(AbortSignal);
  const wanted: number[] = [];
  const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    wanted.push(ms);
    return real(wanted.length === 1 ? ms : 30);
  });
  expect(await bot.transport.connector.send(thread(), { text: 'x' })).toEqual({
    ok: false,
    why: 'unreachable',
    maybeDone: true,
    detail: 'TimeoutError',
  });
  spy.mockRestore();
  // The token, then the call.
  expect(wanted).toEqual([10_000, 10_000]);
});

test('given an address that is not the connector’s, then no token is asked for and none is sent', async () => {
  for (const serviceUrl of ['https://evil.example/', 'https://smba.trafficmanager.net/emea/', 'nonsense']) {
    const sent = await bot.transport.connector.send({ ...route(), serviceUrl }, { text: 'x' });
    expect(sent).toMatchObject({ ok: false, why: 'notAuthorized' });
  }
  expect(microsoft.asked).toEqual([]);
});

test('in a rehearsal Microsoft’s waiting times are as much shorter as its clock is faster', async () => {
  fails({ status: 429, headers: { 'retry-after': '10' } });
  const fast = new Bot(microsoft, {}, { timeScale: 100 });
  expect(await fast.transport.connector.send(thread(), { text: 'x' })).toMatchObject({ retryAfterMs: 100 });
});

test('one token serves many calls, several at once ask for one, and a refused one is asked for anew', async () => {
  const { connector } = bot.transport;
  await Promise.all([connector.send(thread(), { text: 'x' }), connector.send(thread(), { text: 'y' })]);
  await connector.send(thread(), { text: 'z' });
  const logins = () => microsoft.asked.filter(({ path }) => path.includes('/login/'));
  expect(logins()).toHaveLength(1);
  expect(microsoft.calls.map(({ headers }) => headers.authorization)).toEqual(
    Array(3).fill('Bearer planted-token'),
  );
  fails({ status: 401 });
  await connector.send(thread(), { text: 'x' });
  fails({ body: { id: '1' } });
  await connector.send(thread(), { text: 'x' });
  expect(logins()).toHaveLength(2);
});

test('neither what fails nor the log repeats a token or the secret', async () => {
  fails({ status: 400, body: error('BadSyntax') });
  const rejected = await bot.transport.connector.send(thread(), { text: 'x' });
  microsoft.login = () => ({
    status: 401,
    body: { error: 'invalid_client', error_description: `AADSTS7000215: ${SECRET} is wrong` },
  });
  const refused = await new Bot(microsoft).transport.connector.send(thread(), { text: 'x' });
  microsoft.login = () => ({ body: { access_token: 'planted-token', expires_in: 3600 } });
  expect(refused).toEqual({
    ok: false,
    why: 'notAuthorized',
    detail: 'login HTTP 401 invalid_client AADSTS7000215',
  });
  expect(JSON.stringify([rejected, refused]) + bot.log.text).not.toMatch(/planted/);
});
