import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channel = 'C0GENERAL';
const compiled = join(__dirname, '../../../dist/sandbox/slack/startSlack.js');

describe('what outlives the process', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const start = () => startSlack({ dataDir, enforceRateLimits: false });

  test('channels, threads, edits, deletions, files, DMs, homes, and no timestamp twice', async () => {
    const first = await start();
    const upload = { name: 'a.txt', base64: Buffer.from('abc').toString('base64') };
    const root = await first.as('ada').message(channel, 'root', { files: [upload] });
    const reply = await first.as('ben').message(channel, 'reply', { thread: root.ts });
    await first.as('ben').edit(channel, String(reply.ts), 'edited');
    const gone = await first.as('ben').message(channel, 'gone');
    await first.as('ben').delete(channel, String(gone.ts));
    const made = first.administerChannel({ do: 'create', name: 'made', private: true, members: ['ada'] });
    first.administerPerson({ name: 'dora' });
    const dm = await callApi(first, 'conversations.open', { users: 'U0BEN' });
    const home = { type: 'home', blocks: [{ type: 'divider' }] };
    await callApi(first, 'views.publish', { user_id: 'U0ADA', view: home });
    const before = first.as('ada').state;
    await first.close();

    const second = await start();
    const { state } = second.as('ada');
    expect(state.messages).toEqual(before.messages);
    expect(state.channels).toEqual(before.channels);
    expect(state.people).toEqual(before.people);
    expect(state.home).toEqual(before.home);
    expect(second.channel(made.id).kind).toBe('private');
    expect((await callApi(second, 'conversations.open', { users: 'U0BEN' })).channel).toEqual(dm.channel);
    const url = `${second.url}${state.messages[channel]?.[0]?.files?.[0]?.url}?token=${second.controlToken}`;
    expect(await (await fetch(url)).text()).toBe('abc');
    const next = await second.as('ada').message(channel, 'next');
    expect(Number(next.ts)).toBeGreaterThan(Number(gone.ts));
    await second.close();
  });

  test('a line that was cut by a kill is skipped', async () => {
    const first = await start();
    await first.as('ada').message(channel, 'kept');
    await first.close();
    appendFileSync(join(dataDir, 'slack.jsonl'), '{"k":"message","id":"C0GENERAL/1","v":{"ts":"1.0');
    const second = await start();
    expect(second.channel(channel).messages.map(({ text }) => text)).toEqual(['kept']);
    await second.as('ada').message(channel, 'after');
    await second.close();
    const third = await start();
    expect(third.channel(channel).messages.map(({ text }) => text)).toEqual(['kept', 'after']);
    await third.close();
  });

  test('SIGKILL loses at most the last moment', async () => {
    const script = `
      const { startSlack } = require(${JSON.stringify(compiled)});
      startSlack({ dataDir: ${JSON.stringify(dataDir)} }).then(async (slack) => {
        const ada = slack.as('ada');
        await ada.message('${channel}', 'early');
        setTimeout(() => console.log('go'), 250);
        for (;;) { await ada.message('${channel}', 'x'.repeat(500)); await new Promise((r) => setTimeout(r, 1)); }
      });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => child.stdout.once('data', done));
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
    const lines = readFileSync(join(dataDir, 'slack.jsonl'), 'utf8').split('\n').length;
    const again = await start();
    const texts = again.channel(channel).messages.map(({ text }) => text);
    expect(texts[0]).toBe('early');
    expect(texts.length).toBeGreaterThan(5);
    expect(lines).toBeGreaterThan(texts.length);
    await again.close();
  });
});
