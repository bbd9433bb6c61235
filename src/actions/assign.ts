import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { words } from '../locales/say';
import { defineAction } from './action';
import { kept, optionalNote, personOf } from './inputs';

/** Give a conversation to one member, with an optional note; the new owner is told, and the old one. */
export const assign = defineAction({
  name: 'assign',
  privilege: 'assign',
  input: z.object({ person: z.uuid(), note: optionalNote }),
  opens: 'form',
  words: [
    { input: 'person', kind: 'members', optional: false },
    { input: 'note', kind: 'rest', optional: true },
  ],
  whenStale: 'ask',
  offered: (state) => state.status !== 'resolved',
  facts: async (tx, _state, mailbox, { person }) => ({
    isMember: person !== undefined && (await tx.people.membership(person, mailbox.id)) !== null,
  }),
  form: ({ locale }) => [
    {
      name: 'person',
      kind: 'person',
      lookup: 'members',
      label: words(locale, 'actions.assign.person'),
      placeholder: words(locale, 'actions.assign.personPlaceholder'),
      optional: false,
    },
    {
      name: 'note',
      kind: 'lines',
      label: words(locale, 'actions.assign.note'),
      hint: words(locale, 'actions.assign.noteHint'),
      maxLength: 3000,
      optional: true,
    },
  ],
  decide(state, { person, note }, { isMember }, deciding) {
    if (!isMember) return refuse('assigneeNotMember', { personId: person }, 'person');
    if (state.ownerId === person) return 'unchanged';
    const { noteId, notes } = kept(note, deciding);
    const actorId = personOf(deciding);
    return {
      events: [{ type: 'assigned', personId: person, previousId: state.ownerId, noteId }],
      notes,
      effects: [
        { type: 'notify', personId: person, notice: 'assignedToYou', noteId, actorId },
        ...(state.ownerId
          ? [
              {
                type: 'notify' as const,
                personId: state.ownerId,
                notice: 'takenFromYou' as const,
                noteId: null,
                actorId,
              },
            ]
          : []),
      ],
    };
  },
});
