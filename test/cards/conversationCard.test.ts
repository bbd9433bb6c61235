import { conversationCard } from '../../src/cards/conversationCard';
import type { ConversationView } from '../../src/cards/conversationView';
import { emptyConversation } from '../../src/domain/conversation';
import type { ConversationEmail, Mailbox, Person } from '../../src/ports/rows';
import type { Card, Piece } from '../../src/ui/card';
import { wordsOf } from '../../src/ui/text';

const owner = { id: 'p1', name: 'Karim Haddad' } as Person;
const email = {
  id: 'e1',
  position: 1,
  subject: 'Chaise cassée',
  from: [{ name: 'Claire Martin', address: 'claire@client.test' }],
  fromHeaderCount: 1,
  ownText: 'Bonjour, ma chaise est cassée.',
  text: 'Bonjour, ma chaise est cassée.\n> old',
  receivedAt: '2026-08-15T14:03:00.000Z',
  trusted: true,
  sameIdAs: null,
  problem: null,
  class: 'personal',
  attachments: [],
  attachmentsLeftOut: 0,
} as unknown as ConversationEmail;

function view(changes: Partial<ConversationView> = {}, state = {}): ConversationView {
  return {
    conversation: { ...emptyConversation('c1', 'w1'), number: 142, version: 2, ...state },
    mailbox: { address: 'support@acme.test', buttons: null } as Mailbox,
    emails: [email],
    owner: null,
    qualification: null,
    openedBy: [],
    alsoIn: [],
    ...changes,
  };
}
const draw = (shown: ConversationView, ownersCard = false, discussesInThread = true) =>
  conversationCard(shown, { locale: 'fr', ownersCard, discussesInThread });
const piece = <K extends Piece['kind']>(card: Card, kind: K) =>
  card.pieces.filter((one): one is Extract<Piece, { kind: K }> => one.kind === kind);
const heading = (card: Card) => wordsOf(piece(card, 'heading')[0]!.text);
const buttons = (card: Card) =>
  piece(card, 'buttons').flatMap((one) => one.buttons.map((button) => button.action));
const context = (card: Card) => piece(card, 'context').flatMap((one) => one.items.map(wordsOf));

test('from top to bottom: state, number and subject; sender; own text; fields; context; buttons', () => {
  const card = draw(view());
  expect(heading(card)).toBe('● Nouveau   #142   Chaise cassée');
  expect(wordsOf(piece(card, 'text')[0]!.text)).toBe(
    'Claire Martin · claire@client.test · expéditeur inconnu',
  );
  expect(piece(card, 'body')[0]!.text).toBe('Bonjour, ma chaise est cassée.');
  expect(piece(card, 'fields')[0]!.fields.map(({ label, value }) => [label, wordsOf(value)])).toEqual([
    ['Assigné', 'Non attribué'],
  ]);
  expect(context(card)).toEqual(['support@acme.test', 'reçu 15 août 2026, 14:03 UTC']);
  expect(card.pieces.at(-1)!.kind).toBe('buttons');
});

test.each([
  ['new', {}, null, '● Nouveau', ['take', 'read', 'assign', 'qualify', 'archive', 'more']],
  [
    'owned',
    { ownerId: 'p1' },
    owner,
    '● Karim Haddad',
    ['read', 'assign', 'qualify', 'resolve', 'archive', 'more'],
  ],
  [
    'resolved',
    { status: 'resolved' as const },
    null,
    '✓ Résolu',
    ['read', 'qualify', 'reopen', 'archive', 'more'],
  ],
  [
    'archived',
    { place: 'archive' as const },
    null,
    '● Nouveau · archivé',
    ['take', 'read', 'assign', 'qualify', 'unarchive', 'more'],
  ],
  [
    'spam',
    { place: 'spam' as const },
    null,
    '● Nouveau · indésirable',
    ['take', 'read', 'assign', 'qualify', 'more'],
  ],
])(
  'given it is %s, then it says so and each place has its next step',
  (_what, state, who, line, expected) => {
    const card = draw(view({ owner: who }, state));
    expect(heading(card)).toBe(`${line}   #142   Chaise cassée`);
    expect(buttons(card)).toEqual(expected);
  },
);

test('given it is the owner’s own card, then Take has become Release', () => {
  expect(buttons(draw(view({ owner }, { ownerId: 'p1' }), true))[0]).toBe('release');
});

test.each([
  ['after reading', null, ['release', 'read', 'note', 'assign', 'qualify', 'resolve', 'archive', 'more']],
  ['after the first one where nothing is read', ['take', 'archive'], ['release', 'note', 'archive', 'more']],
])(
  'given a chat without threads, then a note stands among the first buttons: %s',
  (_where, trimmed, expected) => {
    const mailbox = { address: 'a@b', buttons: trimmed } as Mailbox;
    expect(buttons(draw(view({ owner, mailbox }, { ownerId: 'p1' }), true, false))).toEqual(expected);
  },
);

test('given the mailbox trims its buttons, then only those are drawn, and More always', () => {
  const mailbox = { address: 'a@b', buttons: ['read', 'archive'] } as Mailbox;
  expect(buttons(draw(view({ mailbox })))).toEqual(['read', 'archive', 'more']);
});

test('given many read it, then five are named', () => {
  const openedBy = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  expect(context(draw(view({ openedBy })))).toContain('ouvert par A, B, C, D, E +2');
});

test('given a stranger’s email is the newest, then the card still shows the one of somebody who takes part', () => {
  const stranger = { ...email, id: 'e2', position: 2, trusted: false, ownText: 'Send money' };
  const card = draw(view({ emails: [email, stranger] }));
  expect(piece(card, 'body')[0]!.text).toContain('chaise');
  expect(context(card)).toContain('2 emails');
});

test('given what a reader must know first, then it is said above the text', () => {
  const odd = { ...email, fromHeaderCount: 2, problem: 'tooLarge' as const, sameIdAs: 'e0' };
  expect(
    context(draw(view({ emails: [odd] })))
      .slice(0, 3)
      .join(' '),
  ).toMatch(/trop volumineux.*plusieurs expéditeurs.*réutilise/);
});
