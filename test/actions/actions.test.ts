import { readFileSync } from 'node:fs';
import { actions } from '../../src/actions';
import type { AnyAction, Decided } from '../../src/actions/action';
import { apply, type Conversation, emptyConversation } from '../../src/domain/conversation';
import { isRefusal } from '../../src/domain/refusal';

const nadia = '00000000-0000-7000-8000-0000000000b1';
const karim = '00000000-0000-7000-8000-0000000000b2';
const sales = '00000000-0000-7000-8000-0000000000c1';
const open: Conversation = { ...emptyConversation('c', 'w'), number: 142, version: 2, newestEmailId: sales };

let ids = 0;
const newId = () => `00000000-0000-7000-8000-0000000001${String(++ids).padStart(2, '0')}`;
const by = (id: string) => ({
  actor: { kind: 'person' as const, id },
  now: '2026-08-15T14:05:00.000Z',
  newId,
});

function when(
  action: AnyAction,
  state: Conversation,
  input: Record<string, unknown> = {},
  facts: unknown = null,
  who = nadia,
) {
  return action.decide(state, input, facts, by(who));
}
function decided(decision: ReturnType<typeof when>): Decided {
  if (decision === 'unchanged' || isRefusal(decision))
    throw new Error(`not decided: ${JSON.stringify(decision)}`);
  return decision;
}
const refusedAs = (decision: ReturnType<typeof when>) => (isRefusal(decision) ? decision.refused : decision);

describe('take and release', () => {
  test('given nobody owns it, when Nadia takes it, then it is hers and nobody is told', () => {
    const { events, effects = [] } = decided(when(actions.take, open));
    expect(events).toEqual([{ type: 'taken', personId: nadia }]);
    expect(effects).toEqual([]);
  });
  test('given it is hers, when she takes it again, then nothing changes', () => {
    expect(when(actions.take, { ...open, ownerId: nadia })).toBe('unchanged');
  });
  test('given it is Karim’s, then taking and releasing it are refused with his name', () => {
    const karims = { ...open, ownerId: karim };
    expect(when(actions.take, karims)).toEqual({ refused: 'alreadyOwned', params: { ownerId: karim } });
    expect(refusedAs(when(actions.release, karims))).toBe('notOwner');
    expect(refusedAs(when(actions.release, open))).toBe('noOwner');
  });
});

describe('assign and unassign', () => {
  const member = { isMember: true };
  test('given a note, when Nadia assigns it to Karim, then he is told with the note, and the text is outside the history', () => {
    const { events, effects, notes } = decided(
      when(actions.assign, open, { person: karim, note: 'Knows this customer' }, member),
    );
    const noteId = notes?.[0]?.id;
    expect(notes).toEqual([{ id: noteId, text: 'Knows this customer' }]);
    expect(events).toEqual([{ type: 'assigned', personId: karim, previousId: null, noteId }]);
    expect(effects).toEqual([
      { type: 'notify', personId: karim, notice: 'assignedToYou', noteId, actorId: nadia },
    ]);
    expect(JSON.stringify(events)).not.toContain('Knows');
  });
  test('given it had an owner, then the old owner is told too', () => {
    const { effects } = decided(
      when(actions.assign, { ...open, ownerId: nadia }, { person: karim }, member, karim),
    );
    expect(effects).toContainEqual({
      type: 'notify',
      personId: nadia,
      notice: 'takenFromYou',
      noteId: null,
      actorId: karim,
    });
  });
  test('given the person is not a member, then it is refused at that field', () => {
    expect(when(actions.assign, open, { person: karim }, { isMember: false })).toMatchObject({
      refused: 'assigneeNotMember',
      field: 'person',
    });
  });
  test('given nobody owns it, then unassigning changes nothing', () => {
    expect(when(actions.unassign, open)).toBe('unchanged');
    const { events, effects } = decided(when(actions.unassign, { ...open, ownerId: karim }));
    expect(events).toEqual([{ type: 'unassigned', previousId: karim, noteId: null }]);
    expect(effects).toMatchObject([{ personId: karim, notice: 'unassignedFromYou' }]);
  });
});

