import { z } from 'zod';
import { defineAction } from './action';
import { personOf } from './inputs';

/**
 * Read the full email. Logged as "opened by": once per person until a newer email arrives, so that turning pages
 * does not fill the history.
 */
export const read = defineAction({
  name: 'read',
  privilege: 'see',
  input: z.object({}),
  opens: 'page',
  offered: () => true,
  decide(state, _input, _facts, deciding) {
    const personId = personOf(deciding);
    if (!personId || state.openedNewest.includes(personId)) return 'unchanged';
    return { events: [{ type: 'opened', personId, emailId: state.newestEmailId }] };
  },
});
