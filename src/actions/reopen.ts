import { z } from 'zod';
import { words } from '../locales/say';
import { defineAction } from './action';
import { kept, optionalNote } from './inputs';

/** Open a resolved or waiting conversation again, with an optional note. */
export const reopen = defineAction({
  name: 'reopen',
  privilege: 'handle',
  input: z.object({ note: optionalNote }),
  opens: 'form',
  words: [{ input: 'note', kind: 'rest', optional: true }],
  offered: (state) => state.status !== 'open',
  form: ({ locale }) => [
    {
      name: 'note',
      kind: 'lines',
      label: words(locale, 'actions.reopen.note'),
      hint: words(locale, 'actions.reopen.noteHint'),
      maxLength: 3000,
      optional: true,
    },
  ],
  decide(state, { note }, _facts, deciding) {
    if (state.status === 'open') return 'unchanged';
    const { noteId, notes } = kept(note, deciding);
    return { events: [{ type: 'reopened', noteId }], notes };
  },
});
