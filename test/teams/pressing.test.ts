import type { Card } from '../../src/ui/card';
import type { Form } from '../../src/ui/form';
import { plain } from '../../src/ui/text';
import { INSTALLATION, type Rehearsal, rehearse } from './rehearsal';

const KEY = '01890a5d-ac96-774b-bcce-b302099a8057.1';
const CONVERSATION = '01890a5d-ac96-774b-bcce-b302099a8058';

function aCard(words = 'The invoice is wrong'): Card {
  const input = { conversation: CONVERSATION, version: 3 };
  return {
    summary: `#142 ${words}`,
    pieces: [
      { kind: 'heading', text: plain(`● New #142 ${words}`) },
      {
        kind: 'buttons',
        buttons: [
          { action: 'take', label: 'Take', input, opens: 'nothing', style: 'primary' },
          { action: 'assign', label: 'Assign', input, opens: 'form' },
          {
            action: 'archive',
            label: 'Archive',
            input,
            opens: 'nothing',
            confirm: { title: 'Archive it?', text: 'It leaves the inbox.', yes: 'Archive it', no: 'Keep it' },
          },
        ],
      },
    ],
  };
}

function aForm(more: Partial<Form> = {}): Form {
  return {
    title: 'Assign #142',
    submit: 'Assign',
    close: 'Cancel',
    intro: [],
    fields: [
      { name: 'person', label: 'To', optional: false, kind: 'search', lookup: 'members' },
      { name: 'note', label: 'Note', optional: true, kind: 'lines', maxLength: 3000 },
    ],
    token: { action: 'assign', nonce: 'nonce-1', conversationId: CONVERSATION, seenVersion: 3 },
    ...more,
  };
}

let on: Rehearsal;
let channel: string;
let card: string;

beforeEach(async () => {
  on = await rehearse();
  channel = on.channel('support');
  const posted = await on.chat.post(
    { installationId: INSTALLATION, channel },
    { card: aCard(), key: KEY, thread: null, broadcast: false },
  );
  if (!posted.ok) throw new Error(JSON.stringify(posted));
  card = posted.value.ts;
});
afterEach(() => on.stop());

const ben = () => on.sandbox.as('ben');

