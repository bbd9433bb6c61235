import type { Card } from '../../src/ui/card';
import type { Form } from '../../src/ui/form';
import type { Reply } from '../../src/ui/reply';
import { plain } from '../../src/ui/text';
import { buttonIn, type Rehearsal, rehearse, SUPPORT, wordsOnScreen } from './rehearsal';

const card: Card = {
  summary: '#142 Broken kettle',
  pieces: [
    { kind: 'heading', text: plain('#142 Broken kettle') },
    {
      kind: 'buttons',
      buttons: [
        { action: 'assign', label: 'Assign', input: { conversationId: 'c-142', version: 3 }, opens: 'form' },
        { action: 'archive', label: 'Archive', input: { conversationId: 'c-142' }, opens: 'nothing' },
        { action: 'more', label: 'More', input: { conversationId: 'c-142' }, opens: 'page' },
      ],
    },
    {
      kind: 'row',
      text: plain('Another one'),
      menu: [
        { action: 'take', label: 'Take', input: { conversationId: 'c-7' }, opens: 'nothing' },
        { action: 'read', label: 'Read', input: { conversationId: 'c-7' }, opens: 'page' },
      ],
    },
  ],
};

const token = { action: 'assign', nonce: 'nonce-1', conversationId: 'c-142', seenVersion: 3 };
const form: Form = {
  title: 'Assign #142',
  submit: 'Assign',
  close: 'Cancel',
  intro: [],
  fields: [
    { kind: 'search', name: 'person', label: 'To whom', lookup: 'members', optional: false },
    { kind: 'lines', name: 'note', label: 'Note', maxLength: 2000, optional: true },
  ],
  token,
};

let on: Rehearsal;
let ts: string;

beforeAll(async () => {
  on = await rehearse();
});
afterAll(() => on.stop());

beforeEach(async () => {
  const posted = await on.chat.post(SUPPORT, { card, key: 'key-1', thread: null, broadcast: false });
  if (!posted.ok) throw new Error(JSON.stringify(posted));
  ts = posted.value.ts;
  on.inside.requests.length = 0;
});
afterEach(async () => {
  on.sandbox.faults({ clear: true });
  for (const name of ['ada', 'ben']) if (on.sandbox.as(name).modal) await on.sandbox.as(name).close(true);
});

const blocks = () => on.sandbox.message('C0SUPPORT', ts)!.blocks;
const click = (who: string, label: string) =>
  on.sandbox.as(who).click('C0SUPPORT', ts, buttonIn(blocks(), label));
const answer = (reply: Reply, ms = 0) => {
  on.inside.answers = () => new Promise((resolve) => setTimeout(() => resolve(reply), ms));
};
const whispered = (who: string) => on.sandbox.as(who).state.ephemerals.at(-1);

describe('a click on a card', () => {
  it('arrives with the action, its input and who clicked, once per click', async () => {
    answer({ kind: 'done', text: null });
    await click('ben', 'Archive');
    await on.sandbox.waitFor(() => on.inside.requests.length === 1);
    expect(on.inside.requests[0]).toMatchObject({
      kind: 'click',
      action: 'archive',
      input: { conversationId: 'c-142' },
      channel: 'C0SUPPORT',
      from: { platform: 'slack', team: on.sandbox.teamId, user: 'U0BEN' },
      inModal: false,
    });
  });

  it('delivered twice carries the same request id', async () => {
    answer({ kind: 'done', text: null });
    on.sandbox.faults({ duplicateDelivery: 1 });
    await click('ben', 'Archive');
    await on.sandbox.waitFor(() => on.inside.requests.length === 2);
    expect(on.inside.requests[0]!.requestId).toBe(on.inside.requests[1]!.requestId);
  });

  it('opens a form while the trigger lives', async () => {
    answer({ kind: 'form', form });
    const { ack } = await click('ben', 'Assign');
    const modal = await on.sandbox.waitFor(() => on.sandbox.as('ben').modal);
    expect(ack?.status).toBe('acknowledged');
    expect(modal.title).toBe('Assign #142');
    expect(wordsOnScreen(modal.blocks)).toContain('To whom');
  });

  it('shows "one moment" when the answer is slow, then the form in the same modal', async () => {
    answer({ kind: 'form', form }, 1_200);
    await click('ben', 'Assign');
    const skeleton = await on.sandbox.waitFor(() => on.sandbox.as('ben').modal);
    expect(wordsOnScreen(skeleton.blocks)).toBe('One moment…');
    const filled = await on.sandbox.waitFor(() => {
      const { modal } = on.sandbox.as('ben');
      return modal?.title === 'Assign #142' && modal;
    });
    expect(filled.id).toBe(skeleton.id);
    expect(on.sandbox.as('ben').state.views).toHaveLength(1);
  });

  it('says a refusal inside the modal when that is open already', async () => {
    answer({ kind: 'notice', tone: 'refusal', text: plain('Only the owner can do this.') }, 1_000);
    await click('ben', 'Assign');
    const modal = await on.sandbox.waitFor(() => {
      const open = on.sandbox.as('ben').modal;
      return open && wordsOnScreen(open.blocks).includes('Only the owner') && open;
    });
    expect(modal.submit).toBeUndefined();
  });

  it('speaks the language of the person', async () => {
    answer({ kind: 'form', form }, 1_000);
    await click('ada', 'Assign');
    const skeleton = await on.sandbox.waitFor(() => on.sandbox.as('ada').modal);
    expect(wordsOnScreen(skeleton.blocks)).toBe('Un instant…');
    await on.sandbox.waitFor(() => on.sandbox.as('ada').modal?.title === 'Assign #142');
  });

  it('tells a refusal to that person alone', async () => {
    answer({ kind: 'notice', tone: 'refusal', text: plain('Only Ada can archive this.') });
    await click('ben', 'Archive');
    const private_ = await on.sandbox.waitFor(() => whispered('ben'));
    expect(private_.text).toBe('Only Ada can archive this.');
    expect(on.sandbox.as('ada').state.ephemerals).toHaveLength(0);
  });

  it('on a menu brings what its entries have in common', async () => {
    answer({ kind: 'done', text: null });
    const menu = JSON.stringify(blocks()).match(/"action_id":"(menu:[^{]*\{.*?\})"/);
    const id = JSON.parse(`"${menu![1]!}"`) as string;
    await on.sandbox.as('ben').click('C0SUPPORT', ts, id, { value: 'n:take' });
    await on.sandbox.waitFor(() => on.inside.requests.length === 1);
    expect(on.inside.requests[0]).toMatchObject({ action: 'take', input: { conversationId: 'c-7' } });
  });

  it('says so when Slack would not open the form', async () => {
    answer({ kind: 'form', form });
    on.sandbox.faults({ add: [{ method: 'views.open', kind: '503' }] });
    await click('ben', 'Assign');
    const told = await on.sandbox.waitFor(
      () => whispered('ben')?.text.startsWith('That took too long') && whispered('ben'),
    );
    expect(told).toBeTruthy();
  });

  it('gives up on a Slack that does not answer while the person still looks', async () => {
    answer({ kind: 'form', form });
    on.sandbox.faults({ add: [{ method: 'views.open', kind: 'hang' }] });
    const before = performance.now();
    const shown = on.sandbox.as('ben').state.ephemerals.length;
    await click('ben', 'Assign');
    await on.sandbox.waitFor(() => on.sandbox.as('ben').state.ephemerals.length > shown);
    expect(performance.now() - before).toBeLessThan(4_500);
  });
});
