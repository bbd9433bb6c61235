import { z } from 'zod';
import type { ConversationEvent } from '../domain/events';
import { refuse } from '../domain/refusal';
import { words } from '../locales/say';
import { defineAction } from './action';
import { kept, optionalNote } from './inputs';

/** Mark as done, with an optional note; with its category where the mailbox wants one. */
export const resolve = defineAction({
  name: 'resolve',
  privilege: 'handle',
  input: z.object({ note: optionalNote, qualification: z.uuid().optional() }),
  opens: 'form',
  words: [{ input: 'note', kind: 'rest', optional: true }],
  offered: (state) => state.status !== 'resolved',
  facts: async (tx, _state, mailbox) => ({
    required: mailbox.qualificationRequired,
    offered: await tx.mailboxes.qualifications(mailbox.id),
  }),
  form: ({ locale, state, facts }) => [
    ...(facts.required && !state.qualificationId
      ? [
          {
            name: 'qualification' as const,
            kind: 'search' as const,
            lookup: 'qualifications',
            label: words(locale, 'actions.qualify.qualification'),
            placeholder: words(locale, 'actions.qualify.placeholder'),
            optional: false,
          },
        ]
      : []),
    {
      name: 'note',
      kind: 'lines',
      label: words(locale, 'actions.resolve.note'),
      hint: words(locale, 'actions.resolve.noteHint'),
      maxLength: 3000,
      optional: true,
    },
  ],
  decide(state, { note, qualification }, { required, offered }, deciding) {
    if (state.status === 'resolved') return 'unchanged';
    const chosen = qualification ?? state.qualificationId;
    if (required && !chosen) return refuse('qualificationRequired', {}, 'qualification');
    const events: ConversationEvent[] = [];
    if (qualification && qualification !== state.qualificationId) {
      if (!offered.some((one) => one.id === qualification)) {
        const names = offered.map((one) => one.name).join(', ');
        return refuse('qualificationRetired', { names }, 'qualification');
      }
      events.push({ type: 'qualified', qualificationId: qualification, previousId: state.qualificationId });
    }
    const { noteId, notes } = kept(note, deciding);
    events.push({ type: 'resolved', noteId });
    return { events, notes };
  },
});
