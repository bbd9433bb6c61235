import { Bot, Microsoft, TENANT } from './microsoft';

const microsoft = new Microsoft();
let bot: Bot;
const place = { tenant: TENANT, group: 'group-1', channel: '19:support@thread.tacv2' };
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.123Z`;
const since = new Date(at(10));
const card = { type: 'AdaptiveCard', body: [{ id: 'postroom:7' }] };

beforeAll(() => microsoft.start());
afterAll(() => microsoft.stop());
beforeEach(() => {
  microsoft.asked.length = 0;
  bot = new Bot(microsoft);
});

const message = (id: string, minute: number, more: Record<string, unknown> = {}) => ({
  id,
  messageType: 'message',
  createdDateTime: at(minute),
  lastModifiedDateTime: at(minute),
  lastEditedDateTime: null,
  deletedDateTime: null,
  from: { user: { id: 'AA', displayName: 'Ada' } },
  body: { contentType: 'html', content: '<p>Hello</p>' },
  mentions: [],
  attachments: [],
  ...more,
});

test('root messages are asked for with their replies, and come newest change first since then', async () => {
  microsoft.answer = () => ({
    body: {
      value: [
        message('old', 1),
        message('answered', 2, { replies: [message('reply', 30)] }),
        message('new', 20),
      ],
    },
  });
  const roots = await bot.transport.history.roots(place, since, 100);
  expect(roots).toMatchObject({
    ok: true,
    value: [
      { id: 'answered', createdAt: at(2), modifiedAt: at(30) },
      { id: 'new', modifiedAt: at(20) },
    ],
  });
  expect(microsoft.calls[0]).toMatchObject({
    method: 'GET',
    path: '/teams/graph/v1.0/teams/group-1/channels/19%3Asupport%40thread.tacv2/messages?$top=20&$expand=replies',
    headers: { authorization: 'Bearer planted-token' },
  });
});

test('a message becomes what people, bots and the system wrote', async () => {
  microsoft.answer = () => ({
    body: {
      value: [
        message('person', 11, {
          lastEditedDateTime: at(12),
          mentions: [{ id: 0, mentionText: 'Bob', mentioned: { user: { id: 'BB' } } }],
          attachments: [{ contentType: 'reference', name: 'offer.pdf' }],
        }),
        message('bot', 12, {
          from: { application: { id: 'app' } },
          attachments: [
            { contentType: 'application/vnd.microsoft.card.adaptive', content: JSON.stringify(card) },
            { contentType: 'application/vnd.microsoft.card.adaptive', content: 'broken' },
          ],
        }),
        message('system', 13, {
          messageType: 'systemEventMessage',
          deletedDateTime: at(14),
          body: undefined,
        }),
      ],
    },
  });
  const replies = await bot.transport.history.replies(place, 'root', since);
  expect(replies).toEqual({
    ok: true,
    value: [
      {
        id: 'person',
        createdAt: at(11),
        modifiedAt: at(11),
        edited: true,
        deleted: false,
        user: 'aa',
        userName: 'Ada',
        body: { html: true, content: '<p>Hello</p>' },
        mentions: [{ id: 0, name: 'Bob', user: 'bb' }],
        attachmentNames: ['offer.pdf'],
        cards: [],
      },
      expect.objectContaining({ id: 'bot', user: null, cards: [card], attachmentNames: [] }),
      expect.objectContaining({
        id: 'system',
        user: null,
        deleted: true,
        body: { html: false, content: '' },
      }),
    ],
  });
});

test('replies are read page after page and come oldest first', async () => {
  microsoft.answer = ({ path }) =>
    path.includes('skiptoken')
      ? { body: { value: [message('2', 12)] } }
      : {
          body: {
            value: [message('3', 13), message('0', 1)],
            '@odata.nextLink': `${microsoft.url}/graph/v1.0/next?$skiptoken=x`,
          },
        };
  const replies = await bot.transport.history.replies(place, '17', since);
  expect(replies.ok && replies.value.map(({ id }) => id)).toEqual(['2', '3']);
  expect(microsoft.calls[0]!.path).toMatch(/\/messages\/17\/replies\?/);
});

test('a next page elsewhere is not asked for: the token would go there', async () => {
  const elsewhere = new Microsoft();
  await elsewhere.start();
  microsoft.answer = () => ({ body: { value: [], '@odata.nextLink': `${elsewhere.url}/graph/v1.0/next` } });
  expect(await bot.transport.history.replies(place, '17', since)).toEqual({ ok: true, value: [] });
  expect(elsewhere.asked).toEqual([]);
  await elsewhere.stop();
});

test.each([
  [403, 'Forbidden', { why: 'notAuthorized', detail: 'HTTP 403 Forbidden' }],
  [404, 'NotFound', { why: 'channelClosed' }],
  [429, 'TooManyRequests', { why: 'later', scope: 'method' }],
  [503, 'ServiceUnavailable', { why: 'unreachable', maybeDone: false }],
])('given Graph answers %s %s, then %j', async (status, code, expected) => {
  microsoft.answer = () => ({ status, body: { error: { code, message: 'x' } } });
  expect(await bot.transport.history.roots(place, since, 10)).toMatchObject({ ok: false, ...expected });
  expect(microsoft.calls).toHaveLength(1);
});

test('every tenant has a token of its own', async () => {
  microsoft.login = ({ path }) => ({
    body: { access_token: `for ${path.split('/')[3]}`, expires_in: 3600 },
  });
  microsoft.answer = () => ({ body: { value: [] } });
  const many = new Bot(microsoft, { tenantId: null });
  await many.transport.history.roots(place, since, 10);
  await many.transport.history.roots({ ...place, tenant: 'other' }, since, 10);
  expect(microsoft.calls.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer for ${TENANT}`,
    'Bearer for other',
  ]);
});
