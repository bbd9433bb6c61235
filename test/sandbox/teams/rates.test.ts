import { setTimeout as wait } from 'node:timers/promises';
import { Clock } from '../../../sandbox/slack/clock';
import { Rates } from '../../../sandbox/teams/connector/rates';
import { type Rehearsal, rehearse, thread } from './recordingBot';

/** A clock that only moves when it is told. */
class StoppedClock extends Clock {
  at = 0;
  override elapsed(): number {
    return this.at;
  }
}

describe('windows', () => {
  const clock = new StoppedClock();
  let rates: Rates;
  beforeEach(() => {
    clock.at = 0;
    rates = new Rates(clock);
  });

  test('seven in a second, eight in two', () => {
    for (let n = 0; n < 7; n += 1) expect(rates.take('send', 'a')).toBe(0);
    expect(rates.take('send', 'a')).toBe(1);
    clock.at = 1000;
    expect(rates.take('send', 'a')).toBe(0);
    expect(rates.take('send', 'a')).toBe(1);
    clock.at = 2000;
    expect(rates.take('send', 'a')).toBe(0);
  });

  test('sixty in thirty seconds, 1800 in an hour', () => {
    let sent = 0;
    for (; clock.at < 30_000; clock.at += 260) if (rates.take('send', 'a') === 0) sent += 1;
    expect(sent).toBe(60);
    for (; clock.at < 3_600_000; clock.at += 500) if (rates.take('send', 'a') === 0) sent += 1;
    expect(sent).toBe(1800);
  });

  test('conversations have windows of their own, the tenant has one for all', () => {
    for (let n = 0; n < 50; n += 1) expect(rates.take('send', `c${n}`)).toBe(0);
    expect(rates.take('send', 'one more')).toBe(1);
    clock.at = 1000;
    expect(rates.take('send', 'one more')).toBe(0);
  });

  test('members are asked for more often', () => {
    for (let n = 0; n < 14; n += 1) expect(rates.take('members', 'a')).toBe(0);
    expect(rates.take('members', 'a')).toBe(1);
  });
});

describe('throttling', () => {
  let on: Rehearsal;
  afterEach(() => on.close());

  const burst = async (calls: number) => {
    const support = on.teams.channel('support').id;
    const message = thread(support, { type: 'message', text: 'x' });
    const answers = [];
    for (let n = 0; n < calls; n += 1)
      answers.push(await on.call('POST', '/connector/v3/conversations', message));
    return answers;
  };

  test('the eighth call is 429 and says when to come back; on a faster clock that is sooner', async () => {
    on = await rehearse({ timeScale: 20 });
    let refused = (await burst(30)).find(({ status }) => status === 429);
    for (; !refused; refused = (await burst(10)).find(({ status }) => status === 429));
    expect(refused.json.error?.code).toBe('Throttled');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    await wait((seconds * 1000) / 20);
    expect((await burst(1))[0]?.status).toBe(201);
  });

  test('can be switched off', async () => {
    on = await rehearse({ enforceRateLimits: false });
    expect((await burst(30)).every(({ status }) => status === 201)).toBe(true);
  });
});
