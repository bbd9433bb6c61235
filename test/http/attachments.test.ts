import { type Attachment, attachmentListener } from '../../src/http/attachments';
import { watchLoopDelay } from '../../src/http/loopDelay';
import { type HttpServer, startHttp } from '../../src/http/server';
import type { Log } from '../../src/ports/log';

const of = { personId: 'p', conversationId: 'c', emailId: 'e', index: 0 };
const logged: unknown[] = [];
const note = (...line: unknown[]) => void logged.push(line);
const log: Log = { info: note, warn: note, error: note, debug: note };
const delay = watchLoopDelay();
let attachment: Attachment | null;
let fetched: unknown[];
let server: HttpServer;

beforeAll(async () => {
  const listener = attachmentListener({
    verify: (token) => (token === 'good' || token === 'broken' ? { ...of, emailId: token } : null),
    fetch: async (asked) => {
      fetched.push(asked);
      if (asked.emailId === 'broken') throw new Error('the database is gone');
      return attachment;
    },
    log,
  });
  server = await startHttp({
    port: 0,
    host: '127.0.0.1',
    loopDelay: delay,
    health: async () => ({ ok: true }),
    routes: [{ path: '/attachments', listener }],
  });
});
beforeEach(() => {
  fetched = [];
  attachment = { fileName: 'photo.png', content: Buffer.from('picture') };
});
afterAll(async () => {
  await server.stop();
  delay.stop();
});
const ask = (token: string, init: RequestInit = {}) => fetch(`${server.url}/attachments/${token}`, init);

test('an attachment is sent as a file that no browser shows or runs', async () => {
  const response = await ask('good');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('picture');
  expect(fetched).toEqual([{ ...of, emailId: 'good' }]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="photo.png"; filename*=UTF-8''photo.png`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^sandbox;/),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
});

test('given a name that tries to break out of the header, then it stays a name', async () => {
  attachment = { fileName: `Übersicht (1)'s "x"\r\nset-cookie: a=b; %41.pdf`, content: Buffer.from('x') };
  const response = await ask('good');
  expect(response.status).toBe(200);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="_bersicht (1)'s _x___set-cookie: a=b; _41.pdf"; ` +
      `filename*=UTF-8''%C3%9Cbersicht%20%281%29%27s%20%22x%22%0D%0Aset-cookie%3A%20a%3Db%3B%20%2541.pdf`,
  );
});

test('given it is only asked what there is, then nothing is sent', async () => {
  const response = await ask('good', { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('7');
  expect(await response.text()).toBe('');
});

test.each([
  ['a link that is over or was changed', () => ask('bad')],
  ['no link at all', () => fetch(`${server.url}/attachments`)],
  ['a longer path', () => ask('good/more')],
  ['another method', () => ask('good', { method: 'POST' })],
])('given %s, then a page says so in one sentence and nothing is looked up', async (_, asking) => {
  const response = await asking();
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('This link does not work (any more)');
  expect(fetched).toEqual([]);
});

test('given the person lost the right meanwhile, then the page is the same, in their browser’s language', async () => {
  attachment = null;
  const response = await ask('good', { headers: { 'accept-language': 'fr-FR,fr;q=0.9' } });
  expect(response.status).toBe(404);
  expect(await response.text()).toMatch(/lang="fr"[\s\S]*Ce lien ne fonctionne pas/);
});

test('given something fails, then the page is the same, and the log knows why but not the link', async () => {
  logged.length = 0;
  const response = await ask('broken');
  expect(response.status).toBe(404);
  expect(JSON.stringify(logged)).toContain('could not be sent');
  expect(JSON.stringify(logged)).not.toContain('broken');
});
