import { WebSocket } from 'ws';
import type { ControlRoute } from '../../../sandbox/controlRoute';
import type { ActResult, ControlState, Patch } from '../../../sandbox/protocol';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channel = 'C0GENERAL';
const pushes: ((patch: Patch) => void)[] = [];
const route: ControlRoute = {
  prefix: '/mail',
  handle: async ({ path, query, body }) => ({
    json: { ok: true, path, account: query.get('account'), body },
  }),
  connect: (push) => pushes.push(push),
};

describe('the control interface', () => {
  let slack: SlackSandbox;
  beforeAll(async () => {
    slack = await startSlack({ routes: [route] });
  });
  afterAll(() => slack.close());

  const control = async (path: string, body?: unknown) => {
    const response = await fetch(`${slack.url}/control${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-sandbox-token': slack.controlToken },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown> & { ok: boolean; error?: string };
  };
  const act = async (as: string, wanted: unknown) =>
    (await control('/act', { as, act: wanted })) as unknown as ActResult;

  test('each person sees what is theirs', async () => {
    const made = slack.administerChannel({ do: 'create', name: 'secret', private: true, members: ['ada'] });
    await slack.as('ada').message(made.id, 'for us');
    await callApi(slack, 'chat.postEphemeral', { channel, user: 'U0BEN', text: 'psst' });
    const ada = (await control('/state?as=U0ADA')) as unknown as ControlState;
    const ben = (await control('/state?as=U0BEN')) as unknown as ControlState;
    expect(ada.messages[made.id]).toMatchObject([{ text: 'for us' }]);
    expect(JSON.stringify(ben)).not.toContain('for us');
    expect(ben.channels.map(({ name }) => name)).toEqual(['general']);
    expect(ben.ephemerals).toMatchObject([{ text: 'psst', ephemeralFor: 'U0BEN' }]);
    expect(JSON.stringify(ada)).not.toContain('psst');
    expect(ada.mail).toBe(true);
  });

  test('acts answer what came of them, refusals are sentences', async () => {
    const said = await act('U0ADA', { type: 'message', channel, text: 'hello' });
    expect(said).toMatchObject({ ok: true, channel, views: [] });
    expect(await act('U0NOBODY', { type: 'openHome' })).toMatchObject({
      error: 'There is no person "U0NOBODY".',
    });
    expect(await act('U0BEN', { type: 'edit', channel, ts: said.ts, text: 'x' })).toMatchObject({
      error: 'Only its author can edit a message.',
    });
    expect(await act('U0BEN', { type: 'fly' })).toMatchObject({ error: 'The sandbox knows no act "fly".' });
    expect(await act('U0BEN', { type: 'message', channel: 'C0NONE', text: 'x' })).toMatchObject({
      ok: false,
    });
    expect((await control('/act', [])).error).toBe('The body is a JSON object.');
    expect((await control('/nonsense')).error).toContain('has no GET /control/nonsense');
    expect((await control('/state?as=nobody')).error).toContain('Say as whom');
  });

  test('a page that watches is told what changes, for its person only', async () => {
    const watch = (user: string) => {
      const patches: Patch[] = [];
      const socket = new WebSocket(
        `${slack.url.replace('http', 'ws')}/control/live?as=${user}&token=${slack.controlToken}`,
      );
      socket.on('message', (data) => patches.push(JSON.parse(String(data)) as Patch));
      return { patches, socket };
    };
    const ada = watch('U0ADA');
    const ben = watch('U0BEN');
    await slack.waitFor(() => ada.patches.length > 0 && ben.patches.length > 0);
    const { ts } = await slack.as('ada').message(channel, 'live');
    await slack.as('ada').edit(channel, String(ts), 'edited');
    await slack.as('ada').delete(channel, String(ts));
    await callApi(slack, 'chat.postEphemeral', { channel, user: 'U0ADA', text: 'psst' });
    await slack.as('ada').command(channel, '/inbox', 'x');
    slack.clock({ scale: 2 });
    for (const push of pushes) push({ kind: 'mail', account: 'support@example.com' });
    await slack.waitFor(() => ben.patches.some(({ kind }) => kind === 'mail'));
    expect(ada.patches.map(({ kind }) => kind)).toEqual([
      'state',
      'message',
      'message',
      'messageGone',
      'ephemeral',
      'toast',
      'clock',
      'mail',
    ]);
    expect(ben.patches.map(({ kind }) => kind)).toEqual([
      'state',
      'message',
      'message',
      'messageGone',
      'clock',
      'mail',
    ]);
    ada.socket.close();
    ben.socket.close();
  });

  test('further routes are mounted behind the same door', async () => {
    const answer = await control('/mail/folders?account=a@example.com');
    expect(answer).toMatchObject({ ok: true, path: '/mail/folders', account: 'a@example.com' });
    expect((await fetch(`${slack.url}/control/mail/folders`)).status).toBe(401);
  });

  test('faults, calls, clock, channels and people', async () => {
    expect(await control('/faults', { add: [{ kind: '500', times: 2 }] })).toMatchObject({
      faults: { methods: [{ kind: '500', times: 2 }] },
    });
    expect(await control('/faults', { clear: true })).toMatchObject({ faults: { methods: [] } });
    expect((await control('/faults', { add: [{ kind: 'x' }] })).error).toContain("A fault's kind is one of");
    expect((await control('/clock', { scale: 0 })).error).toContain('`scale` is a number over 0');
    expect(await control('/clock', { scale: 60 })).toMatchObject({ scale: 60 });
    await callApi(slack, 'auth.test');
    expect((await control('/calls?method=auth.test')).calls).toMatchObject([{ ok: true, caller: 'bot' }]);
    await control('/calls/clear', {});
    expect((await control('/calls')).calls).toEqual([]);
    const made = await control('/channels', { do: 'create', name: 'made', members: ['ada', 'bot'] });
    expect(made.channel).toMatchObject({ name: 'made', members: ['U0ADA', slack.botUserId] });
    expect((await control('/channels', { do: 'archive', channel: 'C0NONE' })).error).toContain(
      'no channel "C0NONE"',
    );
    expect((await control('/people', { name: 'ada' })).error).toContain('called "ada" already');
    const left = await control('/people', { id: 'U0CLARA', deleted: true });
    expect(left.person).toMatchObject({ deleted: true });
    expect(await act('U0CLARA', { type: 'openHome' })).toMatchObject({
      error: 'Clara Nguyen is deactivated.',
    });
    expect((await control('/mentions')).mentions).toEqual([]);
  });
});
