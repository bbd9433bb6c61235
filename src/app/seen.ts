import type { Conversation } from '../domain/conversation';
import { can, type Privilege } from '../domain/permissions';
import { type Refusal, refuse } from '../domain/refusal';
import type { Mailbox, Person } from '../ports/rows';
import type { Tx } from '../ports/store';

/**
 * A conversation that this person may see, by id or number. Of one that they may not see it says the same as of one
 * that does not exist.
 * @param privilege another one that allows to know of it.
 */
export async function seenConversation(
  tx: Tx,
  person: Person,
  which: { id: string } | { number: number },
  privilege: Privilege = 'see',
): Promise<{ state: Conversation; mailbox: Mailbox } | Refusal> {
  const id = 'id' in which ? which.id : await tx.conversations.idByNumber(person.workspaceId, which.number);
  const state = id ? await tx.conversations.get(id) : null;
  const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
  const number = 'number' in which ? which.number : (state?.number ?? 0);
  if (!state || !mailbox || mailbox.workspaceId !== person.workspaceId) return refuse('notFound', { number });
  const membership = await tx.people.membership(person.id, mailbox.id);
  const actor = { kind: 'person', id: person.id } as const;
  return can(actor, membership, privilege, state, mailbox)
    ? { state, mailbox }
    : refuse('notFound', { number });
}
