import { z } from 'zod';
import { defineAction } from './action';
import { kept, optionalNote, personOf } from './inputs';

/** Take a conversation away from its owner: "non attribué". */
export const unassign = defineAction({
  name: 'unassign',
  privilege: 'assign',
  input: z.object({ note: optionalNote }),
  opens: 'nothing',
  words: [{ input: 'note', kind: 'rest', optional: true }],
  offered: (state, personId) => state.ownerId !== null && state.ownerId !== personId,
  decide(state, { note }, _facts, deciding) {
    if (!state.ownerId) return 'unchanged';
    const { noteId, notes } = kept(note, deciding);
    return {
      events: [{ type: 'unassigned', previousId: state.ownerId, noteId }],
      notes,
      effects: [
        {
          type: 'notify',
          personId: state.ownerId,
          notice: 'unassignedFromYou',
          noteId: null,
          actorId: personOf(deciding),
        },
      ],
    };
  },
});
