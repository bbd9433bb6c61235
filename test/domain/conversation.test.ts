import { apply, type Conversation, emptyConversation, isNew, replay } from '../../src/domain/conversation';
import type { Actor, ConversationEvent, Recorded } from '../../src/domain/events';
import { begin, follow, followMailClient, type Received } from '../../src/domain/receive';

const ids = {
  mailbox: '00000000-0000-7000-8000-00000000000a',
  email: '00000000-0000-7000-8000-0000000000e1',
  second: '00000000-0000-7000-8000-0000000000e2',
  nadia: '00000000-0000-7000-8000-0000000000b1',
  karim: '00000000-0000-7000-8000-0000000000b2',
};
const at = (minute: number) => `2026-08-15T14:${String(minute).padStart(2, '0')}:00.000Z`;
const mail: Actor = { kind: 'mail', id: ids.email };

function recorded(events: ConversationEvent[], from = 1): Recorded<ConversationEvent>[] {
  return events.map((event, index) => ({ seq: from + index, event, actor: mail, at: at(index) }));
}

const received: Received = {
  emailId: ids.email,
  receivedAt: at(3),
  joinedBy: null,
  trusted: true,
  class: 'personal',
  sameIdAs: null,
  silent: false,
  own: false,
};

function given(...events: ConversationEvent[]): Conversation {
  const first = begin(received, ids.mailbox, 142).events;
  return replay('c', 'w', recorded([...first, ...events]));
}
const types = (events: ConversationEvent[]) => events.map((event) => event.type);

describe('a conversation is what its history says', () => {
  test('given its first email, then it is new: open, nobody’s, unanswered', () => {
    const state = given();
    expect(isNew(state)).toBe(true);
    expect(state).toMatchObject({ number: 142, shown: true, emailCount: 1, place: 'inbox', version: 2 });
  });

  test('given somebody took it, then they own it, and nobody else does', () => {
    const state = given(
      { type: 'taken', personId: ids.nadia },
      { type: 'assigned', personId: ids.karim, previousId: ids.nadia, noteId: null },
    );
    expect(state.ownerId).toBe(ids.karim);
  });

  test('given a reading, then a newer email asks for another one', () => {
    const opened = given({ type: 'opened', personId: ids.nadia, emailId: ids.email });
    expect(opened.openedNewest).toEqual([ids.nadia]);
    const { events } = follow(opened, { ...received, emailId: ids.second, receivedAt: at(9) });
    const next = recorded(events, opened.version + 1).reduce(apply, opened);
    expect(next.openedNewest).toEqual([]);
    expect(next.openedBy).toEqual([ids.nadia]);
  });

  test('given an email that is older than the newest, then the newest stays the newest', () => {
    const { events } = follow(given(), { ...received, emailId: ids.second, receivedAt: at(1) });
    const next = recorded(events, 3).reduce(apply, given());
    expect(next.newestEmailId).toBe(ids.email);
    expect(next.emailCount).toBe(2);
  });

  test('the empty state has nothing', () => {
    expect(emptyConversation('c', 'w')).toMatchObject({ version: 0, shown: false, ownerId: null });
  });
});

describe('when a customer writes again', () => {
  const again = { ...received, emailId: ids.second, receivedAt: at(9) };

  test('given it was resolved and archived, then it is open, in the inbox, and its owner is told', () => {
    const state = given(
      { type: 'taken', personId: ids.nadia },
      { type: 'resolved', noteId: null },
      { type: 'archived' },
    );
    const { events, effects } = follow(state, again);
    expect(types(events)).toEqual(['emailReceived', 'reopened', 'unarchived']);
    expect(effects).toEqual([
      { type: 'file', place: 'inbox' },
      { type: 'announce', emailId: ids.second },
      { type: 'notify', personId: ids.nadia, notice: 'customerAnswered', noteId: null, actorId: null },
    ]);
  });

  test.each(['trashed', 'markedSpam'] as const)('given it was %s, then it stays there', (type) => {
    const { events, effects } = follow(given({ type: 'resolved', noteId: null }, { type }), again);
    expect(types(events)).toEqual(['emailReceived']);
    expect(effects).toEqual([{ type: 'file', place: type === 'trashed' ? 'trash' : 'spam' }]);
  });

  test('given it was marked as spam, then its owner is not told either', () => {
    const state = given({ type: 'taken', personId: ids.nadia }, { type: 'markedSpam' });
    expect(follow(state, again).effects).toEqual([{ type: 'file', place: 'spam' }]);
  });

  test('given it comes late from before the connection, then it is shown and not announced', () => {
    const state = given({ type: 'taken', personId: ids.nadia });
    expect(follow(state, { ...again, silent: true }).effects).toEqual([]);
  });

  test.each([
    ['a stranger', { trusted: false }],
    ['an automatic answer', { class: 'automatic' as const }],
    ['a delivery failure', { class: 'bounce' as const }],
    ['our own mail', { own: true }],
  ])('given it is %s, then nothing is reopened and nobody is told', (_who, what) => {
    const state = given({ type: 'taken', personId: ids.nadia }, { type: 'resolved', noteId: null });
    const { events, effects } = follow(state, { ...again, ...what });
    expect(types(events)).toEqual(['emailReceived']);
    expect(effects).toEqual([]);
  });

  test('given the conversation was stored silently, then it gets its card', () => {
    const silent = replay('c', 'w', recorded(begin({ ...received, silent: true }, ids.mailbox, 7).events));
    expect(silent.shown).toBe(false);
    expect(types(follow(silent, again).events)).toEqual(['shown', 'emailReceived']);
    expect(types(follow(silent, { ...again, silent: true }).events)).toEqual(['emailReceived']);
  });
});

test.each([
  ['inbox', 'archive', ['archived']],
  ['inbox', 'trash', ['trashed']],
  ['inbox', 'spam', ['markedSpam']],
  ['archive', 'inbox', ['unarchived']],
  ['trash', 'inbox', ['restored']],
  ['spam', 'inbox', ['unmarkedSpam']],
  ['archive', 'archive', []],
] as const)('when somebody moves it from %s to %s in their mail program, then %j', (from, to, expected) => {
  expect(types(followMailClient({ ...given(), place: from }, to))).toEqual(expected);
});
