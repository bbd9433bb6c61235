import { Bot, Microsoft, messageIn } from './microsoft';

const microsoft = new Microsoft();
let bot: Bot;

beforeAll(() => microsoft.start());
afterAll(() => microsoft.stop());
beforeEach(async () => {
  bot = await new Bot(microsoft, {}, { answerWithinMs: 150 }).start();
});
afterEach(() => bot.stop());

const invoke = (name: string, changed: Record<string, unknown> = {}) =>
  messageIn(microsoft, { type: 'invoke', name, value: { kept: null }, ...changed });

test('what an invoke is answered is the body of the 200', async () => {
  bot.onInvoke = async ({ value }) => ({ task: { type: 'continue', value } });
  const answer = await bot.deliver(invoke('task/fetch'));
  expect(answer).toMatchObject({ status: 200, body: { task: { type: 'continue', value: { kept: null } } } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
});

test('an invoke that is answered with nothing closes the dialog: an empty 200', async () => {
  bot.onInvoke = async () => undefined;
  expect(await bot.deliver(invoke('task/submit'))).toMatchObject({ status: 200, body: null });
});

const cases: [string, (body: unknown) => string][] = [
  ['adaptiveCard/action', (body) => at(body, 'value', 'message')],
  ['task/fetch', (body) => at(body, 'task', 'value')],
  ['task/submit', (body) => at(body, 'task', 'value')],
  ['composeExtension/query', (body) => at(body, 'composeExtension', 'text')],
  ['composeExtension/fetchTask', (body) => at(body, 'task', 'value')],
  ['something/new', (body) => at(body, 'value', 'message')],
];

function at(body: unknown, ...path: string[]): string {
  return path.reduce((one, key) => (one as Record<string, unknown>)[key], body) as string;
}

test.each(cases)(
  'given %s fails inside, then the client shows a sentence whose reference is in the log',
  async (name, shown) => {
    bot.onInvoke = async () => {
      throw new Error('it broke');
    };
    const { status, body } = await bot.deliver(invoke(name));
    expect(status).toBe(200);
    const reference = /reference: ([\w-]{20,})\./.exec(shown(body))?.[1];
    expect(bot.log.lines).toMatchObject([
      { level: 'error', fields: { reference, name, err: { message: 'it broke' } } },
    ]);
  },
);

test('given a card action fails, then it says so the way clients show errors, in the person’s language', async () => {
  bot.onInvoke = () => Promise.reject(new Error('it broke'));
  expect((await bot.deliver(invoke('adaptiveCard/action', { locale: 'fr-FR' }))).body).toMatchObject({
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { message: expect.stringMatching(/référence/) },
  });
});

test('given a search fails, then there are no options', async () => {
  bot.onInvoke = () => Promise.reject(new Error('it broke'));
  expect((await bot.deliver(invoke('application/search'))).body).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: [] },
  });
});

test('given an answer that does not come, then the person is told in time and the log says that it was late', async () => {
  bot.onInvoke = () => new Promise(() => undefined);
  const { status, body } = await bot.deliver(invoke('task/fetch'));
  expect(status).toBe(200);
  expect(body).toMatchObject({ task: { type: 'message' } });
  expect(bot.log.lines).toMatchObject([{ fields: { err: { message: 'no answer in time' } } }]);
});

test('given an event fails inside, then it is logged and answered 200', async () => {
  bot.onActivity = () => Promise.reject(new Error('it broke'));
  expect(await bot.deliver(messageIn(microsoft))).toMatchObject({ status: 200, body: null });
  expect(bot.log.lines).toMatchObject([{ level: 'error', fields: { type: 'message' } }]);
});

test('what is no activity is answered 400, what is too long 413, and nothing is done', async () => {
  const long = JSON.stringify(messageIn(microsoft, { text: 'x'.repeat(300_000) }));
  expect((await bot.deliver('{ not json')).status).toBe(400);
  expect((await bot.deliver('[]')).status).toBe(400);
  expect((await bot.deliver({ type: 'message' })).status).toBe(400);
  expect((await bot.deliver(long)).status).toBe(413);
  expect(bot.heard).toEqual([]);
});

test('a body in pieces, without a length, is bounded too', async () => {
  const piece = new TextEncoder().encode('x'.repeat(64 * 1024));
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < 2_000) controller.enqueue(piece);
      else controller.close();
    },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${microsoft.token()}` };
  // Whether the client reads the answer or sees its connection end first is up to the network.
  const status = await fetch(bot.url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit).then(
    (response) => response.status,
    () => 413,
  );
  expect(status).toBe(413);
  expect(sent).toBeLessThan(2_000);
});

test('other methods and other types of content are refused', async () => {
  const got = await fetch(bot.url);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  const headers = { 'content-type': 'text/plain', authorization: `Bearer ${microsoft.token()}` };
  const posted = await fetch(bot.url, {
    method: 'POST',
    headers,
    body: JSON.stringify(messageIn(microsoft)),
  });
  expect(posted.status).toBe(415);
  expect(bot.heard).toEqual([]);
});

test('what clients write as null is missing', async () => {
  await bot.deliver(messageIn(microsoft, { text: null, replyToId: null, channelData: null, name: null }));
  expect(bot.heard[0]).toMatchObject({ channelData: {} });
  for (const missing of ['text', 'replyToId', 'name']) expect(bot.heard[0]).not.toHaveProperty(missing);
});

test('when it stops, what is under way is waited for and what comes is refused', async () => {
  let finish: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    bot.onActivity = () => {
      resolve();
      return new Promise<void>((done) => {
        finish = done;
      });
    };
  });
  const answer = bot.deliver(messageIn(microsoft));
  await begun;
  const stopped = bot.transport.stop();
  expect((await bot.deliver(messageIn(microsoft))).status).toBe(503);
  finish();
  expect((await answer).status).toBe(200);
  await stopped;
  expect(bot.heard).toHaveLength(1);
});

test('given NUL in what somebody’s client sends, then it is left out: Postgres keeps none', async () => {
  const value = { data: { token: { nonce: 'a\u0000b' }, list: ['\u0000x'] } };
  await bot.deliver(messageIn(microsoft, { text: 'he\u0000llo \\u0000', value }));
  expect(bot.heard.at(-1)).toMatchObject({
    text: 'hello \\u0000',
    value: { data: { token: { nonce: 'ab' }, list: ['x'] } },
  });
});
