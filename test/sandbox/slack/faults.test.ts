import { webApi } from '@slack/bolt';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channel = 'C0GENERAL';

describe('faults', () => {
  let slack: SlackSandbox;
  beforeEach(async () => {
    slack = await startSlack({ enforceRateLimits: false });
  });
  afterEach(() => slack.close());

  const client = (options: Record<string, unknown> = {}) =>
    new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: webApi.LogLevel.ERROR,
      ...options,
    });
  const messages = () => slack.channel(channel).messages.length;

  test.each([
    ['500' as const, 500, 'internal_error'],
    ['503' as const, 503, 'service_unavailable'],
    ['429' as const, 429, 'ratelimited'],
  ])('%s: answered, not performed, and only as often as asked', async (kind, httpStatus, error) => {
    slack.faults({ add: [{ method: 'chat.postMessage', kind, times: 2, retryAfter: 7 }] });
    expect((await callApi(slack, 'auth.test')).ok).toBe(true);
    for (let n = 0; n < 2; n += 1) {
      const answer = await callApi(slack, 'chat.postMessage', { channel, text: 'x' });
      expect(answer).toMatchObject({ ok: false, httpStatus, error });
      expect(answer.retryAfter).toBe(kind === '429' ? '7' : undefined);
    }
    expect(messages()).toBe(0);
    expect((await callApi(slack, 'chat.postMessage', { channel, text: 'x' })).ok).toBe(true);
    expect(slack.faults({}).methods).toEqual([]);
  });

  test('drop: cut before anything happened; dropAfter: cut after it happened', async () => {
    slack.faults({ add: [{ kind: 'drop' }] });
    await expect(client().chat.postMessage({ channel, text: 'x' })).rejects.toThrow();
    expect(messages()).toBe(0);
    slack.faults({ add: [{ kind: 'dropAfter' }] });
    await expect(client().chat.postMessage({ channel, text: 'x' })).rejects.toThrow();
    expect(messages()).toBe(1);
    expect(slack.calls('chat.postMessage').map(({ error, httpStatus }) => [error, httpStatus])).toEqual([
      ['drop', 0],
      ['dropAfter', 0],
    ]);
  });

  test('dropAfter doubles a message with a client that repeats', async () => {
    slack.faults({ add: [{ method: 'chat.postMessage', kind: 'dropAfter' }] });
    const patient = client({ retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } });
    await patient.chat.postMessage({ channel, text: 'x' });
    expect(messages()).toBe(2);
  });

  test('hang: never answered', async () => {
    slack.faults({ add: [{ kind: 'hang' }] });
    await expect(client({ timeout: 80 }).chat.postMessage({ channel, text: 'x' })).rejects.toThrow();
    expect(messages()).toBe(0);
  });

  test('a call that is not a fault is refused in a sentence', () => {
    expect(() => slack.faults({ add: [{ kind: 'earthquake' as never }] })).toThrow(
      "A fault's kind is one of",
    );
  });

  test('the log says who called what, and how it went', async () => {
    await callApi(slack, 'auth.test', { secret: 'x'.repeat(3000) });
    await callApi(slack, 'auth.test', {}, 'xoxb-wrong');
    const [good, bad] = slack.calls('auth.test');
    expect(good).toMatchObject({ ok: true, httpStatus: 200, caller: 'bot' });
    expect(String(good?.args.secret)).toHaveLength(2001);
    expect(bad).toMatchObject({ ok: false, error: 'invalid_auth', caller: 'none' });
    slack.clearCalls();
    expect(slack.calls()).toEqual([]);
  });
});
