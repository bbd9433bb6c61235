import { App, LogLevel } from '@slack/bolt';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';

const CHANNEL = 'C0GENERAL';

/** A small real app over Socket Mode: what Postroom does, in miniature. */
function makeApp(slack: SlackSandbox, seen: unknown[]): App {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    ignoreSelf: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  } as ConstructorParameters<typeof App>[0]);
  app.message(async ({ message }) => {
    seen.push(message);
  });
  app.action('assign', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({
      trigger_id: (body as { trigger_id: string }).trigger_id,
      view: {
        type: 'modal',
        callback_id: 'assign_form',
        title: { type: 'plain_text', text: 'Assign' },
        submit: { type: 'plain_text', text: 'Assign' },
        blocks: [
          {
            type: 'input',
            block_id: 'person',
            label: { type: 'plain_text', text: 'To' },
            element: { type: 'external_select', action_id: 'person', min_query_length: 0 },
          },
          {
            type: 'input',
            block_id: 'note',
            optional: true,
            label: { type: 'plain_text', text: 'Note' },
            element: { type: 'plain_text_input', action_id: 'note' },
          },
        ],
      },
    });
  });
  app.options('person', async ({ ack, options }) => {
    const text = { type: 'plain_text' as const, text: `Found ${options.value}` };
    await ack({ options: [{ text, value: `person-${options.value}` }] });
  });
  app.view('assign_form', async ({ ack, view, client, body }) => {
    const { note, person } = view.state.values;
    if (note?.note?.value === 'bad') {
      await ack({ response_action: 'errors', errors: { note: 'Say something kinder.' } });
      return;
    }
    await ack();
    const chosen = person?.person?.selected_option?.value;
    await client.chat.postMessage({
      channel: CHANNEL,
      text: `${body.user.name}: ${chosen} ${note?.note?.value}`,
    });
  });
  app.command('/inbox', async ({ ack, command }) => {
    await ack(`You asked for ${command.text}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Your queue' } }] },
    });
  });
  return app;
}

describe('a Bolt app over Socket Mode', () => {
  let slack: SlackSandbox;
  let app: App;
  const seen: Record<string, unknown>[] = [];

  beforeAll(async () => {
    slack = await startSlack({ seed: { app: { commands: [{ command: '/inbox', description: 'Inbox' }] } } });
    app = makeApp(slack, seen);
    await app.start();
  });
  afterAll(async () => {
    await app.stop();
    await slack.close();
  });

  async function postCard(): Promise<string> {
    const card = await app.client.chat.postMessage({
      channel: CHANNEL,
      text: 'A card',
      metadata: { event_type: 'card', event_payload: { conversation: '142' } },
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'A card' } },
        {
          type: 'actions',
          block_id: 'buttons',
          elements: [
            {
              type: 'button',
              action_id: 'assign',
              text: { type: 'plain_text', text: 'Assign' },
              value: '142',
            },
          ],
        },
      ],
    });
    return card.ts as string;
  }

  test('hears what people write and its own posts, with their metadata', async () => {
    const ts = await postCard();
    const ada = slack.as('ada');
    await ada.message(CHANNEL, 'look at <this> @ben', { thread: ts });
    await slack.waitFor(() => seen.length >= 2);
    expect(seen[0]).toMatchObject({ ts, bot_id: slack.botId, channel_type: 'channel' });
    expect(seen[0]?.metadata).toEqual({ event_type: 'card', event_payload: { conversation: '142' } });
    expect(seen[1]).toMatchObject({
      user: 'U0ADA',
      text: 'look at &lt;this&gt; <@U0BEN>',
      thread_ts: ts,
      parent_user_id: slack.botUserId,
    });
    expect(slack.message(CHANNEL, ts)).toMatchObject({ replyCount: 1, replyUsers: ['U0ADA'] });
  });

  test('a click opens a modal, an external select is filled, a submit is refused and then taken', async () => {
    const ts = await postCard();
    const ben = slack.as('ben');
    const clicked = await ben.click(CHANNEL, ts, 'assign');
    expect(clicked).toMatchObject({ ok: true, ack: { status: 'acknowledged' } });
    await slack.waitFor(() => ben.modal);
    expect((await ben.submit()).errors).toEqual({ person: 'Please complete this required field.' });
    const offered = await ben.suggest('person', 'cl');
    expect(offered.options).toEqual([{ text: 'Found cl', value: 'person-cl' }]);
    const refused = await ben.submit({ person: 'person-cl', note: 'bad' });
    expect(refused).toMatchObject({ responseAction: 'errors', errors: { note: 'Say something kinder.' } });
    const taken = await ben.submit({ note: 'please' });
    expect(taken).toMatchObject({ responseAction: 'close', views: [] });
    const said = 'ben: person-cl please';
    await slack.waitFor(() => slack.channel('general').messages.some((message) => message.text === said));
  });

  test('a command answers in private, the App Home is published', async () => {
    const clara = slack.as('clara');
    expect(await clara.command(CHANNEL, '/inbox', 'list')).toMatchObject({ ok: true });
    expect(clara.state.ephemerals.map((message) => message.text)).toEqual(['You asked for list']);
    expect(slack.as('ada').state.ephemerals).toEqual([]);
    await clara.openHome();
    const home = await slack.waitFor(() => clara.state.home);
    expect(home.blocks[0]).toMatchObject({ type: 'section' });
  });

  test('what nobody acknowledges is said to the person', async () => {
    app.action('silent', async () => {});
    const silent = await app.client.chat.postMessage({
      channel: CHANNEL,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'silent', text: { type: 'plain_text', text: 'x' } }],
        },
      ],
    });
    const result = await slack.as('ada').click(CHANNEL, silent.ts as string, 'silent');
    expect(result).toMatchObject({ ok: false, ack: { status: 'timeout' } });
    expect(result.ack?.ms).toBeGreaterThanOrEqual(2900);
  });
});
