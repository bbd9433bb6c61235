import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { words } from '../locales/say';
import { defineAction } from './action';

/** Add an internal note to the discussion. */
export const note = defineAction({
  name: 'note',
  privilege: 'discuss',
  input: z.object({ text: z.string().trim().max(3000) }),
  opens: 'form',
  words: [{ input: 'text', kind: 'rest', optional: false }],
  offered: () => true,
  form: ({ locale }) => [
    {
      name: 'text',
      kind: 'lines',
      label: words(locale, 'actions.note.text'),
      hint: words(locale, 'actions.note.textHint'),
      maxLength: 3000,
      optional: false,
    },
  ],
  decide(_state, { text }, _facts, { newId }) {
    if (text === '') return refuse('noteEmpty', {}, 'text');
    const id = newId();
    return { events: [{ type: 'noted', discussionId: id }], notes: [{ id, text }] };
  },
});
