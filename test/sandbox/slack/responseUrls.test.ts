import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, type RecordingApp, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';

describe('response_urls', () => {
  let slack: SlackSandbox;
  let app: RecordingApp;
  beforeEach(async () => {
    slack = await startSlack({ seed: { app: { commands: [{ command: '/inbox', description: 'x' }] } } });
    app = await recordingApp(slack);
  });
  afterEach(async () => {
    await app.close();
    await slack.close();
  });

  const lastUrl = (): string => String(app.received.at(-1)?.payload.response_url);
  const respond = async (url: string, body: Record<string, unknown>) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };

  test('five uses, then no more', async () => {
    await slack.as('ada').command(channel, '/inbox', 'x');
    const url = lastUrl();
    for (let n = 0; n < 5; n += 1)
      expect(await respond(url, { text: `n${n}` })).toEqual({ status: 200, text: 'ok' });
    expect(await respond(url, { text: 'n5' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('used_url'),
    });
    expect(slack.as('ada').state.ephemerals).toHaveLength(5);
  });

  test('thirty minutes, then no more', async () => {
    slack.clock({ scale: 60_000 });
    await slack.as('ada').command(channel, '/inbox', 'x');
    await new Promise((done) => setTimeout(done, 40));
    expect((await respond(lastUrl(), { text: 'late' })).text).toContain('expired_url');
  });

  test('what it posts is checked like any message', async () => {
    await slack.as('ada').command(channel, '/inbox', 'x');
    const refused = await respond(lastUrl(), { blocks: [{ type: 'nonsense' }] });
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('invalid_blocks') });
  });

  test('in the channel, in place of the message, or instead of nothing', async () => {
    const elements = [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'a' } }];
    const blocks = [{ type: 'actions', elements }];
    const posted = await callApi(slack, 'chat.postMessage', { channel, text: 'card', blocks });
    const ts = String(posted.ts);
    await slack.as('ada').click(channel, ts, 'a');
    const url = lastUrl();
    await respond(url, { text: 'for all', response_type: 'in_channel' });
    expect(slack.channel(channel).messages.at(-1)).toMatchObject({ text: 'for all', user: slack.botUserId });
    await respond(url, { text: 'replaced', replace_original: true });
    expect(slack.message(channel, ts)?.text).toBe('replaced');
    await respond(url, { delete_original: true });
    expect(slack.message(channel, ts)).toBeUndefined();
  });
});