describe('qualify and resolve', () => {
  const offered = [{ id: sales, name: 'Sales' }];
  test('given the admin’s list, then only what is in it is accepted', () => {
    expect(decided(when(actions.qualify, open, { qualification: sales }, { offered })).events).toEqual([
      { type: 'qualified', qualificationId: sales, previousId: null },
    ]);
    expect(refusedAs(when(actions.qualify, open, { qualification: karim }, { offered }))).toBe(
      'qualificationRetired',
    );
    expect(refusedAs(when(actions.qualify, open, { qualification: sales }, { offered: [] }))).toBe(
      'noQualifications',
    );
  });
  test('given the mailbox wants a category, then resolving without one is refused at that field', () => {
    const facts = { required: true, offered };
    expect(when(actions.resolve, open, {}, facts)).toMatchObject({
      refused: 'qualificationRequired',
      field: 'qualification',
    });
    const { events } = decided(
      when(actions.resolve, open, { qualification: sales, note: 'Refunded' }, facts),
    );
    expect(events.map((event) => event.type)).toEqual(['qualified', 'resolved']);
    expect(
      decided(when(actions.resolve, { ...open, qualificationId: sales }, {}, facts)).events,
    ).toHaveLength(1);
  });
  test('given it is resolved, then reopening opens it', () => {
    const resolved = { ...open, status: 'resolved' as const };
    expect(decided(when(actions.reopen, resolved)).events).toEqual([{ type: 'reopened', noteId: null }]);
    expect(when(actions.reopen, open)).toBe('unchanged');
  });
});

describe('archive', () => {
  test('given it is in the inbox, then it goes to the archive on IMAP too, and back', () => {
    expect(decided(when(actions.archive, open)).effects).toEqual([{ type: 'file', place: 'archive' }]);
    const archived = { ...open, place: 'archive' as const };
    expect(decided(when(actions.unarchive, archived)).effects).toEqual([{ type: 'file', place: 'inbox' }]);
  });
  test('given it is in the trash, then it is refused', () => {
    expect(refusedAs(when(actions.archive, { ...open, place: 'trash' }))).toBe('inTrash');
    expect(refusedAs(when(actions.unarchive, { ...open, place: 'spam' }))).toBe('inTrash');
  });
});

describe('read, history and note', () => {
  test('given somebody looks at the history, then nothing happens', () => {
    expect(when(actions.history, open)).toBe('unchanged');
  });

  test('given nobody read it, when Nadia reads it twice, then it is logged once, until a newer email', () => {
    const { events } = decided(when(actions.read, open));
    expect(events).toEqual([{ type: 'opened', personId: nadia, emailId: sales }]);
    expect(when(actions.read, { ...open, openedNewest: [nadia] })).toBe('unchanged');
  });
  test('given an empty note, then it is refused at its field', () => {
    expect(when(actions.note, open, { text: '' })).toEqual({
      refused: 'noteEmpty',
      params: {},
      field: 'text',
    });
    expect(decided(when(actions.note, open, { text: 'Call her back' })).notes).toHaveLength(1);
  });
});

/** The recipe of CONTRIBUTING, "add an action", as far as a machine can check it. */
describe.each(Object.entries(actions))('%s keeps the recipe', (name, action: AnyAction) => {
  test('it goes by its verb, and has a form exactly when it opens one', () => {
    expect(action.name).toBe(name);
    expect(action.form !== undefined).toBe(action.opens === 'form');
  });

  test('it has a test of its own', () => {
    const tests = readFileSync(__filename, 'utf8');
    expect(tests).toMatch(new RegExp(`when\\(\\s*actions\\.${name}\\b`));
  });

  test('doing it a second time is unchanged', () => {
    const facts = { isMember: true, required: false, offered: [{ id: sales, name: 'Sales' }] };
    const input = { person: karim, qualification: sales, text: 'A note', note: undefined };
    const start: Conversation = {
      ...open,
      ...(['release', 'unassign'].includes(name) && { ownerId: nadia }),
      ...(name === 'unarchive' && { place: 'archive' as const }),
      ...(name === 'reopen' && { status: 'resolved' as const }),
    };
    const first = when(action, start, action.input.parse(input), facts);
    if (first === 'unchanged') return expect(name).toBe('history');
    const { events } = decided(first);
    const after = events
      .map((event, index) => ({ seq: 3 + index, event, actor: by(nadia).actor, at: by(nadia).now }))
      .reduce(apply, start);
    const second = when(action, after, action.input.parse(input), facts);
    // A note is a new one each time; there is nothing left to release.
    if (name === 'note') return expect(decided(second).events).toHaveLength(1);
    if (name === 'release') return expect(refusedAs(second)).toBe('noOwner');
    expect(second).toBe('unchanged');
  });
});
