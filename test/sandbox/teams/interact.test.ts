import { card, type Rehearsal, rehearse, text, thread, withCard } from './recordingBot';

type Json = Record<string, unknown>;

const CARD = 'application/vnd.microsoft.card.adaptive';
const take = {
  type: 'Action.Execute',
  title: 'Take',
  verb: 'postroom',
  data: { action: 'take' },
  fallback: { type: 'Action.Submit', title: 'Take', data: { action: 'take' } },
};
const assign = {
  type: 'Action.Submit',
  title: 'Assign',
  mode: 'secondary',
  data: { msteams: { type: 'task/fetch' }, action: 'assign' },
};
const form = card(
  [
    {
      type: 'Input.ChoiceSet',
      id: 'person',
      label: 'To',
      isRequired: true,
      errorMessage: 'Choose somebody.',
      style: 'filtered',
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users?scope=currentContext' },
    },
    { type: 'Input.Text', id: 'note', label: 'Note', value: 'please' },
  ],
  [{ type: 'Action.Submit', title: 'Assign', data: { token: 't' } }],
);
const dialog = (content: unknown) => ({
  json: { task: { type: 'continue', value: { title: 'Assign', card: { contentType: CARD, content } } } },
});

describe('acting on cards', () => {
  let on: Rehearsal;
  let id: string;
  beforeAll(async () => {
    on = await rehearse({ enforceRateLimits: false });
  });
  afterAll(() => on.close());
  beforeEach(async () => {
    on.teams.settings({ universalActions: true });
    await show(card([text('New')], [take, assign]));
    on.bot.received.length = 0;
    on.bot.answer = () => ({});
  });

  async function show(content: Json): Promise<void> {
    const { json } = await on.call(
      'POST',
      '/connector/v3/conversations',
      thread(on.support, withCard(content)),
    );
    id = String(json.activityId);
  }
  const last = () => on.bot.activities().at(-1) as Json;
  const say = (statusCode: number, type: string, value: unknown) => {
    on.bot.answer = () => ({ json: { statusCode, type, value } });
  };

  test('Action.Execute is an invoke with verb and data; its card replaces that of who clicked', async () => {
    const own = card([text('Yours')]);
    say(200, CARD, own);
    const { answer, shown } = await on.teams.as('ada').click('support', id, 'Take');
    expect([answer?.status, shown]).toEqual(['answered', undefined]);
    expect(last()).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: {
        action: { type: 'Action.Execute', title: 'Take', verb: 'postroom', data: { action: 'take' } },
        trigger: 'manual',
      },
      replyToId: id,
      conversation: { id: `${on.support};messageid=${id}` },
      channelData: { source: { name: 'message' } },
    });
    expect(on.teams.as('ada').card('support', id)).toEqual(own);
    expect(on.teams.as('ben').card('support', id)).toEqual(card([text('New')], [take, assign]));
    const update = `/connector/v3/conversations/${on.support}/activities/${id}`;
    await on.call('PUT', update, withCard(card([text('Everybody’s')])));
    expect(on.teams.as('ada').card('support', id)).toEqual(card([text('Everybody’s')]));
  });

  test('a message and an error are shown in the bot’s words, HTTP errors in the client’s', async () => {
    const click = async () => (await on.teams.as('ada').click('support', id, 'Take')).shown;
    say(200, 'application/vnd.microsoft.activity.message', 'Taken.');
    expect(await click()).toEqual({ tone: 'message', text: 'Taken.' });
    say(403, 'application/vnd.microsoft.error', { code: 'Forbidden', message: 'Only the owner can.' });
    expect(await click()).toEqual({ tone: 'error', text: 'Only the owner can.' });
    on.bot.answer = () => ({
      status: 403,
      json: { statusCode: 403, type: 'application/vnd.microsoft.error', value: { message: 'Never seen.' } },
    });
    expect(await click()).toEqual({ tone: 'error', text: 'Something went wrong. Please try again.' });
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'is answered { statusCode, type, value }'],
    ['something else', { ok: true }, 'is answered { statusCode, type, value }'],
    ['a card that is none', { statusCode: 200, type: CARD, value: { type: 'Card' } }, '$.type'],
    [
      'a card too large',
      { statusCode: 200, type: CARD, value: card([text('x'.repeat(30_000))]) },
      'more than 28672',
    ],
  ])('given %s as the answer, the sandbox says what is wrong with it', async (_, json, error) => {
    on.bot.answer = () => ({ json });
    const done = await on.teams.as('ada').click('support', id, 'Take');
    expect(done.ok).toBe(false);
    expect(done.error).toContain(error);
    expect(done.shown?.tone).toBe('error');
  });

  test('a card that names somebody in its refresh asks by itself, and fails without a word', async () => {
    const ada = on.teams.as('ada');
    const action = { type: 'Action.Execute', verb: 'refresh', data: { post: 'p' } };
    await show(card([text('All')], [], { refresh: { action, userIds: [ada.state.me.mri] } }));
    say(200, CARD, card([text('Ada’s')]));
    await ada.view('support', id);
    expect(last().value).toEqual({ action, trigger: 'automatic' });
    expect(ada.card('support', id)).toEqual(card([text('Ada’s')]));
    const before = on.bot.received.length;
    await on.teams.as('ben').view('support', id);
    expect(on.bot.received).toHaveLength(before);
    on.bot.answer = () => ({ status: 500 });
    const { json } = await on.call(
      'PUT',
      `/connector/v3/conversations/${on.support}/activities/${id}`,
      withCard(card([text('x')], [], { refresh: { action, userIds: [ada.state.me.mri] } })),
    );
    expect(json.id).toBe(id);
    expect(await ada.view('support', id)).not.toHaveProperty('shown');
  });

  test('an old client sends the Submit fallback, which arrives as a message with a value', async () => {
    on.teams.settings({ universalActions: false });
    await on.teams.as('ada').click('support', id, 'Take');
    expect(last()).toMatchObject({ type: 'message', value: { action: 'take' }, replyToId: id });
    expect(last()).not.toHaveProperty('text');
    const bare = { ...take, fallback: undefined };
    await show(card([text('x')], [bare]));
    expect((await on.teams.as('ada').click('support', id, 'Take')).error).toContain('no button');
  });

  test('inputs of a card go with its buttons, unless the button wants none', async () => {
    const input = { type: 'Input.Text', id: 'note', label: 'Note', value: 'as it was' };
    const bare = { ...take, title: 'Bare', associatedInputs: 'none' };
    await show(card([input], [take, bare]));
    say(200, 'application/vnd.microsoft.activity.message', 'ok');
    const data = () => (last().value as { action: { data: Json } }).action.data;
    await on.teams.as('ada').click('support', id, 'Take');
    expect(data()).toEqual({ action: 'take', note: 'as it was' });
    await on.teams.as('ada').click('support', id, 'Take', { note: 'now' });
    expect(data().note).toBe('now');
    await on.teams.as('ada').click('support', id, 'Bare', { note: 'now' });
    expect(data()).toEqual({ action: 'take' });
    expect((await on.teams.as('ada').click('support', id, 'Take', { other: 'x' })).error).toContain(
      'no input "other"',
    );
  });

  test('a dialog is fetched, searched, sent, shown again with errors, and closed', async () => {
    const ada = on.teams.as('ada');
    on.bot.answer = () => dialog(form);
    const opened = await ada.click('support', id, 'Assign');
    expect(opened.dialog).toMatchObject({ title: 'Assign', card: form, place: on.support, message: id });
    expect(last()).toMatchObject({
      name: 'task/fetch',
      value: { data: { action: 'assign', msteams: { type: 'task/fetch' } }, context: { theme: 'default' } },
      replyToId: id,
    });

    const { options } = await ada.search('person', 'okaf');
    expect(options).toEqual([{ title: 'Ben Okafor', value: on.teams.as('ben').id }]);
    expect((await ada.submit()).error).toBe('Choose somebody.');

    const again = card([text('Not him.'), ...(form.body as Json[])], form.actions as Json[]);
    on.bot.answer = () => dialog(again);
    const refused = await ada.submit({ person: on.teams.as('ben').id });
    expect(last()).toMatchObject({
      name: 'task/submit',
      value: { data: { token: 't', person: on.teams.as('ben').id, note: 'please' } },
      conversation: { id: `${on.support};messageid=${id}` },
    });
    expect(refused.dialog?.card).toEqual(again);

    on.bot.answer = () => ({});
    const closed = await ada.submit({ person: on.teams.as('ben').id, note: 'x' });
    expect([closed.dialog, closed.shown]).toEqual([null, undefined]);
  });

  test('a dialog may end with a sentence, and be closed by its cross', async () => {
    const ada = on.teams.as('ada');
    on.bot.answer = () => dialog(form);
    await ada.click('support', id, 'Assign');
    on.bot.answer = () => ({ json: { task: { type: 'message', value: 'Done.' } } });
    const done = await ada.submit({ person: 'x' });
    expect([done.dialog, done.shown]).toEqual([null, { tone: 'message', text: 'Done.' }]);
    on.bot.answer = () => dialog(form);
    await ada.click('support', id, 'Assign');
    expect((await ada.close()).dialog).toBeNull();
    expect((await ada.submit().catch((error: Error) => error)).toString()).toContain('No dialog is open');
  });

  test.each<[string, unknown, string]>([
    ['a bare card', { task: { type: 'continue', value: { card: form } } }, '$.task.value.card'],
    ['Action.Execute', dialog(card([text('x')], [take])).json, 'not Action.Execute'],
    [
      'a refresh',
      dialog(card([text('x')], [], { refresh: { action: take } })).json,
      'does not refresh itself',
    ],
    [
      'an odd size',
      { task: { type: 'continue', value: { height: 'huge', card: { contentType: CARD, content: form } } } },
      '$.task.value.height',
    ],
    ['another type', { task: { type: 'open' } }, '$.task.type'],
  ])('a dialog with %s is not opened', async (_, json, error) => {
    on.bot.answer = () => ({ json });
    const done = await on.teams.as('ada').click('support', id, 'Assign');
    expect(done.error).toContain(error);
    expect(done.dialog).toBeNull();
  });

  test('a list of the bot’s own is asked for as it is typed', async () => {
    const list = {
      type: 'Input.ChoiceSet',
      id: 'label',
      label: 'Label',
      style: 'filtered',
      'choices.data': { type: 'Data.Query', dataset: 'labels' },
    };
    on.bot.answer = () => dialog(card([list]));
    await on.teams.as('ada').click('support', id, 'Assign');
    const results = [{ title: 'Urgent', value: '1' }];
    say(200, 'application/vnd.microsoft.search.searchResponse', { results });
    expect((await on.teams.as('ada').search('label', 'urg')).options).toEqual(results);
    expect(last()).toMatchObject({
      name: 'application/search',
      value: { queryText: 'urg', queryOptions: { skip: 0, top: 15 }, dataset: 'labels' },
    });
    say(200, 'application/vnd.microsoft.card.adaptive', {});
    expect((await on.teams.as('ada').search('label', 'urg')).ok).toBe(false);
  });

  test('who is not in the channel does nothing there', async () => {
    await on.teams.administer({ do: 'removeMember', team: 'Acme', person: 'clara' });
    const clara = on.teams.as('clara');
    const action = { type: 'execute', place: on.support, message: id, action: take, inputs: {} } as const;
    expect((await clara.act(action)).error).toContain('not in this channel');
    expect((await clara.act({ type: 'message', place: on.support, text: 'x' })).error).toContain(
      'not in this',
    );
    expect(clara.state.messages).toEqual({});
    await on.teams.administer({ do: 'addMember', team: 'Acme', person: 'clara' });
  });
});
