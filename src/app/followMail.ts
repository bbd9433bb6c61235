import type { Conversation, Place } from '../domain/conversation';
import { followMailClient } from '../domain/receive';
import type { ClientMove } from '../ports/mail';
import type { EmailCopy, FolderKind, Mailbox } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { App } from './app';
import { record } from './record';

/**
 * Somebody moved an email in their own mail program. What happens to the conversation's newest email happens to the
 * conversation; an older one alone just lies elsewhere now.
 */
export async function movedByClient(app: App, move: ClientMove): Promise<void> {
  await app.store.transaction(async (tx) => {
    if (move.epoch !== null) await tx.leases.check(`mailbox:${move.mailboxId}`, move.epoch);
    const copy = await tx.emails.copyById(move.copyId);
    if (!copy || !lies(copy, move.from)) return;
    const state = await tx.conversations.lock(copy.conversationId);
    const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
    if (!state || !mailbox) return;
    await tx.emails.relocateCopy(copy.id, move.to, true);
    const place = placeOf(move.to.folderKind);
    if (place && copy.emailId === state.newestEmailId) await followClient(app, tx, state, mailbox, place);
  });
}

/** The newest email lies here now, and so the conversation does. */
export async function followClient(
  app: App,
  tx: Tx,
  state: Conversation,
  mailbox: Mailbox,
  place: Place,
): Promise<void> {
  const events = followMailClient(state, place);
  if (events.length === 0) return;
  await record(app, tx, {
    state,
    mailbox,
    actor: { kind: 'mailClient', id: null },
    events,
    effects: [{ type: 'file', place }],
    notes: [],
    at: app.clock.now().toISOString(),
  });
}

function lies(copy: EmailCopy, { folder, uidValidity, uid }: ClientMove['from']): boolean {
  return copy.folder === folder && copy.uidValidity === uidValidity && copy.uid === uid;
}

/** Sent mail lies nowhere that a conversation could. */
export function placeOf(kind: FolderKind): Place | null {
  return kind === 'sent' ? null : kind;
}
