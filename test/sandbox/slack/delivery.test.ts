import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, type RecordingApp, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';
const texts = (app: RecordingApp) => app.events('message').map(({ text }) => text);

describe('deliveries over Socket Mode', () => {
  let slack: SlackSandbox;
  const apps: RecordingApp[] = [];
  const connect = async (): Promise<RecordingApp> => {
    const app = await recordingApp(slack);
    apps.push(app);
    return app;
  };
  beforeEach(async () => {
    slack = await startSlack({ timeScale: 1000 });
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await slack.close();
  });

  test('an event that nobody acknowledges comes three times more, with the same id', async () => {
    const app = await connect();
    app.answer = () => undefined;
    slack.clock({ scaleTriggers: true });
    await slack.as('ada').message(channel, 'hello');
    await slack.waitFor(() => texts(app).length === 4);
    await new Promise((done) => setTimeout(done, 50));
    const envelopes = app.received.filter(({ type }) => type === 'events_api');
    expect(envelopes.map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1, 2, 3]);
    expect(envelopes.map(({ retry_reason }) => retry_reason)).toEqual(['', 'timeout', 'timeout', 'timeout']);
    expect(new Set(envelopes.map(({ payload }) => payload.event_id)).size).toBe(1);
    expect(new Set(envelopes.map(({ envelope_id }) => envelope_id)).size).toBe(4);
  });

  test('an acknowledged one comes once, an interaction is never repeated', async () => {
    const app = await connect();
    await slack.as('ada').message(channel, 'hello');
    await slack.waitFor(() => texts(app).length === 1);
    const elements = [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'a' } }];
    const blocks = [{ type: 'actions', elements }];
    const posted = await callApi(slack, 'chat.postMessage', { channel, text: 'x', blocks });
    await slack.waitFor(() => texts(app).length === 2);
    app.answer = () => undefined;
    slack.clock({ scale: 30, scaleTriggers: true });
    const clicked = await slack.as('ada').click(channel, String(posted.ts), 'a');
    expect(clicked).toMatchObject({ ok: false, error: expect.stringContaining('3 seconds') });
    await new Promise((done) => setTimeout(done, 200));
    expect(app.received.filter(({ type }) => type === 'interactive')).toHaveLength(1);
    expect(texts(app).filter((text) => text === 'hello')).toHaveLength(1);
  });

  test('each goes to one of several connections', async () => {
    const both = [await connect(), await connect()];
    for (let n = 0; n < 10; n += 1) await slack.as('ada').message(channel, `m${n}`);
    await slack.waitFor(() => both.flatMap(texts).length === 10);
    expect(both.flatMap(texts).sort()).toEqual(Array.from({ length: 10 }, (_, n) => `m${n}`));
    expect(both.every((app) => texts(app).length > 0)).toBe(true);
  });

  test('ten connections, an eleventh is sent away', async () => {
    for (let n = 0; n < 10; n += 1) expect((await connect()).received[0]?.type).toBe('hello');
    const eleventh = await connect();
    expect(eleventh.received[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  });

  test('what happened while no app was there comes when it is back, in order', async () => {
    for (let n = 0; n < 5; n += 1) await slack.as('ada').message(channel, `missed ${n}`);
    const app = await connect();
    await slack.waitFor(() => texts(app).length === 5);
    expect(texts(app)).toEqual(['missed 0', 'missed 1', 'missed 2', 'missed 3', 'missed 4']);
  });

  test('an event in flight on a connection that is cut comes again', async () => {
    const app = await connect();
    app.answer = () => undefined;
    await slack.as('ada').message(channel, 'in flight');
    await slack.waitFor(() => texts(app).length === 1);
    slack.faults({ dropSockets: 'abrupt' });
    const next = await connect();
    await slack.waitFor(() => texts(next).includes('in flight'));
  });

  test('what happens while a connection is closing waits for the next one', async () => {
    const app = await connect();
    app.freeze();
    slack.faults({ dropSockets: 'polite' });
    await slack.waitFor(() => !slack.as('ada').state.app.connected);
    await slack.as('ada').message(channel, 'meanwhile');
    const next = await connect();
    await slack.waitFor(() => texts(next).includes('meanwhile'));
  });

  test('a polite disconnect says so first; while refused, nobody gets in', async () => {
    const app = await connect();
    slack.faults({ dropSockets: 'polite', refuseSockets: true });
    await slack.waitFor(() => app.received.some(({ type }) => type === 'disconnect'));
    const refused = await callApi(slack, 'apps.connections.open', {}, slack.appToken);
    expect(refused.error).toBe('internal_error');
    await slack.waitFor(() => !slack.as('ada').state.app.connected);
    const clicked = await slack.as('ada').command(channel, '/inbox', 'x');
    expect(clicked).toMatchObject({ ok: false, ack: { status: 'no app' } });
    slack.faults({ refuseSockets: false });
    expect((await connect()).received[0]?.type).toBe('hello');
  });

  test('doubled and delayed deliveries', async () => {
    const app = await connect();
    slack.faults({ duplicateDelivery: 1, delayDelivery: 60 });
    const since = performance.now();
    await slack.as('ada').message(channel, 'twice');
    await slack.waitFor(() => texts(app).length === 2);
    expect(performance.now() - since).toBeGreaterThanOrEqual(59);
    await slack.as('ada').message(channel, 'once');
    await slack.waitFor(() => texts(app).includes('once'));
    expect(texts(app)).toEqual(['twice', 'twice', 'once']);
  });

  test('only what the app subscribed to', async () => {
    const quiet = await startSlack({ seed: { app: { events: ['message.im'] } } });
    const app = await recordingApp(quiet);
    await quiet.as('ada').message(channel, 'in the channel');
    const { channel: dm } = await quiet.as('ada').openDm(quiet.botUserId);
    await quiet.as('ada').message(String(dm), 'in private');
    await quiet.waitFor(() => texts(app).length > 0);
    expect(app.events('message')).toMatchObject([{ text: 'in private', channel_type: 'im', channel: dm }]);
    await app.close();
    await quiet.close();
  });
});
