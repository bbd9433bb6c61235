import { startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, recordingApp } from './recordingApp';

const CHANNEL = 'C0GENERAL';

/** Makes the sandbox send one of everything; answers what it sent, by the names of the payload table. */
export async function everyPayload(): Promise<Map<string, unknown[]>> {
  const slack = await startSlack({
    enforceRateLimits: false,
    seed: {
      app: {
        clientSecret: 'client-secret',
        commands: [{ command: '/inbox', description: 'Inbox' }],
        shortcuts: [
          { type: 'message', callbackId: 'on_message', name: 'On a message' },
          { type: 'global', callbackId: 'anywhere', name: 'Anywhere' },
        ],
      },
    },
  });
  const app = await recordingApp(slack);
  const sent = new Map<string, unknown[]>();
  const note = (name: string, value: unknown): void =>
    void sent.set(name, [...(sent.get(name) ?? []), value]);
  let trigger = '';
  app.answer = ({ payload }) => {
    if (typeof payload.trigger_id === 'string') trigger = payload.trigger_id;
    return {};
  };
  const call = async (method: string, args: Record<string, unknown> = {}, token?: string) => {
    const { httpStatus: _, retryAfter: __, ...answer } = await callApi(slack, method, args, token);
    if (!answer.ok) throw new Error(`${method} answered ${JSON.stringify(answer)}`);
    note(`answer ${method}`, answer);
    return answer as Record<string, unknown> as Record<string, never> & { ts: string };
  };
  const blocks = [
    {
      type: 'actions',
      block_id: 'b',
      elements: [
        { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: 'v' },
        { type: 'external_select', action_id: 'pick' },
      ],
    },
  ];
  const modal = { type: 'modal', title: { type: 'plain_text', text: 't' }, notify_on_close: true, blocks };
  const home = { type: 'home', blocks };
  const channel = CHANNEL;
  const ada = slack.as('ada');

  await call('api.test', { foo: 'bar' });
  await call('apps.connections.open', {}, slack.appToken);
  for (const method of ['auth.test', 'bots.info', 'team.info', 'users.list', 'conversations.list'])
    await call(method);
  await call('users.conversations');
  const card = await call('chat.postMessage', {
    channel,
    text: 'card',
    blocks,
    metadata: { event_type: 'card', event_payload: {} },
  });
  const { ts } = card;
  await call('chat.postMessage', { channel, text: 'reply', thread_ts: ts, reply_broadcast: true });
  await call('chat.update', { channel, ts, text: 'new', blocks });
  await call('chat.getPermalink', { channel, message_ts: ts });
  await call('chat.postEphemeral', { channel, user: ada.id, text: 'psst' });
  const upload = await call('files.getUploadURLExternal', { filename: 'a.txt', length: 3 });
  await fetch(String(upload.upload_url), { method: 'POST', body: 'abc' });
  await call('files.completeUploadExternal', { files: [{ id: upload.file_id }], channel_id: channel });
  await call('files.info', { file: upload.file_id });
  await call('reactions.add', { channel, name: 'eyes', timestamp: ts });
  await call('reactions.remove', { channel, name: 'eyes', timestamp: ts });
  await ada.react(channel, ts, 'tada');
  const file = { name: 'x.txt', base64: 'YWJj' };
  const said = await ada.message(channel, 'hello <@U0POSTROOM>', { thread: ts, files: [file] });
  await ada.message(channel, 'everybody', { thread: ts, broadcast: true });
  await ada.edit(channel, said.ts as string, 'edited');
  await ada.delete(channel, said.ts as string);
  await call('conversations.history', { channel, include_all_metadata: true });
  await call('conversations.history', { channel, limit: 1 });
  await call('conversations.replies', { channel, ts, include_all_metadata: true });
  for (const method of ['conversations.info', 'conversations.members', 'conversations.join'])
    await call(method, { channel });
  const dora = slack.administerPerson({ name: 'dora' });
  slack.administerPerson({ id: dora.id, realName: 'Dora' });
  await call('conversations.invite', { channel, users: dora.id });
  await call('conversations.open', { users: ada.id, return_im: true });
  await call('conversations.open', { users: ada.id });
  slack.administerChannel({ do: 'kick', channel, user: dora.id });
  slack.administerChannel({ do: 'rename', channel, name: 'renamed' });
  slack.administerChannel({ do: 'archive', channel });
  slack.administerChannel({ do: 'unarchive', channel });
  await call('users.info', { user: ada.id, include_locale: true });
  await call('users.lookupByEmail', { email: 'ada@sandbox.example' });
  await call('users.getPresence', { user: ada.id });
  await call('oauth.v2.access', { client_id: 'sandbox.client', client_secret: 'client-secret', code: 'x' });
  await ada.openHome();
  await call('views.publish', { user_id: ada.id, view: home });
  await ada.openHome();
  await ada.click(channel, ts, 'go');
  const opened = (await call('views.open', { trigger_id: trigger, view: modal })) as Record<
    string,
    { id: string }
  >;
  await ada.clickInView('go');
  await call('views.push', { trigger_id: trigger, view: modal });
  await call('views.update', { view_id: opened.view?.id, view: modal });
  await ada.suggest('pick', 'q');
  await ada.suggest('pick', 'q', { channel, ts });
  await ada.submit();
  await ada.close();
  await ada.command(channel, '/inbox', 'x');
  await ada.shortcut('on_message', { channel, ts });
  await ada.shortcut('anywhere');
  await call('files.delete', { file: upload.file_id });
  await call('chat.delete', { channel, ts });
  const own = await call('chat.postMessage', { channel, text: 'gone soon' });
  await call('chat.delete', { channel, ts: own.ts });
  await slack.waitFor(() => app.events('message').some((event) => event.deleted_ts === own.ts));
  await app.close();
  await slack.close();
  for (const { envelope_id, type, payload } of app.received)
    if (envelope_id) note(nameOf(type, payload), payload);
  return sent;
}

function nameOf(
  type: string,
  payload: Record<string, unknown> & { event?: Record<string, unknown> },
): string {
  if (type === 'slash_commands') return 'slash command';
  if (type === 'interactive') return String(payload.type);
  const { event } = payload;
  return `event ${String(event?.type)}${event?.type === 'message' && event.subtype ? `/${String(event.subtype)}` : ''}`;
}
