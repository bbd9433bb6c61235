import { watchLoopDelay } from '../../src/http/loopDelay';
import { type HttpServer, startHttp } from '../../src/http/server';

const delay = watchLoopDelay();
let ok = true;
let server: HttpServer;
beforeAll(async () => {
  server = await startHttp({
    port: 0,
    host: '127.0.0.1',
    loopDelay: delay,
    health: async () => {
      if (!ok) throw new Error('the database is gone');
      return { ok, database: { ok: true } };
    },
    routes: [
      { path: '/slack/events', listener: (_request, response) => response.end('slack') },
      {
        path: '/throws',
        listener: () => {
          throw new Error('Unhandled HTTP request');
        },
      },
    ],
  });
});
afterAll(async () => {
  await server.stop();
  delay.stop();
});

test('health says how it is, with the delay of the process', async () => {
  const response = await fetch(`${server.url}/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    ok: true,
    database: { ok: true },
    eventLoopDelay: { p99Ms: expect.any(Number), maxMs: expect.any(Number) },
  });
});

test('given health cannot be told, then it is 503, without the reason', async () => {
  ok = false;
  const response = await fetch(`${server.url}/health`);
  ok = true;
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('database is gone');
});

test('a busy stretch is measured, until it is reset', async () => {
  const until = Date.now() + 600;
  while (Date.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(delay.read().maxMs).toBeGreaterThan(500);
  const reset = (headers: Record<string, string>) =>
    fetch(`${server.url}/health/event-loop/reset`, { method: 'POST', headers });
  expect((await reset({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
  expect(delay.read().maxMs).toBeGreaterThan(500);
  expect((await reset({})).status).toBe(200);
  expect(delay.read().maxMs).toBeLessThan(500);
});

test('a chat platform has its own path, and everything else is nothing', async () => {
  expect(await (await fetch(`${server.url}/slack/events?x=1`, { method: 'POST' })).text()).toBe('slack');
  expect((await fetch(`${server.url}/slack/eventsX`)).status).toBe(404);
  expect(await (await fetch(server.url)).json()).toEqual({ error: expect.stringContaining('/health') });
});

test('given the owner of a path refuses a request by throwing, then it is 404 and the process lives', async () => {
  const response = await fetch(`${server.url}/throws`);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain('Unhandled');
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a port that is taken is said in a sentence', async () => {
  const port = Number(new URL(server.url).port);
  const second = startHttp({
    port,
    host: '127.0.0.1',
    loopDelay: delay,
    health: async () => ({ ok }),
    routes: [],
  });
  await expect(second).rejects.toThrow(`Port ${port} is taken by another program. Set PORT to a free one.`);
});
