import type { Card } from '../../src/ui/card';
import type { Form } from '../../src/ui/form';
import type { Reply } from '../../src/ui/reply';
import { plain } from '../../src/ui/text';
import { buttonIn, elementsIn, type Rehearsal, rehearse, SUPPORT, wordsOnScreen } from './rehearsal';

const button = (action: string, opens: 'form' | 'page' | 'nothing') => ({
  action,
  label: action,
  input: { conversationId: 'c-142' },
  opens,
});
const card: Card = {
  summary: '#142',
  pieces: [{ kind: 'buttons', buttons: [button('more', 'page'), button('qualify', 'form')] }],
};
const token = { action: 'qualify', nonce: 'nonce-1', conversationId: 'c-142', seenVersion: 3 };
const form: Form = {
  title: 'Qualify #142',
  submit: 'Save',
  close: 'Cancel',
  intro: [{ kind: 'text', text: plain('Choose the one that fits.') }],
  fields: [
    {
      kind: 'choice',
      name: 'qualification',
      label: 'Category',
      optional: false,
      options: [
        { value: 'q-1', label: 'Fault' },
        { value: 'q-2', label: 'Invoice' },
      ],
    },
    { kind: 'search', name: 'person', label: 'Person', lookup: 'members', optional: true },
    { kind: 'lines', name: 'note', label: 'Note', maxLength: 500, optional: true },
    {
      kind: 'check',
      name: 'tell',
      label: 'Tell',
      optional: true,
      options: [{ value: 'owner', label: 'The owner' }],
    },
  ],
  token,
};
const palette: Form = {
  ...form,
  title: 'Actions #142',
  submit: null,
  fields: [],
  intro: [
    {
      kind: 'buttons',
      buttons: [button('assign', 'form'), button('take', 'nothing'), button('history', 'page')],
    },
  ],
};

let on: Rehearsal;
let ts: string;
const ben = () => on.sandbox.as('ben');
const modal = () => ben().modal!;
const answer = (reply: Reply, ms = 0) => {
  on.inside.answers = () => new Promise((resolve) => setTimeout(() => resolve(reply), ms));
};
const blockOf = (name: string) =>
  String(modal().blocks.find((block) => block.block_id?.startsWith(`field:${name}:`))?.block_id);
const open = async (label: string, reply: Reply) => {
  answer(reply);
  await ben().click('C0SUPPORT', ts, buttonIn(on.sandbox.message('C0SUPPORT', ts)!.blocks, label));
  await on.sandbox.waitFor(() => ben().modal);
};

beforeAll(async () => {
  on = await rehearse();
});
afterAll(() => on.stop());
beforeEach(async () => {
  const posted = await on.chat.post(SUPPORT, { card, key: 'key-1', thread: null, broadcast: false });
  ts = posted.ok ? posted.value.ts : '';
  on.inside.requests.length = 0;
});
afterEach(async () => {
  on.sandbox.faults({ clear: true });
  if (ben().modal) await ben().close(true);
});

describe('submitting a form', () => {
  it('brings the values by field name, the token and the channel in which it was opened', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'done', text: null });
    await ben().submit({
      [blockOf('qualification')]: 'q-2',
      [blockOf('note')]: 'Third time.\nAngry.',
      [blockOf('tell')]: ['owner'],
    });
    expect(on.inside.requests.at(-1)).toEqual({
      kind: 'submit',
      requestId: 'nonce-1',
      from: { platform: 'slack', team: on.sandbox.teamId, user: 'U0BEN' },
      channel: 'C0SUPPORT',
      token,
      values: { qualification: 'q-2', person: null, note: 'Third time.\nAngry.', tell: ['owner'] },
    });
  });

  it('that was done closes everything and confirms privately', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'done', text: plain('#142 is qualified as Invoice.') });
    const { responseAction } = await ben().submit({ [blockOf('qualification')]: 'q-2' });
    expect(responseAction).toBe('clear');
    const told = await on.sandbox.waitFor(() => ben().state.ephemerals.at(-1));
    expect(told).toMatchObject({ text: '#142 is qualified as Invoice.', channel: 'C0SUPPORT' });
  });

  it('with a wrong value keeps it open with the sentence at its field', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'fieldErrors', errors: { note: 'The note is empty.', ghost: 'Also this.' } });
    const { responseAction, errors } = await ben().submit({ [blockOf('qualification')]: 'q-2' });
    expect(responseAction).toBe('errors');
    expect(errors).toEqual({
      [blockOf('note')]: 'The note is empty.',
      [blockOf('qualification')]: 'Also this.',
    });
  });

  it('that is refused says why in the modal', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'notice', tone: 'refusal', text: plain('Somebody else owns it now.') });
    const { responseAction } = await ben().submit({ [blockOf('qualification')]: 'q-2' });
    expect(responseAction).toBe('update');
    expect(wordsOnScreen(modal().blocks)).toBe('Somebody else owns it now.');
  });

  it('that takes too long is acknowledged in time and answered in the modal afterwards', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'done', text: plain('Saved after all.') }, 3_300);
    const { ack, responseAction } = await ben().submit({ [blockOf('qualification')]: 'q-2' });
    expect([ack?.status, responseAction]).toEqual(['acknowledged', 'update']);
    expect(wordsOnScreen(modal().blocks)).toContain('taking a little longer');
    await on.sandbox.waitFor(() => wordsOnScreen(modal().blocks) === 'Saved after all.');
  }, 10_000);

  it('keeps what was typed when the same form comes again, and drops it for another one', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'replaceForm', form: { ...form, title: 'Again' } });
    await ben().submit({ [blockOf('qualification')]: 'q-1', [blockOf('note')]: 'kept' });
    expect(modal().values[blockOf('note')]).toMatchObject({ value: { value: 'kept' } });
    const fields = form.fields.map((field) =>
      field.name === 'note' && field.kind === 'lines' ? { ...field, initial: 'from us' } : field,
    );
    answer({ kind: 'replaceForm', form: { ...form, fields } });
    await ben().submit({ [blockOf('qualification')]: 'q-1' });
    expect(modal().values[blockOf('note')]).toMatchObject({ value: { value: 'from us' } });
  });
});

