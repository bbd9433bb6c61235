import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, type RecordingApp, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';
const modal = (more: Record<string, unknown> = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Form' },
  submit: { type: 'plain_text', text: 'Go' },
  blocks: [
    {
      type: 'input',
      block_id: 'note',
      label: { type: 'plain_text', text: 'Note' },
      optional: true,
      element: { type: 'plain_text_input', action_id: 'note' },
    },
    {
      type: 'actions',
      block_id: 'buttons',
      elements: [{ type: 'button', action_id: 'next', text: { type: 'plain_text', text: 'Next' } }],
    },
  ],
  ...more,
});

describe('views', () => {
  let slack: SlackSandbox;
  let app: RecordingApp;
  let card: string;
  const trigger = (): string => {
    const last = app.received.filter(({ payload }) => payload?.trigger_id).at(-1);
    return String(last?.payload.trigger_id);
  };

  beforeEach(async () => {
    slack = await startSlack({ enforceRateLimits: false });
    app = await recordingApp(slack);
    const elements = [{ type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open' } }];
    const posted = await callApi(slack, 'chat.postMessage', {
      channel,
      text: 'card',
      blocks: [{ type: 'actions', elements }],
    });
    card = String(posted.ts);
  });
  afterEach(async () => {
    await app.close();
    await slack.close();
  });

  const open = async (view: unknown = modal()) => {
    await slack.as('ada').click(channel, card, 'open');
    return callApi(slack, 'views.open', { trigger_id: trigger(), view });
  };

  test('a trigger opens one view and no second', async () => {
    expect((await open()).ok).toBe(true);
    const again = await callApi(slack, 'views.open', { trigger_id: trigger(), view: modal() });
    expect(again.error).toBe('exchanged_trigger_id');
    const unknown = await callApi(slack, 'views.open', { trigger_id: '1.2.abc', view: modal() });
    expect(unknown.error).toBe('invalid_trigger_id');
  });

  test('a trigger is too old after three seconds, and the person is told', async () => {
    slack.clock({ scale: 60, scaleTriggers: true });
    await slack.as('ada').click(channel, card, 'open');
    await new Promise((done) => setTimeout(done, 60));
    const late = await callApi(slack, 'views.open', { trigger_id: trigger(), view: modal() });
    expect(late.error).toBe('expired_trigger_id');
    expect(slack.as('ada').modal).toBeUndefined();
  });

  test('a refused view leaves the trigger usable', async () => {
    const refused = await open(modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } }));
    expect(refused).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    const second = await callApi(slack, 'views.open', { trigger_id: trigger(), view: modal() });
    expect(second.ok).toBe(true);
  });

  test('two views can be pushed on the first, a third not', async () => {
    await open();
    const push = async () => {
      await slack.as('ada').clickInView('next');
      return callApi(slack, 'views.push', { trigger_id: trigger(), view: modal() });
    };
    const first = await push();
    expect(first.view).toMatchObject({ root_view_id: slack.as('ada').state.views[0]?.id });
    expect((await push()).ok).toBe(true);
    expect((await push()).error).toBe('push_limit_reached');
    expect(slack.as('ada').state.views).toHaveLength(3);
    await slack.as('ada').close(true);
    expect(slack.as('ada').state.views).toEqual([]);
  });

  test('an update with an old hash is a conflict; what was typed stays', async () => {
    const opened = (await open()).view as { id: string; hash: string };
    await slack.as('ada').fill({ note: 'typed' });
    const update = (hash?: string) =>
      callApi(slack, 'views.update', { view_id: opened.id, hash, view: modal() });
    const updated = await update(opened.hash);
    expect(updated.view).toMatchObject({ state: { values: { note: { note: { value: 'typed' } } } } });
    expect((await update(opened.hash)).error).toBe('hash_conflict');
    expect((await update()).ok).toBe(true);
    const gone = await callApi(slack, 'views.update', { view_id: 'V0NONE', view: modal() });
    expect(gone.error).toBe('not_found');
  });

  test('an external id is unique and finds its view', async () => {
    await open(modal({ external_id: 'mine' }));
    const update = await callApi(slack, 'views.update', {
      external_id: 'mine',
      view: modal({ external_id: 'mine' }),
    });
    expect(update.ok).toBe(true);
    expect((await open(modal({ external_id: 'mine' }))).error).toBe('duplicate_external_id');
  });

  test('a submit can update, push, clear; a view that Slack refuses is said to the person', async () => {
    const ada = slack.as('ada');
    const answers = [
      { response_action: 'update', view: modal({ callback_id: 'updated' }) },
      { response_action: 'push', view: modal({ callback_id: 'pushed' }) },
      { response_action: 'update', view: modal({ blocks: 'none' }) },
      { response_action: 'clear' },
    ];
    await open();
    app.answer = ({ payload }) => (payload.type === 'view_submission' ? answers.shift() : {});
    expect((await ada.submit()).views.map(({ callbackId }) => callbackId)).toEqual(['updated']);
    expect((await ada.submit()).views.map(({ callbackId }) => callbackId)).toEqual(['updated', 'pushed']);
    expect(await ada.submit()).toMatchObject({ ok: false, error: expect.stringContaining('Slack refuses') });
    expect(await ada.submit()).toMatchObject({ responseAction: 'clear', views: [] });
  });

  test('closing is told to those who asked', async () => {
    await open(modal({ notify_on_close: true }));
    await slack.as('ada').close();
    const closed = await slack.waitFor(() =>
      app.received.find(({ payload }) => payload?.type === 'view_closed'),
    );
    expect(closed.payload).toMatchObject({ is_cleared: false, user: { id: 'U0ADA' } });
  });

  test('App Home keeps its id, and has a hash of its own', async () => {
    const home = { type: 'home', blocks: [{ type: 'divider' }] };
    const publish = (hash?: string) =>
      callApi(slack, 'views.publish', { user_id: 'U0ADA', view: home, hash });
    const first = (await publish()).view as { id: string; hash: string };
    const second = (await publish(first.hash)).view as { id: string };
    expect(second.id).toBe(first.id);
    expect((await publish(first.hash)).error).toBe('hash_conflict');
    expect(slack.as('ben').state.home).toBeNull();
  });

  test('options that Slack would refuse are not offered', async () => {
    const element = { type: 'external_select', action_id: 'who' };
    await open(modal({ blocks: [{ type: 'input', label: { type: 'plain_text', text: 'Who' }, element }] }));
    const option = (text: string) => ({ text: { type: 'plain_text', text }, value: 'v' });
    app.answer = () => ({ options: [option('x'.repeat(76))] });
    const refused = await slack.as('ada').suggest('who', 'a');
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining('must be less than 76') });
    app.answer = () => ({
      option_groups: [{ label: { type: 'plain_text', text: 'Team' }, options: [option('Ada')] }],
    });
    const offered = await slack.as('ada').suggest('who', 'a');
    expect(offered.options).toEqual([{ text: 'Ada', value: 'v', group: 'Team' }]);
  });
});
