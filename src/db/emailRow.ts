import type { ConversationEmail, Email, EmailCopy, StoredAttachment } from '../ports/rows';
import { instant, instantOrNull, whole } from './columnValues';

/** Columns of email `e`, with its attachments as one JSON array in their order. */
export const emailColumns = `e.id, e.workspace_id, e.message_id, e.content_hash, e.raw_blob_id, e.raw_size,
  e.subject, e."from", e.from_header_count, e.reply_to, e."to", e.cc, e.date, e.text, e.own_text, e.quoted_text,
  e.has_html, e.reading, e.problem, e.class, e.attachments_left_out,
  (select coalesce(json_agg(json_build_object('index', a.index, 'fileName', a.file_name,
            'mediaType', a.media_type, 'size', a.size, 'blobId', a.blob_id, 'inline', a.inline,
            'risky', a.risky) order by a.index), '[]')
     from attachment a where a.email_id = e.id) as attachments`;

export interface EmailRow {
  id: string;
  workspace_id: string;
  message_id: string | null;
  content_hash: string;
  raw_blob_id: string;
  raw_size: string;
  subject: string;
  from: Email['from'];
  from_header_count: number;
  reply_to: Email['replyTo'];
  to: Email['to'];
  cc: Email['cc'];
  date: Date | null;
  text: string;
  own_text: string;
  quoted_text: string;
  has_html: boolean;
  reading: Email['reading'];
  problem: Email['problem'];
  class: Email['class'];
  attachments_left_out: number;
  attachments: StoredAttachment[];
}

export function toEmail(row: EmailRow): Email {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    messageId: row.message_id,
    contentHash: row.content_hash,
    rawBlobId: row.raw_blob_id,
    rawSize: whole(row.raw_size),
    subject: row.subject,
    from: row.from,
    fromHeaderCount: row.from_header_count,
    replyTo: row.reply_to,
    to: row.to,
    cc: row.cc,
    date: instantOrNull(row.date),
    text: row.text,
    ownText: row.own_text,
    quotedText: row.quoted_text,
    hasHtml: row.has_html,
    reading: row.reading,
    problem: row.problem,
    class: row.class,
    attachments: row.attachments,
    attachmentsLeftOut: row.attachments_left_out,
  };
}

export interface ConversationEmailRow extends EmailRow {
  conversation_id: string;
  position: number;
  received_at: Date;
  trusted: boolean;
  same_id_as: string | null;
}

export function toConversationEmail(row: ConversationEmailRow): ConversationEmail {
  return {
    ...toEmail(row),
    conversationId: row.conversation_id,
    position: row.position,
    receivedAt: instant(row.received_at),
    trusted: row.trusted,
    sameIdAs: row.same_id_as,
  };
}

/** An email copy `k` with the Message-ID of its email. */
export const selectCopies = `select k.id, k.mailbox_id, k.conversation_id, k.email_id, e.message_id, k.folder,
  k.folder_kind, k.uid_validity, k.uid, k.wanted_kind, k.missing
  from email_copy k join email e on e.id = k.email_id`;

export interface CopyRow {
  id: string;
  mailbox_id: string;
  conversation_id: string;
  email_id: string;
  message_id: string | null;
  folder: string;
  folder_kind: EmailCopy['folderKind'];
  uid_validity: string;
  uid: string;
  wanted_kind: EmailCopy['wantedKind'];
  missing: boolean;
}

export function toCopy(row: CopyRow): EmailCopy {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    conversationId: row.conversation_id,
    emailId: row.email_id,
    messageId: row.message_id,
    folder: row.folder,
    folderKind: row.folder_kind,
    uidValidity: row.uid_validity,
    uid: whole(row.uid),
    wantedKind: row.wanted_kind,
    missing: row.missing,
  };
}