describe('choosing among many', () => {
  it('asks the lookup with what was typed and offers what it says', async () => {
    await open('qualify', { kind: 'form', form });
    answer({
      kind: 'options',
      options: [{ value: 'p-1', label: 'Ada Moreau & <friends>', detail: 'dispatcher' }],
    });
    const { options } = await ben().suggest('look:members', 'ad');
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'options',
      lookup: 'members',
      query: 'ad',
      conversationId: token.conversationId,
    });
    expect(options).toEqual([{ text: 'Ada Moreau & <friends>', value: 'p-1', description: 'dispatcher' }]);
  });

  it('offers nothing, in time, when the lookup is too slow', async () => {
    await open('qualify', { kind: 'form', form });
    answer({ kind: 'options', options: [{ value: 'p-1', label: 'Ada' }] }, 3_500);
    const { ack, options } = await ben().suggest('look:members', 'ad');
    expect([ack?.status, options]).toEqual(['acknowledged', []]);
  }, 10_000);
});

describe('clicking inside a modal', () => {
  it('covers it with a form, and says that it came from a modal', async () => {
    await open('more', { kind: 'form', form: palette });
    answer({ kind: 'form', form });
    await ben().clickInView(buttonIn(modal().blocks, 'assign'));
    await on.sandbox.waitFor(() => ben().state.views.length === 2);
    expect(modal().title).toBe('Qualify #142');
    expect(on.inside.requests.at(-1)).toMatchObject({
      action: 'assign',
      inModal: true,
      channel: 'C0SUPPORT',
    });
  });

  it('covers it with "one moment" when the form is slow', async () => {
    await open('more', { kind: 'form', form: palette });
    answer({ kind: 'form', form }, 1_100);
    await ben().clickInView(buttonIn(modal().blocks, 'assign'));
    await on.sandbox.waitFor(() => wordsOnScreen(modal().blocks) === 'One moment…');
    await on.sandbox.waitFor(() => modal().title === 'Qualify #142');
    expect(ben().state.views).toHaveLength(2);
  });

  it('replaces the page that it came from when the answer says so', async () => {
    await open('more', { kind: 'form', form: palette });
    answer({ kind: 'replaceForm', form: { ...palette, title: 'Page 2' } });
    await ben().clickInView(buttonIn(modal().blocks, 'history'));
    await on.sandbox.waitFor(() => modal().title === 'Page 2');
    expect(ben().state.views).toHaveLength(1);
  });

  it('replaces the third modal, because Slack stacks no more', async () => {
    await open('more', { kind: 'form', form: palette });
    for (const depth of [2, 3, 3]) {
      answer({ kind: 'form', form: { ...palette, title: `Deeper ${on.inside.requests.length}` } });
      const title = `Deeper ${on.inside.requests.length}`;
      await ben().clickInView(buttonIn(modal().blocks, 'history'));
      await on.sandbox.waitFor(() => modal().title === title);
      expect(ben().state.views).toHaveLength(depth);
    }
  });

  it('says in it what was done, and covers it with a refusal', async () => {
    await open('more', { kind: 'form', form: palette });
    answer({ kind: 'notice', tone: 'refusal', text: plain('Not yours.') });
    await ben().clickInView(buttonIn(modal().blocks, 'take'));
    await on.sandbox.waitFor(() => wordsOnScreen(modal().blocks) === 'Not yours.');
    await ben().close();
    answer({ kind: 'done', text: plain('You took #142.') });
    await ben().clickInView(buttonIn(modal().blocks, 'take'));
    await on.sandbox.waitFor(() => wordsOnScreen(modal().blocks) === 'You took #142.');
    expect(ben().state.views).toHaveLength(1);
  });
});

