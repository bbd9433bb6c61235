import type { InputValue } from '../../../sandbox/protocol';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, type RecordingApp, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';
const plain = (text: string) => ({ type: 'plain_text', text });
const options = ['low', 'high'].map((value) => ({ text: plain(value), value }));

describe('what people put in', () => {
  let slack: SlackSandbox;
  let app: RecordingApp;
  const last = () =>
    app.received.at(-1)?.payload as Record<string, never> & { actions: Record<string, unknown>[] };
  beforeAll(async () => {
    slack = await startSlack({ enforceRateLimits: false });
    app = await recordingApp(slack);
  });
  afterAll(async () => {
    await app.close();
    await slack.close();
  });

  async function open(element: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<void> {
    const button = { type: 'button', action_id: 'open', text: plain('Open') };
    const blocks = [{ type: 'actions', elements: [button] }];
    const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'x', blocks });
    await slack.as('ada').click(channel, String(ts), 'open');
    const input = {
      type: 'input',
      block_id: 'in',
      label: plain('In'),
      element: { action_id: 'it', ...element },
      ...more,
    };
    const view = { type: 'modal', title: plain('t'), submit: plain('Go'), blocks: [input] };
    const trigger_id = app.received.at(-1)?.payload.trigger_id;
    expect(await callApi(slack, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
  }

  const kinds: [Record<string, unknown>, InputValue, Record<string, unknown>][] = [
    [{ type: 'plain_text_input' }, 'words', { value: 'words' }],
    [{ type: 'number_input', is_decimal_allowed: false }, 7, { value: '7' }],
    [{ type: 'email_text_input' }, 'a@example.com', { value: 'a@example.com' }],
    [{ type: 'static_select', options }, 'high', { selected_option: options[1] }],
    [{ type: 'radio_buttons', options }, 'low', { selected_option: options[0] }],
    [{ type: 'checkboxes', options }, ['low', 'high'], { selected_options: options }],
    [{ type: 'multi_static_select', options }, ['high'], { selected_options: [options[1]] }],
    [{ type: 'users_select' }, 'U0BEN', { selected_user: 'U0BEN' }],
    [{ type: 'multi_users_select' }, ['U0BEN'], { selected_users: ['U0BEN'] }],
    [{ type: 'conversations_select' }, channel, { selected_conversation: channel }],
    [{ type: 'channels_select' }, channel, { selected_channel: channel }],
    [{ type: 'datepicker' }, '2026-08-20', { selected_date: '2026-08-20' }],
    [{ type: 'timepicker' }, '09:30', { selected_time: '09:30' }],
    [{ type: 'datetimepicker' }, 1_787_000_000, { selected_date_time: 1_787_000_000 }],
    [
      { type: 'rich_text_input' },
      'bold',
      { rich_text_value: { elements: [{ elements: [{ text: 'bold' }] }] } },
    ],
  ];
  test.each(kinds)('%j', async (element, value, expected) => {
    await open(element);
    expect(await slack.as('ada').submit({ in: value })).toMatchObject({ responseAction: 'close' });
    const view = last().view as unknown as { state: { values: { in: { it: unknown } } } };
    expect(view.state.values.in.it).toMatchObject({ type: element.type, ...expected });
  });

  test('a file input holds the file', async () => {
    await open({ type: 'file_input' });
    const { id } = await upload();
    await slack.as('ada').submit({ it: [id] });
    const view = last().view as unknown as { state: { values: { in: { it: unknown } } } };
    expect(view.state.values.in.it).toMatchObject({ files: [{ id, name: 'a.txt', size: 3 }] });
  });

  async function upload(): Promise<{ id: string }> {
    const response = await fetch(`${slack.url}/control/files`, {
      method: 'POST',
      headers: { 'x-sandbox-token': slack.controlToken },
      body: JSON.stringify({ as: 'U0ADA', file: { name: 'a.txt', base64: 'YWJj' } }),
    });
    return ((await response.json()) as { file: { id: string } }).file;
  }

  const refused: [Record<string, unknown>, InputValue, string][] = [
    [{ type: 'plain_text_input' }, '', 'Please complete this required field.'],
    [{ type: 'plain_text_input', min_length: 3 }, 'ab', 'Please enter at least 3 characters.'],
    [{ type: 'plain_text_input', max_length: 3 }, 'abcd', 'Please enter at most 3 characters.'],
    [{ type: 'email_text_input' }, 'nobody', 'Please enter a valid email address.'],
    [{ type: 'number_input', is_decimal_allowed: true }, 'many', 'Please enter a number.'],
    [{ type: 'checkboxes', options }, [], 'Please complete this required field.'],
  ];
  test.each(refused)('%j with %j never reaches the app', async (element, value, sentence) => {
    await open(element);
    const before = app.received.length;
    expect((await slack.as('ada').submit({ in: value })).errors).toEqual({ in: sentence });
    expect(app.received).toHaveLength(before);
  });

  test('what is not offered cannot be chosen', async () => {
    await open({ type: 'static_select', options });
    expect((await slack.as('ada').submit({ in: 'urgent' })).error).toBe('"urgent" is not among the options.');
    expect((await slack.as('ada').submit({ other: 'x' })).error).toBe('The view has no input "other".');
  });

  test('an input tells the app at once only where it asked for it', async () => {
    await open({ type: 'static_select', options });
    const before = app.received.length;
    expect((await slack.as('ada').clickInView('it', { value: 'high' })).ok).toBe(true);
    expect(app.received).toHaveLength(before);
    await open({ type: 'static_select', options }, { dispatch_action: true });
    await slack.as('ada').clickInView('it', { value: 'high' });
    expect(last().actions).toMatchObject([{ action_id: 'it', block_id: 'in', selected_option: options[1] }]);
  });

  test('a select and an overflow in a message', async () => {
    const elements = [
      { type: 'static_select', action_id: 'level', options },
      { type: 'overflow', action_id: 'more', options },
    ];
    const blocks = [{ type: 'actions', block_id: 'b', elements }];
    const { ts } = await callApi(slack, 'chat.postMessage', { channel, text: 'x', blocks });
    await slack.as('ben').click(channel, String(ts), 'level', { value: 'high' });
    expect(last().actions).toMatchObject([{ type: 'static_select', selected_option: options[1] }]);
    expect(last().state).toMatchObject({ values: { b: { level: { selected_option: options[1] } } } });
    await slack.as('ben').click(channel, String(ts), 'more', { value: 'low' });
    expect(last().actions).toMatchObject([{ type: 'overflow', selected_option: options[0] }]);
    const wrong = await slack.as('ben').click(channel, String(ts), 'nothing');
    expect(wrong.error).toBe('The message has no element with the action_id "nothing".');
  });

  test('a button in App Home', async () => {
    const button = { type: 'button', action_id: 'go', text: plain('Go'), value: 'v' };
    const view = { type: 'home', blocks: [{ type: 'actions', elements: [button] }] };
    await callApi(slack, 'views.publish', { user_id: 'U0BEN', view });
    const home = slack.as('ben').state.home;
    await slack.as('ben').clickInView('go', { viewId: home?.id });
    expect(last()).toMatchObject({ container: { type: 'view', view_id: home?.id }, view: { type: 'home' } });
    const other = await slack.as('ada').clickInView('go', { viewId: home?.id });
    expect(other.error).toBe('That view is not open any more.');
  });

  test('who is not in the channel cannot click there', async () => {
    const made = slack.administerChannel({
      do: 'create',
      name: 'closed',
      private: true,
      members: ['ada', 'bot'],
    });
    const button = { type: 'button', action_id: 'go', text: plain('Go') };
    const blocks = [{ type: 'actions', elements: [button] }];
    const { ts } = await callApi(slack, 'chat.postMessage', { channel: made.id, text: 'x', blocks });
    const clicked = await slack.as('ben').click(made.id, String(ts), 'go');
    expect(clicked.error).toBe('That person is not in this channel.');
  });
});
