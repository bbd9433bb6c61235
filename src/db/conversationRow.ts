import type { Conversation } from '../domain/conversation';
import { instant, instantOrNull, whole } from './columnValues';

/** A row of `conversation` as the driver gives it. */
export interface ConversationRow {
  id: string;
  workspace_id: string;
  mailbox_id: string;
  number: string;
  version: string;
  status: Conversation['status'];
  place: Conversation['place'];
  owner_id: string | null;
  qualification_id: string | null;
  shown: boolean;
  email_count: number;
  newest_email_id: string | null;
  newest_email_at: Date | null;
  opened_by: string[];
  opened_newest: string[];
  answered_at: Date | null;
  started_at: Date;
  last_activity_at: Date;
}

export function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    mailboxId: row.mailbox_id,
    number: whole(row.number),
    version: whole(row.version),
    status: row.status,
    place: row.place,
    ownerId: row.owner_id,
    qualificationId: row.qualification_id,
    shown: row.shown,
    emailCount: row.email_count,
    newestEmailId: row.newest_email_id,
    newestEmailAt: instantOrNull(row.newest_email_at),
    openedBy: row.opened_by,
    openedNewest: row.opened_newest,
    answeredAt: instantOrNull(row.answered_at),
    startedAt: instant(row.started_at),
    lastActivityAt: instant(row.last_activity_at),
  };
}
