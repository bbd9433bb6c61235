import { z } from 'zod';
import { defineAction } from './action';

/** Show everything that happened to the conversation. Looking changes nothing. */
export const history = defineAction({
  name: 'history',
  privilege: 'see',
  input: z.object({}),
  opens: 'page',
  offered: () => true,
  decide: () => 'unchanged',
});
