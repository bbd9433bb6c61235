import type { ConversationView } from '../cards/conversationView';
import type { Conversation } from '../domain/conversation';
import type { AlsoIn } from '../ports/rows';
import type { Tx } from '../ports/store';

/** Loads what cards and pages show of a conversation. */
export async function loadView(tx: Tx, conversation: Conversation): Promise<ConversationView | null> {
  const mailbox = await tx.mailboxes.get(conversation.mailboxId);
  if (!mailbox) return null;
  const emails = await tx.emails.ofConversation(conversation.id);
  const { ownerId, qualificationId, newestEmailId } = conversation;
  const people = await tx.people.many([
    ...new Set([...conversation.openedBy, ...(ownerId ? [ownerId] : [])]),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    conversation,
    mailbox,
    emails,
    owner: (ownerId && byId.get(ownerId)) || null,
    qualification: qualificationId ? await tx.mailboxes.qualification(qualificationId) : null,
    openedBy: conversation.openedBy.flatMap((id) => byId.get(id)?.name ?? []),
    alsoIn: newestEmailId ? (await tx.emails.alsoIn(newestEmailId, conversation.id)).map(calledOutside) : [],
  };
}

/**
 * Who sees a card may not see the other mailbox. That the email went there they read in its header; what is in an
 * `assigned-only` mailbox, and under which number, they do not.
 */
function calledOutside({ mailboxName, number, visibility }: AlsoIn): string {
  return visibility === 'open' ? `${mailboxName} #${number}` : mailboxName;
}
