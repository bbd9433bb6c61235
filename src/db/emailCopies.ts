import type { EmailCopy, FolderKind } from '../ports/rows';
import { whole } from './columnValues';
import { type CopyRow, selectCopies, toCopy } from './emailRow';
import type { Sql } from './sql';

/** The part of `Emails` that is about places on IMAP: copies in folders and how far each folder was read. */
export class EmailCopies {
  constructor(protected readonly sql: Sql) {}

  async copy(mailboxId: string, folder: string, uidValidity: string, uid: number): Promise<EmailCopy | null> {
    const [copy] = await this.copiesWhere(
      'k.mailbox_id = $1 and k.folder = $2 and k.uid_validity = $3 and k.uid = $4',
      [mailboxId, folder, uidValidity, uid],
    );
    return copy ?? null;
  }

  async copyById(id: string): Promise<EmailCopy | null> {
    const [copy] = await this.copiesWhere('k.id = $1', [id]);
    return copy ?? null;
  }

  async addCopy(copy: Omit<EmailCopy, 'missing' | 'messageId'>): Promise<void> {
    await this.sql.change(
      `insert into email_copy (id, mailbox_id, conversation_id, email_id, folder, folder_kind, uid_validity, uid,
                               wanted_kind)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        copy.id,
        copy.mailboxId,
        copy.conversationId,
        copy.emailId,
        copy.folder,
        copy.folderKind,
        copy.uidValidity,
        copy.uid,
        copy.wantedKind,
      ],
    );
  }

  copiesIn(mailboxId: string, folder: string, uidValidity: string): Promise<EmailCopy[]> {
    return this.copiesWhere('k.mailbox_id = $1 and k.folder = $2 and k.uid_validity = $3 order by k.uid', [
      mailboxId,
      folder,
      uidValidity,
    ]);
  }

  copiesOf(conversationId: string): Promise<EmailCopy[]> {
    return this.copiesWhere('k.conversation_id = $1 order by k.id', [conversationId]);
  }

  misfiledCopies(mailboxId: string, limit: number): Promise<EmailCopy[]> {
    return this.copiesWhere(
      `k.mailbox_id = $1 and (k.wanted_kind <> k.folder_kind or k.missing) order by k.missing, k.id limit $2`,
      [mailboxId, limit],
    );
  }

  private async copiesWhere(condition: string, values: unknown[]): Promise<EmailCopy[]> {
    const rows = await this.sql.rows<CopyRow>(`${selectCopies} where ${condition}`, values);
    return rows.map(toCopy);
  }

  async wantFolder(conversationId: string, kind: FolderKind): Promise<void> {
    await this.sql.change(
      `update email_copy set wanted_kind = $2
        where conversation_id = $1 and wanted_kind <> $2 and wanted_kind <> 'sent'`,
      [conversationId, kind],
    );
  }

  async relocateCopy(
    copyId: string,
    place: { folder: string; folderKind: FolderKind; uidValidity: string; uid: number },
    asWanted: boolean,
  ): Promise<void> {
    // Another copy was taken for the one that lies there, or the watcher met this one as a new one before its move was
    // recorded. Which of the two, the next reconcile tells: it looks for what is missing.
    const moved = await this.copyById(copyId);
    const holder = moved && (await this.copy(moved.mailboxId, place.folder, place.uidValidity, place.uid));
    const other = holder && holder.id !== copyId ? holder : null;
    if (other) await this.sql.change('update email_copy set uid = -uid where id = $1', [other.id]);
    await this.sql.change(
      `update email_copy
          set folder = $2, uid_validity = $3, uid = $4, folder_kind = $5, missing = false,
              wanted_kind = case when $6 then $5 else wanted_kind end
        where id = $1`,
      [copyId, place.folder, place.uidValidity, place.uid, place.folderKind, asWanted],
    );
    if (!moved || !other) return;
    await this.sql.change(
      `update email_copy
          set folder = $2, folder_kind = $3, uid_validity = $4, uid = $5, missing = true
        where id = $1`,
      [other.id, moved.folder, moved.folderKind, moved.uidValidity, moved.uid],
    );
  }

  async markMissing(copy: EmailCopy): Promise<void> {
    await this.sql.change(
      `update email_copy set missing = true where id = $1 and folder = $2 and uid_validity = $3 and uid = $4`,
      [copy.id, copy.folder, copy.uidValidity, copy.uid],
    );
  }

  async forgetDuplicate(copy: EmailCopy): Promise<void> {
    await this.sql.change(
      `delete from email_copy gone
        where id = $1 and missing and exists (
          select from email_copy k where k.mailbox_id = gone.mailbox_id and k.email_id = gone.email_id
             and k.conversation_id = gone.conversation_id and not k.missing)`,
      [copy.id],
    );
  }

  async cursor(mailboxId: string, folder: string): Promise<{ uidValidity: string; lastUid: number } | null> {
    const row = await this.sql.first<{ uid_validity: string; last_uid: string }>(
      'select uid_validity, last_uid from folder_cursor where mailbox_id = $1 and folder = $2',
      [mailboxId, folder],
    );
    return row ? { uidValidity: row.uid_validity, lastUid: whole(row.last_uid) } : null;
  }

  async setCursor(
    mailboxId: string,
    folder: string,
    cursor: { uidValidity: string; lastUid: number },
  ): Promise<void> {
    await this.sql.change(
      `insert into folder_cursor (mailbox_id, folder, uid_validity, last_uid) values ($1, $2, $3, $4)
       on conflict (mailbox_id, folder)
       do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
      [mailboxId, folder, cursor.uidValidity, cursor.lastUid],
    );
  }
}
