import type { Admin, NewMailbox } from '../../src/ports/admin';
import { newId } from '../../src/ports/newId';
import type { Mailbox } from '../../src/ports/rows';
import { NOON, type Office } from './office';

export const system = { kind: 'system', id: null } as const;

export function newMailbox(office: Office, changes: Partial<NewMailbox> = {}): NewMailbox {
  const id = newId();
  return {
    id,
    workspaceId: office.workspaceId,
    address: `Box-${id}@acme.test`,
    name: `Box ${id}`,
    visibility: 'assigned-only',
    locale: 'fr',
    imap: { host: 'imap.test', port: 993, secure: true, user: 'box' },
    smtp: null,
    imapPassword: Buffer.from('sealed'),
    smtpPassword: null,
    connectedAt: NOON,
    channels: [{ installationId: office.installationId, channel: 'CBox' }],
    ...changes,
  };
}

export async function addMailbox(office: Office, admin: Admin): Promise<Mailbox> {
  const outcome = await admin.addMailbox(newMailbox(office), system);
  if (!outcome.ok) throw new Error(outcome.why);
  return outcome.value;
}

/** The types of everything that happened to a mailbox, in order. */
export function mailboxHistory(office: Office, mailboxId: string): Promise<string[]> {
  return office.store.transaction(async (tx) =>
    (await tx.history.read({ kind: 'mailbox', id: mailboxId })).map(({ event }) => event.type),
  );
}
