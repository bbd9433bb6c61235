import { EntitySchema } from 'typeorm';
import type { Mailbox } from '../../ports/rows';

/** `Mailbox` as its columns have it: flat, with the version of its history and the sealed passwords. */
export interface StoredMailbox extends Omit<Mailbox, 'channels' | 'connectedAt'> {
  connectedAt: Date;
  /** Sequence number of the newest event of its history. */
  version: number;
  imapPassword: Buffer | null;
  smtpPassword: Buffer | null;
  health: 'watching' | 'reconnecting' | 'unreadable';
  healthSince: Date;
  healthDetail: string | null;
}

export const MailboxEntity = new EntitySchema<StoredMailbox>({
  name: 'mailbox',
  columns: {
    id: { type: 'uuid', primary: true },
    workspaceId: { type: 'uuid', name: 'workspace_id' },
    address: { type: 'text' },
    name: { type: 'text' },
    visibility: { type: 'text' },
    locale: { type: 'text' },
    state: { type: 'text' },
    version: { type: 'bigint', transformer: { from: Number, to: (value: unknown) => value } },
    imap: { type: 'jsonb' },
    smtp: { type: 'jsonb', nullable: true },
    // Read only when asked for by name.
    imapPassword: { type: 'bytea', name: 'imap_password', nullable: true, select: false },
    smtpPassword: { type: 'bytea', name: 'smtp_password', nullable: true, select: false },
    folders: { type: 'jsonb' },
    connectedAt: { type: 'timestamptz', name: 'connected_at' },
    backlogDays: { type: 'int', name: 'backlog_days' },
    qualificationRequired: { type: 'boolean', name: 'qualification_required' },
    buttons: { type: 'jsonb', nullable: true },
    health: { type: 'text' },
    healthSince: { type: 'timestamptz', name: 'health_since' },
    healthDetail: { type: 'text', name: 'health_detail', nullable: true },
  },
});
