import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { defineAction } from './action';
import { personOf } from './inputs';

/** Give your own conversation back: it is nobody's again. */
export const release = defineAction({
  name: 'release',
  privilege: 'release',
  input: z.object({}),
  opens: 'nothing',
  offered: (state, personId) => state.ownerId !== null && state.ownerId === personId,
  decide(state, _input, _facts, deciding) {
    const personId = personOf(deciding);
    if (!personId) return refuse('badInput');
    if (!state.ownerId) return refuse('noOwner');
    if (state.ownerId !== personId) return refuse('notOwner', { ownerId: state.ownerId });
    return { events: [{ type: 'released', personId }] };
  },
});