describe('a button that does something at once', () => {
  test('given it happened, then the card shows it to them at once, and the click carried what the button holds', async () => {
    on.inside.answers = (request) =>
      request.kind === 'redraw' ? { kind: 'card', card: aCard('Ben took it') } : { kind: 'done', text: null };
    const pressed = await ben().click(channel, card, 'Take');
    expect(pressed).toMatchObject({ ok: true });
    expect(on.inside.requests).toMatchObject([
      {
        kind: 'click',
        action: 'take',
        input: { conversation: CONVERSATION, version: 3 },
        inModal: false,
        channel,
        from: { platform: 'teams', team: on.sandbox.tenantId, user: ben().id },
      },
      { kind: 'redraw', key: KEY },
    ]);
    expect(JSON.stringify(ben().card(channel, card))).toContain('Ben took it');
    expect(JSON.stringify(on.sandbox.as('ada').card(channel, card))).not.toContain('Ben took it');
  });

  test('given it was refused, then the client shows why', async () => {
    on.inside.answers = () => ({ kind: 'notice', tone: 'refusal', text: plain('Only the owner can.') });
    expect((await ben().click(channel, card, 'Take')).shown).toEqual({
      tone: 'error',
      text: 'Only the owner can.',
    });
  });

  test('given the same delivery comes twice, then both are the same request', async () => {
    on.sandbox.faults({ duplicateDelivery: 1 });
    await ben().click(channel, card, 'Take');
    await on.sandbox.waitFor(() => on.inside.requests.filter(({ kind }) => kind === 'click').length === 2);
    const clicks = on.inside.requests.filter(({ kind }) => kind === 'click');
    expect(new Set(clicks.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('given an old client, then what there is to say is said privately', async () => {
    on.sandbox.settings({ universalActions: false });
    on.inside.answers = () => ({ kind: 'notice', tone: 'refusal', text: plain('Only the owner can.') });
    await ben().click(channel, card, 'Take');
    const told = await on.sandbox.waitFor(() =>
      ben()
        .messages(channel)
        .find(({ targetedTo }) => targetedTo === ben().id),
    );
    expect(JSON.stringify(told.card)).toContain('Only the owner can.');
    expect(JSON.stringify(on.sandbox.as('ada').messages(channel))).not.toContain('Only the owner can.');
  });

  test('given it has to be confirmed, then a dialog asks, and only yes counts', async () => {
    await ben().click(channel, card, 'Archive');
    expect(on.inside.requests).toEqual([]);
    expect(ben().dialog?.title).toBe('Archive it?');
    const confirmed = await ben().submit({}, 'Archive it');
    expect(confirmed).toMatchObject({ ok: true, dialog: null });
    expect(on.inside.requests).toMatchObject([{ kind: 'click', action: 'archive' }]);
  });
});

describe('a form', () => {
  test('given it is filled in, then the values arrive under its nonce and the dialog closes', async () => {
    on.inside.answers = (request) =>
      request.kind === 'click' ? { kind: 'form', form: aForm() } : { kind: 'done', text: null };
    await ben().click(channel, card, 'Assign');
    expect(ben().dialog?.title).toBe('Assign #142');
    const sent = await ben().submit({ 'in:search:person': 'person-1', 'in:lines:note': 'Please <call>' });
    expect(sent).toMatchObject({ ok: true, dialog: null });
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'submit',
      requestId: 'nonce-1',
      values: { person: 'person-1', note: 'Please <call>' },
      token: { action: 'assign', conversationId: CONVERSATION, seenVersion: 3 },
    });
  });

  test('given a wrong field, then the form stays with what was written and the sentence', async () => {
    on.inside.answers = (request) => {
      if (request.kind === 'click') return { kind: 'form', form: aForm() };
      return { kind: 'fieldErrors', errors: { note: 'The note is too long.' }, form: aForm() };
    };
    await ben().click(channel, card, 'Assign');
    await ben().submit({ 'in:search:person': 'person-1', 'in:lines:note': 'What I wrote' });
    const shown = JSON.stringify(ben().dialog);
    expect(shown).toContain('The note is too long.');
    expect(shown).toContain('What I wrote');
  });

  test('given somebody types into a long list, then at most fifteen choices come, for that conversation', async () => {
    on.inside.answers = (request) => {
      if (request.kind !== 'options') return { kind: 'form', form: aForm() };
      const options = Array.from({ length: 40 }, (_, n) => ({ value: `p${n}`, label: `Person ${n}` }));
      return { kind: 'options', options };
    };
    await ben().click(channel, card, 'Assign');
    const found = await ben().search('in:search:person', 'per');
    expect(found.options).toHaveLength(15);
    expect(found.options?.[0]).toEqual({ title: 'Person 0', value: 'p0' });
    expect(on.inside.requests.at(-1)).toMatchObject({
      kind: 'options',
      lookup: 'members',
      query: 'per',
      conversationId: CONVERSATION,
    });
  });

  test('given they may not, then the dialog says why', async () => {
    on.inside.answers = () => ({ kind: 'notice', tone: 'refusal', text: plain('Only a dispatcher can.') });
    expect((await ben().click(channel, card, 'Assign')).shown).toEqual({
      tone: 'message',
      text: 'Only a dispatcher can.',
    });
  });

  test('given a page inside a dialog, then its buttons know that they are there', async () => {
    const page = aForm({
      title: 'Actions #142',
      submit: null,
      fields: [],
      intro: [{ kind: 'buttons', buttons: [{ action: 'note', label: 'Note', input: {}, opens: 'form' }] }],
    });
    on.inside.answers = (request) =>
      request.kind === 'click' && request.action === 'note'
        ? { kind: 'form', form: aForm({ title: 'Note #142' }) }
        : { kind: 'form', form: page };
    await ben().click(channel, card, 'Assign');
    await ben().submit({}, 'Note');
    expect(on.inside.requests.at(-1)).toMatchObject({ kind: 'click', action: 'note', inModal: true });
    expect(ben().dialog?.title).toBe('Note #142');
  });
});

describe('a card that comes into view', () => {
  test('given few people, then their clients ask for what it says now, and it is recognised', async () => {
    on.inside.answers = () => ({ kind: 'card', card: aCard('Fresh') });
    await ben().view(channel, card);
    expect(on.inside.requests).toMatchObject([{ kind: 'redraw', key: KEY }]);
    expect(JSON.stringify(ben().card(channel, card))).toContain('Fresh');
    expect(on.inside.of('ownPostSeen')).toMatchObject([{ channel, ts: card, key: KEY }]);
  });

  test('given the answer takes too long, then who pressed is told it later, and who only looked is told nothing', async () => {
    let answer: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      answer = resolve;
    });
    on.inside.answers = async (request) => {
      await ready;
      const text = plain('Done after all');
      return request.kind === 'redraw' ? { kind: 'card', card: aCard('Late') } : { kind: 'done', text };
    };
    const ada = on.sandbox.as('ada');
    await Promise.all([ben().view(channel, card), ada.click(channel, card, 'Take')]);
    on.sandbox.clearCalls();
    answer();
    const told = await on.sandbox.waitFor(() => on.sandbox.calls('sendTargeted')[0]);
    expect(JSON.stringify(ada.messages(channel).at(-1)?.card)).toContain('Done after all');
    await on.teams.stop();
    expect(on.sandbox.calls('sendTargeted')).toEqual([told]);
    expect(JSON.stringify(ben().messages(channel))).not.toContain('Late');
  });

  test('given the same post stands twice, then the one that is used is removed', async () => {
    on.inside.duplicates = true;
    await ben().view(channel, card);
    expect(await on.sandbox.waitFor(() => on.sandbox.message(channel, card)?.deleted)).toBe(true);
  });

  test('given it cannot be removed now, then it is the next time that somebody uses it', async () => {
    on.inside.duplicates = true;
    on.sandbox.faults({ add: [{ operation: 'remove', kind: '429', retryAfter: 7 }] });
    await ben().view(channel, card);
    await on.sandbox.waitFor(() => on.log.lines.some((line) => line.includes('A post stood twice')));
    expect(on.sandbox.message(channel, card)?.deleted).toBeFalsy();
    await ben().view(channel, card);
    expect(await on.sandbox.waitFor(() => on.sandbox.message(channel, card)?.deleted)).toBe(true);
  });
});
