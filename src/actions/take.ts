import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { defineAction } from './action';
import { personOf } from './inputs';

/** Make an unassigned conversation yours. Silent: nobody is told. */
export const take = defineAction({
  name: 'take',
  privilege: 'take',
  input: z.object({}),
  opens: 'nothing',
  offered: (state) => state.ownerId === null && state.status !== 'resolved',
  decide(state, _input, _facts, deciding) {
    const personId = personOf(deciding);
    if (!personId) return refuse('badInput');
    if (state.ownerId === personId) return 'unchanged';
    if (state.ownerId) return refuse('alreadyOwned', { ownerId: state.ownerId });
    return { events: [{ type: 'taken', personId }] };
  },
});
