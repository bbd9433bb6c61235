import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { defineAction } from './action';

/** Put the conversation into the archive, on IMAP too. It stays searchable. */
export const archive = defineAction({
  name: 'archive',
  privilege: 'handle',
  input: z.object({}),
  opens: 'nothing',
  offered: (state) => state.place === 'inbox',
  decide(state) {
    if (state.place === 'archive') return 'unchanged';
    if (state.place !== 'inbox') return refuse('inTrash');
    return { events: [{ type: 'archived' }], effects: [{ type: 'file', place: 'archive' }] };
  },
});
