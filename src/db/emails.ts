import type { Instant } from '../domain/conversation';
import type { MailClass } from '../domain/events';
import type { ParsedEmail } from '../email/parsedEmail';
import type { AlsoIn, ConversationEmail, Email } from '../ports/rows';
import type { Emails } from '../ports/store';
import { whole } from './columnValues';
import { EmailCopies } from './emailCopies';
import {
  type ConversationEmailRow,
  type EmailRow,
  emailColumns,
  toConversationEmail,
  toEmail,
} from './emailRow';

export class EmailTables extends EmailCopies implements Emails {
  async find(
    workspaceId: string,
    messageId: string | null,
    contentHash: string,
  ): Promise<{ id: string; contentHash: string }[]> {
    const key = `email ${workspaceId} ${messageId ?? `content ${contentHash}`}`;
    await this.sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const [condition, value] =
      messageId === null
        ? [`coalesce(message_id, '') = '' and content_hash = $2`, contentHash]
        : ['message_id = $2', messageId];
    const rows = await this.sql.rows<{ id: string; content_hash: string }>(
      `select id, content_hash from email where workspace_id = $1 and ${condition} order by id`,
      [workspaceId, value],
    );
    return rows.map((row) => ({ id: row.id, contentHash: row.content_hash }));
  }

