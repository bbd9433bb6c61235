import fc from 'fast-check';
import { createAdmin } from '../../src/db/admin';
import { postKey } from '../../src/ports/postKey';
import type { Post } from '../../src/ports/rows';
import type { FieldValues } from '../../src/ui/form';
import type { Reply } from '../../src/ui/reply';
import { wordsOf } from '../../src/ui/text';
import { Desk, formIn, readable, type Somebody } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const assignForm = async (who: Somebody, conversationId: string) =>
  formIn(await desk.as(who).click('assign', conversationId));
const said = (reply: Reply) => (reply.kind === 'notice' ? wordsOf(reply.text) : readable(reply));
const account = (user: string): FieldValues => ({ person: { user }, note: null });

describe('a person picked by their account', () => {
  test('given they are a member, then it is they, as if chosen from the list', async () => {
    const { conversationId } = await desk.arrives();
    const form = await assignForm('dana', conversationId);
    expect(form.fields[0]).toMatchObject({ name: 'person', kind: 'person', lookup: 'members' });
    expect(await desk.as('dana').submit(form, account('Uben'))).toEqual({ kind: 'done', text: null });
    expect((await desk.state(conversationId)).ownerId).toBe(desk.ids.ben);
  });

  test('given an account that nobody knows, then the field says so, by the name that the platform shows', async () => {
    const { conversationId } = await desk.arrives();
    const form = await assignForm('dana', conversationId);
    desk.profiles.set('Ukarim', { name: 'Karim Benali', email: null });
    const sentence = expect.stringMatching(/^Postroom does not know this account of Karim Benali\./);
    expect(await desk.as('dana').submit(form, account('Ukarim'))).toMatchObject({
      kind: 'fieldErrors',
      errors: { person: sentence },
    });
    const nameless = await desk.as('dana').submit(form, account('Unobody'));
    expect(nameless).toMatchObject({
      kind: 'fieldErrors',
      errors: { person: expect.stringMatching(/^Postroom does not know this account of @Unobody/) },
    });
    expect((await desk.state(conversationId)).ownerId).toBeNull();
  });

  test('given somebody known who is not a member, then the field says so, in the language of who asked', async () => {
    const { number, conversationId } = await desk.arrives();
    await createAdmin(desk.source, desk.app.clock).setMember(
      desk.mailboxes.support,
      { personId: desk.ids.ada! },
      { role: 'dispatcher', grants: {} },
      { kind: 'system', id: null },
    );
    const form = formIn(await desk.as('ada').command(`assign ${number}`));
    expect(await desk.as('ada').submit(form, account('Uoutsider'))).toMatchObject({
      kind: 'fieldErrors',
      errors: { person: expect.stringMatching(/^Olga n’est pas membre de Support/) },
    });
    expect((await desk.state(conversationId)).ownerId).toBeNull();
  });

  test('given somebody who may not do this, then they are told that, not who is a member', async () => {
    const { conversationId } = await desk.arrives();
    const form = await assignForm('dana', conversationId);
    const reply = await desk.as('ben').submit(form, account('Unobody'));
    expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal' });
    expect(readable(reply)).not.toContain('not a member');
  });

  test('given somebody who may not even see it, then it is answered like one that never was, whoever was picked', async () => {
    const { conversationId } = await desk.arrives({ to: 'sales@acme.test' });
    const form = await assignForm('dana', conversationId);
    const chosen = await desk.as('ben').submit(form, { person: desk.ids.ada! });
    expect(said(chosen)).toMatch(/^There is no conversation/);
    for (const picked of ['Unobody', 'Uben', 'Uoutsider']) {
      expect(await desk.as('ben').submit(form, account(picked))).toEqual(chosen);
    }
  });

  test('given it changed meanwhile, then the form comes back with the person who was picked', async () => {
    const { conversationId } = await desk.arrives();
    const form = await assignForm('dana', conversationId);
    await desk.as('max').click('take', conversationId);
    const again = formIn(await desk.as('dana').submit(form, account('Uben')));
    expect(again.fields[0]).toMatchObject({ initial: { value: desk.ids.ben, label: 'Ben Colin' } });
  });

  test('whatever a client sends as values, it is answered and nothing is assigned to who is no member', async () => {
    const { conversationId } = await desk.arrives();
    const members = new Set([...Object.values(desk.ids), null]);
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.constant(null),
      fc.record({ user: fc.oneof(fc.string(), fc.constantFrom('Uben', 'Uada', 'Uoutsider', '')) }),
    );
    await fc.assert(
      fc.asyncProperty(value, value, async (person, note) => {
        const { token } = await assignForm('dana', conversationId);
        const reply = await desk.as('dana').submit({ token } as never, { person, note });
        expect(['done', 'notice', 'fieldErrors', 'replaceForm']).toContain(reply.kind);
        if (reply.kind === 'notice') expect(reply.tone).not.toBe('error');
        expect(members).toContain((await desk.state(conversationId)).ownerId);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a person mentioned in a command', () => {
  test('given an account that nobody knows, then it is called as the platform shows it', async () => {
    const { number } = await desk.arrives();
    desk.profiles.set('Ulea', { name: 'Léa Morin', email: null });
    expect(said(await desk.as('dana').command(`assign ${number} @lea`))).toMatch(/called “Léa Morin”/);
    expect(said(await desk.as('dana').command(`assign ${number} @who`))).toMatch(/called “@Uwho”/);
  });
});

describe('a post drawn again for who looks at it', () => {
  const keyOf = (post: Post) => postKey(post);
  const cardsOf = async (conversationId: string) =>
    (await desk.posts(conversationId)).filter(({ kind }) => kind === 'card');

  test('given the conversation has changed, then it says what is so now', async () => {
    const { conversationId } = await desk.arrives();
    const [card] = await cardsOf(conversationId);
    await desk.as('ben').click('take', conversationId);
    const reply = await desk.as('dana').redraw(keyOf(card!));
    expect(reply.kind).toBe('card');
    expect(said(reply)).toContain('Ben Colin');
    const content = await desk.content(card!);
    expect(reply).toEqual({ kind: 'card', card: content?.kind === 'card' && content.card });
  });

  test.each([
    ['support', 'max', 'card'],
    ['support', 'dana', 'card'],
    ['support', 'ben', 'card'],
    ['support', 'outsider', 'notice'],
    ['support', 'stranger', 'notice'],
    ['sales', 'max', 'card'],
    ['sales', 'dana', 'card'],
    ['sales', 'ben', 'notice'],
    ['sales', 'outsider', 'notice'],
    ['sales', 'stranger', 'notice'],
  ] as const)('the card of %s in its channel, for %s: %s', async (mailbox, who, kind) => {
    const { conversationId } = await desk.arrives({ to: `${mailbox}@acme.test`, subject: 'ZEBRA order' });
    const [card] = await cardsOf(conversationId);
    const reply = await desk.as(who).redraw(keyOf(card!));
    expect(reply.kind).toBe(kind);
    if (kind === 'card') expect(said(reply)).toContain('ZEBRA');
    else expect(reply).toEqual(await desk.as(who).redraw(`${desk.ids.max}.1`));
  });

  test('given a private post, then it is drawn for whom it is, and nobody else', async () => {
    const { number, conversationId } = await desk.arrives({ to: 'sales@acme.test', subject: 'ZEBRA quote' });
    await desk.as('dana').command(`assign ${number} @ben look at this`);
    const own = (await desk.posts(conversationId)).filter(({ personId }) => personId === desk.ids.ben);
    expect(own.map(({ kind }) => kind).sort()).toContain('card');
    for (const post of own.filter(({ kind }) => kind !== 'files')) {
      expect((await desk.as('ben').redraw(keyOf(post))).kind).toBe('card');
      expect((await desk.as('dana').redraw(keyOf(post))).kind).toBe('notice');
    }
    await desk.as('dana').command(`unassign ${number}`);
    for (const post of own) expect((await desk.as('ben').redraw(keyOf(post))).kind).toBe('notice');
  });

  test.each(['', 'x', '.1', `${'0'.repeat(36)}.1`, `${'a'.repeat(5000)}`, '{"post":1}'])(
    'given the key %j, then it is refused',
    async (key) => {
      expect(await desk.as('max').redraw(key)).toMatchObject({ kind: 'notice', tone: 'refusal' });
    },
  );

  test('given an earlier message of the same post, then it is refused: another one stands there now', async () => {
    const { conversationId } = await desk.arrives();
    const [card] = await cardsOf(conversationId);
    expect((await desk.as('max').redraw(postKey({ id: card!.id, generation: 2 }))).kind).toBe('notice');
  });
});
