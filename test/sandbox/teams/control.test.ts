import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { TeamsCall, TeamsPatch, TeamsState } from '../../../sandbox/teamsProtocol';
import { card, type Rehearsal, rehearse, text, thread, withCard } from './recordingBot';

interface Answer extends TeamsState {
  ok: boolean;
  error: string;
  id: string;
  scale: number;
  endpoint: string;
  calls: TeamsCall[];
  mentions: unknown[];
}

describe('the control interface of Teams', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse({ enforceRateLimits: false });
  });
  afterAll(() => on.close());

  const control = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${on.slack.url}/control/teams${path}`, {
      method,
      headers: { 'x-sandbox-token': on.teams.controlToken, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Answer };
  };
  /** fetch does not let Host be set. */
  const statusFor = (path: string, headers: Record<string, string>) =>
    new Promise<number>((done, failed) => {
      const call = request({ port: on.slack.port, host: '127.0.0.1', path, headers }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      });
      call.on('error', failed);
      call.end();
    });

  test('wants the token, this machine’s names and its own page; so do the services, the token aside', async () => {
    expect((await control('GET', '/state', undefined, { 'x-sandbox-token': 'x' })).status).toBe(401);
    const token = { 'x-sandbox-token': on.teams.controlToken };
    for (const path of ['/control/teams/state', '/teams/openid/keys']) {
      expect(await statusFor(path, { ...token, host: `localhost:${on.slack.port}` })).toBe(200);
      expect(await statusFor(path, { ...token, host: 'evil.example' })).toBe(403);
      const host = `localhost:${on.slack.port}`;
      expect(await statusFor(path, { ...token, host, origin: 'https://evil.example' })).toBe(403);
    }
  });

  test('the live socket wants the token and a person', async () => {
    const first = (query: string) =>
      new Promise<string>((done) => {
        const socket = new WebSocket(`ws://127.0.0.1:${on.slack.port}/control/teams/live?${query}`);
        socket.on('error', (error) => done(error.message));
        socket.on('message', (data) => {
          done((JSON.parse(String(data)) as TeamsPatch).kind);
          socket.close();
        });
      });
    const ada = on.teams.as('ada').id;
    expect(await first(`as=${ada}&token=${on.teams.controlToken}`)).toBe('state');
    expect(await first(`as=${ada}&token=wrong`)).toContain('403');
    expect(await first(`as=nobody&token=${on.teams.controlToken}`)).toContain('404');
  });

  test('each page gets the patches of its own person', async () => {
    const listen = async (name: string) => {
      const query = `as=${on.teams.as(name).id}&token=${on.teams.controlToken}`;
      const socket = new WebSocket(`ws://127.0.0.1:${on.slack.port}/control/teams/live?${query}`);
      const patches: TeamsPatch[] = [];
      socket.on('message', (data) => patches.push(JSON.parse(String(data))));
      await new Promise((done) => socket.once('message', done));
      return { patches, close: () => socket.close() };
    };
    const [ada, ben] = [await listen('ada'), await listen('ben')];
    const action = { type: 'Action.Execute', title: 'Take', verb: 'v' };
    const { json } = await on.call(
      'POST',
      '/connector/v3/conversations',
      thread(on.support, withCard(card([text('x')], [action]))),
    );
    const message = String(json.activityId);
    const value = card([text('Ada’s')]);
    on.bot.answer = () => ({
      json: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value },
    });
    const as = on.teams.as('ada').id;
    await control('POST', '/act', {
      as,
      act: { type: 'execute', place: on.support, message, action, inputs: {} },
    });
    on.bot.answer = () => ({ status: 500 });
    await control('POST', '/act', { as, act: { type: 'message', place: on.support, text: 'to all' } });
    on.bot.answer = () => ({});
    const words = (patches: TeamsPatch[]) =>
      patches.flatMap((patch) => (patch.kind === 'message' ? [patch.message.text] : []));
    await on.teams.waitFor(
      () => words(ben.patches).includes('to all') && words(ada.patches).includes('to all'),
    );
    await on.teams.waitFor(() => ada.patches.some(({ kind }) => kind === 'toast'));
    const own = (patches: TeamsPatch[]) =>
      patches.filter((patch) => patch.kind === 'message' && patch.message.ownCard).length;
    expect([own(ada.patches), own(ben.patches)]).toEqual([1, 0]);
    expect(ben.patches.some(({ kind }) => kind === 'toast')).toBe(false);
    expect(ada.patches.find(({ kind }) => kind === 'toast')).toMatchObject({
      level: 'error',
      text: 'Postroom answered with HTTP 500.',
    });
    ada.close();
    ben.close();
  });

  test('somebody sees their own teams, chats and what is for them', async () => {
    await on.teams.as('tess').openPersonal();
    const { json } = await control('GET', `/state?as=${on.teams.as('ben').id}`);
    expect(json.places.map(({ name }) => name)).toEqual(['General', 'support', 'sales']);
    expect(json).toMatchObject({ me: { name: 'Ben Okafor' }, app: { name: 'Postroom', connected: true } });
    expect(json.people.filter(({ guest }) => guest)).toHaveLength(1);
    expect((await control('GET', '/state')).json.me.name).toBe('Ada Moreau');
  });

  test('faults, time, settings, calls, mentions, endpoint and the team can be had', async () => {
    const faults = await control('POST', '/faults', { add: [{ kind: '502' }], delayDelivery: 5 });
    expect(faults.json.faults).toEqual({
      calls: [{ kind: '502', times: 1 }],
      duplicateDelivery: 0,
      delayDelivery: 5,
    });
    expect((await control('POST', '/faults', { clear: true })).json.faults.calls).toEqual([]);
    expect((await control('POST', '/clock', { scale: 2 })).json.scale).toBe(2);
    expect(
      (await control('POST', '/settings', { targetedMessages: false })).json.settings.targetedMessages,
    ).toBe(false);
    const ben = { type: 'message', text: 'x', recipient: { id: on.teams.as('ben').state.me.mri } };
    const into = `/connector/v3/conversations/${on.support}/activities?isTargetedActivity=true`;
    expect((await on.call('POST', into, ben)).status).toBe(400);
    expect((await control('POST', '/settings', { targetedMessages: true })).status).toBe(200);
    expect((await control('GET', '/calls?operation=sendTargeted')).json.calls).toHaveLength(1);
    expect((await control('POST', '/calls/clear')).json.ok).toBe(true);
    expect((await control('GET', '/calls')).json.calls).toEqual([]);
    expect((await control('GET', '/mentions')).json.mentions).toEqual([]);
    const made = await control('POST', '/administer', { do: 'createChannel', team: 'Acme', name: 'new' });
    expect(on.teams.channel('Acme/new').id).toBe(made.json.id);
    expect((await control('POST', '/endpoint', { url: on.bot.url })).json.endpoint).toBe(on.bot.url);
  });

  test.each<[string, string, unknown, string]>([
    ['POST', '/faults', { add: [{ kind: '418' }] }, "A fault's kind is one of"],
    ['POST', '/clock', { scale: 0 }, '`scale` is a number over 0'],
    ['POST', '/settings', { colour: true }, 'Settings are'],
    ['POST', '/endpoint', { url: 'nowhere' }, 'is no address'],
    ['POST', '/administer', { do: 'install', team: 'Nobody' }, 'There is no team'],
    ['POST', '/administer', { do: 'dance' }, 'cannot "dance"'],
    ['POST', '/act', { as: 'x' }, '`act` is missing'],
    ['GET', '/state?as=nobody', undefined, 'Say as whom'],
  ])('%s %s %j is refused with a sentence', async (method, path, body, sentence) => {
    expect(await control(method, path, body)).toMatchObject({
      status: 400,
      json: { ok: false, error: expect.stringContaining(sentence) },
    });
  });

  test('what it does not have is not found', async () => {
    expect((await control('GET', '/nothing')).status).toBe(404);
    const { json } = await control('POST', '/act', { as: on.teams.as('ada').id, act: { type: 'dance' } });
    expect(json).toMatchObject({ ok: false, error: expect.stringContaining('knows no act') });
  });
});
