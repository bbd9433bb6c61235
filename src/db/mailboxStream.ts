import { type Actor, type MailboxEvent, mailboxEvent } from '../domain/events';
import type { Mailbox } from '../ports/rows';
import { whole } from './columnValues';
import { HistoryTable } from './history';
import { MailboxTable } from './mailboxes';
import type { Sql } from './sql';

/** A mailbox locked for a change of its settings, which its own history records. */
export interface LockedMailbox {
  mailbox: Mailbox;
  record(event: MailboxEvent): Promise<void>;
}

/** @throws BusyError when somebody else changes it. */
export async function lockMailbox(
  sql: Sql,
  mailboxId: string,
  actor: Actor,
  now: () => Date,
): Promise<LockedMailbox | null> {
  const row = await sql.first<{ version: string }>(
    'select version from mailbox where id = $1 for no key update',
    [mailboxId],
  );
  const mailbox = await new MailboxTable(sql).get(mailboxId);
  if (!row || !mailbox) return null;
  let version = whole(row.version);
  return {
    mailbox,
    record: async (event) => {
      await new HistoryTable(sql).append(mailbox.workspaceId, { kind: 'mailbox', id: mailboxId }, version, [
        { event: mailboxEvent.parse(event), actor, at: now().toISOString() },
      ]);
      version += 1;
      await sql.change('update mailbox set version = $2 where id = $1', [mailboxId, version]);
    },
  };
}
