import { startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channel = 'C0GENERAL';

describe('rate limits', () => {
  test('in real time: a short burst into a channel passes, then one message a second', async () => {
    const slack = await startSlack();
    const post = () => callApi(slack, 'chat.postMessage', { channel, text: 'x' });
    // Together, as on a slow machine a second may pass between two.
    const first = await Promise.all(Array.from({ length: 5 }, post));
    expect(first.filter(({ ok }) => ok)).toHaveLength(4);
    expect(first.find(({ ok }) => !ok)).toMatchObject({
      httpStatus: 429,
      error: 'ratelimited',
      retryAfter: '1',
    });
    await new Promise((done) => setTimeout(done, 1050));
    const later = await Promise.all(Array.from({ length: 4 }, post));
    const passed = later.filter(({ ok }) => ok).length;
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(4);
    expect(slack.channel(channel).messages).toHaveLength(4 + passed);
    await slack.close();
  });

  test('one channel does not slow another', async () => {
    const channels = ['one', 'two'].map((name) => ({ name, members: ['bot'] }));
    const slack = await startSlack({ seed: { channels } });
    const post = (to: string) => callApi(slack, 'chat.postMessage', { channel: to, text: 'x' });
    for (let n = 0; n < 4; n += 1) await post('C0ONE');
    expect((await post('C0ONE')).httpStatus).toBe(429);
    expect((await post('C0TWO')).ok).toBe(true);
    await slack.close();
  });

  test('a tier counts a method, on the scaled clock', async () => {
    const slack = await startSlack();
    const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'x' });
    const update = () => callApi(slack, 'chat.update', { channel, ts, text: 'y' });
    for (let n = 0; n < 50; n += 1) expect((await update()).ok).toBe(true);
    while ((await update()).ok);
    expect((await callApi(slack, 'chat.postMessage', { channel, text: 'x' })).ok).toBe(true);
    slack.clock({ scale: 600 });
    await new Promise((done) => setTimeout(done, 50));
    for (let n = 0; n < 20; n += 1) expect((await update()).ok).toBe(true);
    await slack.close();
  });

  test('can be switched off', async () => {
    const slack = await startSlack({ enforceRateLimits: false });
    for (let n = 0; n < 20; n += 1) {
      expect((await callApi(slack, 'chat.postMessage', { channel, text: 'x' })).ok).toBe(true);
    }
    await slack.close();
  });
});