describe('App Home', () => {
  const home = (words: string): Card => ({
    summary: 'Home',
    pieces: [
      {
        kind: 'picker',
        name: 'mailbox',
        label: 'Mailbox',
        chosen: 'm-1',
        options: [
          { value: 'm-1', label: 'support@' },
          { value: 'm-2', label: 'sales@' },
        ],
      },
      { kind: 'text', text: plain(words) },
      { kind: 'buttons', buttons: [button('take', 'nothing'), button('assign', 'form')] },
    ],
  });
  const shown = () => wordsOnScreen(ben().state.home?.blocks);

  it('is published when somebody looks, and again with another choice', async () => {
    answer({ kind: 'card', card: home('Queue of support@') });
    await ben().openHome();
    await on.sandbox.waitFor(() => shown().includes('Queue of support@'));
    answer({ kind: 'card', card: home('Queue of sales@') });
    const picker = elementsIn(ben().state.home!.blocks)[0]!;
    const viewId = ben().state.home!.id;
    await ben().clickInView(String(picker.action_id), { viewId, value: 'm-2' });
    await on.sandbox.waitFor(() => shown().includes('Queue of sales@'));
    expect(on.inside.requests.at(-1)).toMatchObject({ kind: 'home', chosen: { mailbox: 'm-2' } });
  });

  it('says above the list what was done there, and opens forms', async () => {
    answer({ kind: 'card', card: home('Queue') });
    await ben().openHome();
    await on.sandbox.waitFor(() => shown().includes('Queue'));
    on.inside.answers = (request) =>
      request.kind === 'home'
        ? { kind: 'card', card: home('Shorter queue') }
        : { kind: 'done', text: plain('You took #142.') };
    const viewId = ben().state.home!.id;
    await ben().clickInView(buttonIn(ben().state.home!.blocks, 'take'), { viewId });
    await on.sandbox.waitFor(() => /You took #142\.[\s\S]*Shorter queue/.test(shown()));
    answer({ kind: 'form', form });
    await ben().clickInView(buttonIn(ben().state.home!.blocks, 'assign'), { viewId: ben().state.home!.id });
    await on.sandbox.waitFor(() => ben().modal?.title === 'Qualify #142');
  });

  it('is drawn again, with its pickers, when a form that began there is done', async () => {
    answer({ kind: 'card', card: home('Queue') });
    await ben().openHome();
    await on.sandbox.waitFor(() => shown().includes('Queue'));
    const { id: viewId, blocks } = ben().state.home!;
    answer({ kind: 'form', form });
    await ben().clickInView(buttonIn(blocks, 'assign'), { viewId });
    await on.sandbox.waitFor(() => ben().modal?.title === 'Qualify #142');
    on.inside.answers = (request) =>
      request.kind === 'home'
        ? { kind: 'card', card: home('Drawn again') }
        : { kind: 'done', text: plain('Qualified.') };
    await ben().submit({ [blockOf('qualification')]: 'q-1' });
    await on.sandbox.waitFor(() => /Qualified\.[\s\S]*Drawn again/.test(shown()));
    expect(on.inside.requests.at(-1)).toMatchObject({ kind: 'home', chosen: { mailbox: 'm-1' } });
  });
});

describe('the slash command', () => {
  it('arrives as words and mentioned people, and is answered privately', async () => {
    answer({ kind: 'notice', tone: 'info', text: plain('Here you are.') });
    await ben().command('C0GENERAL', '/inbox', 'assign 142 @ada "call her back" «à rappeler»');
    await on.sandbox.waitFor(() => ben().state.ephemerals.at(-1)?.text === 'Here you are.');
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'command',
      channel: 'C0GENERAL',
      words: ['assign', '142', { user: 'U0ADA' }, 'call her back', 'à rappeler'],
    });
  });

  it('may open a form', async () => {
    answer({ kind: 'form', form });
    await ben().command('C0SUPPORT', '/inbox', 'qualify 142');
    await on.sandbox.waitFor(() => ben().modal?.title === 'Qualify #142');
  });
});
