import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Patch } from '../../../sandbox/protocol';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';

const channel = 'C0GENERAL';

describe('who may talk to the sandbox', () => {
  let slack: SlackSandbox;
  let pageDir: string;
  beforeAll(async () => {
    pageDir = mkdtempSync(join(tmpdir(), 'page-'));
    mkdirSync(join(pageDir, 'assets'));
    writeFileSync(join(pageDir, 'index.html'), '<head><meta name="sandbox-token" content="" /></head>');
    writeFileSync(join(pageDir, 'assets', 'app.js'), 'go()');
    slack = await startSlack({ pageDir });
  });
  afterAll(async () => {
    await slack.close();
    rmSync(pageDir, { recursive: true });
  });

  /** fetch does not let Host be set. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((done, failed) => {
      const call = request({ port: slack.port, host: '127.0.0.1', path, headers }, (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, text, headers: response.headers }));
      });
      call.on('error', failed);
      call.end();
    });
  const token = () => ({ 'x-sandbox-token': slack.controlToken });

  test('only under the names of this machine, with its port', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await get('/', { host: `${name}:${slack.port}` })).status).toBe(200);
    }
    for (const host of ['evil.example', `evil.example:${slack.port}`, 'localhost', 'localhost:1']) {
      const refused = await get('/control/state', { ...token(), host });
      expect(refused).toMatchObject({ status: 403, text: expect.stringContaining('answers at localhost') });
    }
  });

  test('only pages of its own', async () => {
    const from = (origin: string) => get('/control/state', { ...token(), origin });
    expect((await from(`http://localhost:${slack.port}`)).status).toBe(200);
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost:1',
      `https://localhost:${slack.port}`,
    ]) {
      expect((await from(origin)).status).toBe(403);
    }
  });

  test('only with the token; a token in the query is for downloads alone', async () => {
    expect((await get('/control/state')).status).toBe(401);
    expect((await get('/control/state', { 'x-sandbox-token': 'x'.repeat(48) })).status).toBe(401);
    expect((await get(`/control/state?token=${slack.controlToken}`)).status).toBe(401);
    expect((await get('/control/state', token())).status).toBe(200);
    expect((await get('/control/files/F0NONE')).status).toBe(401);
    expect((await get(`/control/files/F0NONE?token=${slack.controlToken}`)).status).toBe(404);
  });

  test('the live socket wants the token and its own origin', async () => {
    const connect = (query: string, origin?: string) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(`ws://127.0.0.1:${slack.port}/control/live?${query}`, { origin });
        socket.on('error', (error) => done(error.message));
        socket.on('message', (data) => {
          done((JSON.parse(String(data)) as Patch).kind);
          socket.close();
        });
      });
    const good = `as=U0ADA&token=${slack.controlToken}`;
    expect(await connect(good)).toBe('state');
    expect(await connect(good, `http://localhost:${slack.port}`)).toBe('state');
    expect(await connect('as=U0ADA&token=wrong')).toContain('403');
    expect(await connect(good, 'https://evil.example')).toContain('403');
    expect(await connect(`as=U0NOBODY&token=${slack.controlToken}`)).toContain('404');
  });

  test('a Socket Mode connection wants its ticket, once', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${slack.port}/socket?ticket=guessed`);
    const error = await new Promise<Error>((done) => socket.on('error', done));
    expect(error.message).toContain('403');
  });

  test('the page carries the token and lets nothing else in', async () => {
    const page = await get('/');
    expect(page.text).toContain(`content="${slack.controlToken}"`);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect((await get('/assets/app.js')).text).toBe('go()');
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/%2e%2e/%2e%2e/x',
      '/%E0%A4%A',
      '/none.js',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test('without a built page it says how to build it', async () => {
    const bare = await startSlack({ pageDir: join(pageDir, 'missing') });
    const page = await fetch(bare.url, { redirect: 'error' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('npm run build:page');
    await bare.close();
  });

  test('a shared file cannot run in the page', async () => {
    const html = {
      name: 'x.html',
      type: 'text/html',
      base64: Buffer.from('<script>x</script>').toString('base64'),
    };
    const { ts } = await slack.as('ada').message(channel, 'look', { files: [html] });
    const [file] = slack.message(channel, String(ts))?.files ?? [];
    const { headers } = await get(`${file?.url}?token=${slack.controlToken}`);
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