  async insert(email: {
    id: string;
    workspaceId: string;
    rawBlobId: string;
    parsed: ParsedEmail;
    class: MailClass;
    attachmentBlobs: Map<number, string>;
  }): Promise<void> {
    const { parsed } = email;
    await this.sql.change(
      `insert into email (id, workspace_id, message_id, content_hash, raw_blob_id, raw_size, subject, "from",
         from_header_count, reply_to, "to", cc, date, text, own_text, quoted_text, has_html, reading, problem,
         class, attachments_left_out)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
      [
        email.id,
        email.workspaceId,
        parsed.messageId,
        parsed.contentHash,
        email.rawBlobId,
        parsed.rawSize,
        parsed.subject,
        JSON.stringify(parsed.from),
        parsed.fromHeaderCount,
        JSON.stringify(parsed.replyTo),
        JSON.stringify(parsed.to),
        JSON.stringify(parsed.cc),
        parsed.date?.toISOString() ?? null,
        parsed.text,
        parsed.ownText,
        parsed.quotedText,
        parsed.hasHtml,
        parsed.reading,
        parsed.problem,
        email.class,
        parsed.attachmentsLeftOut,
      ],
    );
    const attachments = parsed.attachments.map(({ index, fileName, mediaType, size, inline, risky }) => {
      const blob = email.attachmentBlobs.get(index);
      if (!blob) throw new Error(`Attachment ${index} of email ${email.id} was not stored.`);
      return { index, file_name: fileName, media_type: mediaType, size, blob_id: blob, inline, risky };
    });
    if (attachments.length === 0) return;
    await this.sql.change(
      `insert into attachment (email_id, index, file_name, media_type, size, blob_id, inline, risky)
       select $1, a.* from jsonb_to_recordset($2) as a (index int, file_name text, media_type text, size bigint,
                                                        blob_id uuid, inline boolean, risky boolean)`,
      [email.id, JSON.stringify(attachments)],
    );
  }

  async addToConversation(entry: {
    conversationId: string;
    mailboxId: string;
    emailId: string;
    receivedAt: Instant;
    trusted: boolean;
    sameIdAs: string | null;
  }): Promise<void> {
    await this.sql.change(
      `insert into conversation_email (conversation_id, mailbox_id, email_id, position, received_at, trusted,
                                       same_id_as)
       select $1, $2, $3, coalesce(max(position), 0) + 1, $4, $5, $6
         from conversation_email where conversation_id = $1`,
      [entry.conversationId, entry.mailboxId, entry.emailId, entry.receivedAt, entry.trusted, entry.sameIdAs],
    );
    if (!entry.trusted) return;
    await this.sql.change(
      `insert into participant (conversation_id, address)
       select distinct $1::uuid, lower(a.entry ->> 'address')
         from email e, jsonb_array_elements(e."from" || e.reply_to || e."to" || e.cc) as a (entry)
        where e.id = $2
       on conflict do nothing`,
      [entry.conversationId, entry.emailId],
    );
  }

  async ofConversation(conversationId: string): Promise<ConversationEmail[]> {
    const rows = await this.sql.rows<ConversationEmailRow>(
      `select ${emailColumns}, ce.conversation_id, ce.position, ce.received_at, ce.trusted, ce.same_id_as
         from conversation_email ce join email e on e.id = ce.email_id
        where ce.conversation_id = $1 order by ce.received_at, ce.position`,
      [conversationId],
    );
    return rows.map(toConversationEmail);
  }

  async get(emailId: string): Promise<Email | null> {
    const row = await this.sql.first<EmailRow>(`select ${emailColumns} from email e where e.id = $1`, [
      emailId,
    ]);
    return row ? toEmail(row) : null;
  }

  async conversationsWith(mailboxId: string, emailId: string): Promise<string[]> {
    const rows = await this.sql.rows<{ conversation_id: string }>(
      'select conversation_id from conversation_email where mailbox_id = $1 and email_id = $2',
      [mailboxId, emailId],
    );
    return rows.map((row) => row.conversation_id);
  }

  async knownIds(
    mailboxId: string,
    messageIds: string[],
  ): Promise<{ messageId: string; conversationId: string; emailId: string | null }[]> {
    const rows = await this.sql.rows<{
      message_id: string;
      conversation_id: string;
      email_id: string | null;
    }>(
      `select message_id, conversation_id, email_id from message_ref
        where mailbox_id = $1 and message_id = any($2::text[])
        order by array_position($2::text[], message_id), conversation_id`,
      [mailboxId, messageIds],
    );
    return rows.map((row) => ({
      messageId: row.message_id,
      conversationId: row.conversation_id,
      emailId: row.email_id,
    }));
  }

  async addRefs(
    mailboxId: string,
    conversationId: string,
    refs: { messageId: string; emailId: string | null }[],
  ): Promise<void> {
    // Each id once, as one statement cannot write a row twice.
    const once = new Map<string, string | null>();
    for (const { messageId, emailId } of refs) once.set(messageId, emailId ?? once.get(messageId) ?? null);
    const ids = [...once.keys()].sort();
    if (ids.length === 0) return;
    await this.sql.change(
      `insert into message_ref (mailbox_id, conversation_id, message_id, email_id)
       select $1, $2, r.message_id, r.email_id from unnest($3::text[], $4::uuid[]) as r (message_id, email_id)
       on conflict (mailbox_id, message_id, conversation_id)
       do update set email_id = excluded.email_id
        where message_ref.email_id is null and excluded.email_id is not null`,
      [mailboxId, conversationId, ids, ids.map((id) => once.get(id) ?? null)],
    );
  }

  async participants(conversationId: string): Promise<string[]> {
    const rows = await this.sql.rows<{ address: string }>(
      'select address from participant where conversation_id = $1 order by address',
      [conversationId],
    );
    return rows.map((row) => row.address);
  }

  async alsoIn(emailId: string, conversationId: string): Promise<AlsoIn[]> {
    const rows = await this.sql.rows<{
      id: string;
      number: string;
      name: string;
      visibility: AlsoIn['visibility'];
    }>(
      `select c.id, c.number, m.name, m.visibility
         from conversation_email ce
         join conversation c on c.id = ce.conversation_id
         join mailbox m on m.id = c.mailbox_id
        where ce.email_id = $1 and ce.conversation_id <> $2 order by c.number`,
      [emailId, conversationId],
    );
    return rows.map((row) => ({
      conversationId: row.id,
      number: whole(row.number),
      mailboxName: row.name,
      visibility: row.visibility,
    }));
  }
}
