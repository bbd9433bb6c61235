import type { Reply } from '../ui/reply';
import type { Request } from '../ui/request';
import type { Text } from '../ui/text';
import { answered, type Desk, named } from './desk';
import { homeWith } from './fromReply';
import { renderHome } from './renderForm';

/** Publishes an answer as the person's App Home. @param told what is said above it, after an action there. */
export async function showHome(desk: Desk, request: Request, reply: Reply, told: Text | null): Promise<void> {
  const card =
    reply.kind === 'card'
      ? homeWith(reply.card, told)
      : {
          summary: '',
          pieces: [{ kind: 'text' as const, text: reply.kind === 'notice' ? reply.text : (told ?? []) }],
        };
  const shown = await desk.views.publish(request.from.user, renderHome(card));
  if (!shown.ok) desk.log.warn({ ...named(request), why: shown.detail }, 'App Home could not be shown');
}

/** Draws App Home again after something was done there, with the same pickers. */
export async function refreshHome(
  desk: Desk,
  after: Request,
  chosen: Record<string, string>,
  told: Text | null,
): Promise<void> {
  const request: Request = {
    kind: 'home',
    requestId: `${after.requestId}:home`,
    from: after.from,
    channel: null,
    chosen,
  };
  await showHome(desk, request, await answered(desk, request), told);
}
