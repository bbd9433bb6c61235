import type { Conversation } from '../domain/conversation';
import type { Conversations, ListFilter, Scope } from '../ports/store';
import { whole } from './columnValues';
import { type ConversationRow, toConversation } from './conversationRow';
import { listConversations } from './listConversations';
import type { Sql } from './sql';

export class ConversationTable implements Conversations {
  constructor(private readonly sql: Sql) {}

  async lock(id: string): Promise<Conversation | null> {
    // "No key": whoever only adds a row that refers to the conversation does not have to wait.
    return this.one('select * from conversation where id = $1 for no key update', [id]);
  }

  async get(id: string): Promise<Conversation | null> {
    return this.one('select * from conversation where id = $1', [id]);
  }

  private async one(text: string, values: unknown[]): Promise<Conversation | null> {
    const row = await this.sql.first<ConversationRow>(text, values);
    return row ? toConversation(row) : null;
  }

  async idByNumber(workspaceId: string, number: number): Promise<string | null> {
    const row = await this.sql.first<{ id: string }>(
      'select id from conversation where workspace_id = $1 and number = $2',
      [workspaceId, number],
    );
    return row?.id ?? null;
  }

  async nextNumber(workspaceId: string): Promise<number> {
    const row = await this.sql.first<{ number: string }>(
      'update workspace set next_number = next_number + 1 where id = $1 returning next_number - 1 as number',
      [workspaceId],
    );
    if (!row) throw new Error(`There is no workspace ${workspaceId}.`);
    return whole(row.number);
  }

  async insert(state: Conversation): Promise<void> {
    await this.sql.change(
      `insert into conversation (id, version, mailbox_id, status, place, owner_id, qualification_id, shown,
         email_count, newest_email_id, newest_email_at, opened_by, opened_newest, answered_at, started_at,
         last_activity_at, workspace_id, number)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [...changing(state), state.workspaceId, state.number],
    );
  }

  async save(state: Conversation): Promise<void> {
    const rows = await this.sql.change(
      `update conversation set version = $2, mailbox_id = $3, status = $4, place = $5, owner_id = $6,
         qualification_id = $7, shown = $8, email_count = $9, newest_email_id = $10, newest_email_at = $11,
         opened_by = $12, opened_newest = $13, answered_at = $14, started_at = $15, last_activity_at = $16
       where id = $1 and version <= $2`,
      changing(state),
    );
    // The history refuses a second writer too; this one tells at the state itself.
    if (rows === 0)
      throw new Error(`Conversation ${state.id} is unknown or newer than what was to be saved.`);
  }

  async openIn(mailboxId: string, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `select id from conversation
        where mailbox_id = $1 and place = 'inbox' and status in ('open', 'waiting') and shown
        order by last_activity_at desc, id desc limit $2`,
      [mailboxId, limit],
    );
    return rows.map(({ id }) => id);
  }

  list(scope: Scope, filter: ListFilter) {
    return listConversations(this.sql, scope, filter);
  }
}

function changing(state: Conversation): unknown[] {
  return [
    state.id,
    state.version,
    state.mailboxId,
    state.status,
    state.place,
    state.ownerId,
    state.qualificationId,
    state.shown,
    state.emailCount,
    state.newestEmailId,
    state.newestEmailAt,
    state.openedBy,
    state.openedNewest,
    state.answeredAt,
    state.startedAt,
    state.lastActivityAt,
  ];
}
