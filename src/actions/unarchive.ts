import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { defineAction } from './action';

/** Bring the conversation back into the inbox, on IMAP too. Its status stays as it is. */
export const unarchive = defineAction({
  name: 'unarchive',
  privilege: 'handle',
  input: z.object({}),
  opens: 'nothing',
  offered: (state) => state.place === 'archive',
  decide(state) {
    if (state.place === 'inbox') return 'unchanged';
    if (state.place !== 'archive') return refuse('inTrash');
    return { events: [{ type: 'unarchived' }], effects: [{ type: 'file', place: 'inbox' }] };
  },
});
