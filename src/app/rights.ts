import type { Actor } from '../domain/events';
import { can, type Membership, type Owned, type Privilege, type Ruled } from '../domain/permissions';
import { type Refusal, refuse } from '../domain/refusal';

/**
 * Why this actor may not, so that the sentence says who can. Of a conversation that they may not even see, it says
 * the same as of one that does not exist.
 */
export function refusalFor(
  actor: Actor,
  membership: Membership | null,
  privilege: Privilege,
  conversation: Owned & { number: number },
  mailbox: Ruled,
): Refusal {
  if (!can(actor, membership, 'see', conversation, mailbox)) {
    return refuse('notFound', { number: conversation.number });
  }
  if (privilege === 'take' && conversation.ownerId)
    return refuse('alreadyOwned', { ownerId: conversation.ownerId });
  if (privilege === 'release' && conversation.ownerId)
    return refuse('notOwner', { ownerId: conversation.ownerId });
  if (privilege === 'release') return refuse('noOwner');
  const asOwner = { ownerId: actor.id };
  if (can(actor, membership, privilege, asOwner, mailbox)) {
    if (conversation.ownerId) return refuse('onlyOwnerOrDispatcher', { ownerId: conversation.ownerId });
    if (can(actor, membership, 'take', conversation, mailbox)) return refuse('takeFirst');
  }
  // A dispatcher from whom it was taken away is not told that dispatchers may.
  if (membership?.role === 'dispatcher') return refuse('notAllowed');
  const dispatcher = { role: 'dispatcher' as const, grants: {} };
  return refuse(can(actor, dispatcher, privilege, conversation, mailbox) ? 'onlyDispatcher' : 'onlyAdmin');
}
