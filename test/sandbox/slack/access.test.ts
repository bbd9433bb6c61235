import { METHODS } from '../../../sandbox/slack/methodTable';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channels = [
  { id: 'C0OPEN', name: 'open', members: ['ada', 'bot'] },
  { id: 'C0OTHER', name: 'other', members: ['ada'] },
  { id: 'C0SECRET', name: 'secret', private: true, members: ['ada'] },
];

describe('who may call what', () => {
  let slack: SlackSandbox;
  beforeAll(async () => {
    slack = await startSlack({
      enforceRateLimits: false,
      seed: { channels, app: { scopes: ['chat:write', 'channels:read', 'channels:history', 'im:write'] } },
    });
  });
  afterAll(() => slack.close());

  test('no token, a wrong token, the wrong kind of token', async () => {
    expect((await callApi(slack, 'auth.test', {}, null)).error).toBe('not_authed');
    expect((await callApi(slack, 'auth.test', {}, 'xoxb-wrong')).error).toBe('invalid_auth');
    expect((await callApi(slack, 'chat.postMessage', {}, slack.appToken)).error).toBe(
      'not_allowed_token_type',
    );
    expect((await callApi(slack, 'apps.connections.open')).error).toBe('not_allowed_token_type');
    expect(await callApi(slack, 'auth.test')).toMatchObject({ ok: true, bot_id: slack.botId });
  });

  test('a method that does not exist, arguments that lack or cannot be read', async () => {
    expect((await callApi(slack, 'chat.shout')).error).toBe('unknown_method');
    const lacking = await callApi(slack, 'chat.update', { channel: 'C0OPEN' });
    expect(lacking).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: ts'] },
    });
    const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' };
    const broken = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers, body: '{' });
    expect(await broken.json()).toMatchObject({ ok: false, error: 'invalid_json' });
    const strange = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(await strange.json()).toMatchObject({ ok: false, error: 'invalid_form_data' });
  });

  test('forms work like JSON', async () => {
    const blocks = JSON.stringify([{ type: 'divider' }]);
    const send = async (more: Record<string, string>) => {
      const body = new URLSearchParams({ token: slack.botToken, channel: 'C0OPEN', text: 'form', ...more });
      const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', body });
      return (await response.json()) as Record<string, unknown>;
    };
    expect(await send({ blocks })).toMatchObject({ ok: true, message: { blocks: [{ type: 'divider' }] } });
    expect(await send({ blocks: '[' })).toMatchObject({ ok: false, error: 'invalid_blocks_format' });
  });

  const unscoped = Object.entries(METHODS).filter(
    ([, row]) =>
      row.scopes.length > 0 &&
      !row.scopes.some((scope) =>
        ['chat:write', 'channels:read', 'channels:history', 'im:write'].includes(scope),
      ),
  );
  test.each(unscoped)('%s without its scope answers missing_scope', async (method, row) => {
    expect(await callApi(slack, method)).toMatchObject({
      error: 'missing_scope',
      needed: row.scopes.join(','),
    });
  });

  test('a private conversation wants the scope of private ones', async () => {
    slack.administerChannel({ do: 'invite', channel: 'C0SECRET', user: 'bot' });
    const answer = await callApi(slack, 'conversations.history', { channel: 'C0SECRET' });
    expect(answer).toMatchObject({ error: 'missing_scope', needed: 'groups:history' });
    const listed = await callApi(slack, 'conversations.list', { types: 'private_channel' });
    expect(listed).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
    slack.administerChannel({ do: 'kick', channel: 'C0SECRET', user: 'bot' });
  });

  test('channels: not in it, not to be known, archived', async () => {
    const post = (channel: string) => callApi(slack, 'chat.postMessage', { channel, text: 'x' });
    expect((await post('C0OTHER')).error).toBe('not_in_channel');
    expect((await post('C0SECRET')).error).toBe('channel_not_found');
    expect((await post('C0NOWHERE')).error).toBe('channel_not_found');
    slack.administerChannel({ do: 'archive', channel: 'C0OPEN' });
    expect((await post('C0OPEN')).error).toBe('is_archived');
    slack.administerChannel({ do: 'unarchive', channel: 'C0OPEN' });
    expect((await post('C0OPEN')).ok).toBe(true);
    const nobody = await callApi(slack, 'chat.postEphemeral', {
      channel: 'C0OPEN',
      user: 'U0BEN',
      text: 'x',
    });
    expect(nobody.error).toBe('user_not_in_channel');
  });
});
