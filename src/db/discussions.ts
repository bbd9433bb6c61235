import type { Instant } from '../domain/conversation';
import type { Discussion } from '../ports/rows';
import type { Discussions } from '../ports/store';
import { instant, instantOrNull } from './columnValues';
import type { Sql } from './sql';

interface Row {
  id: string;
  conversation_id: string;
  kind: Discussion['kind'];
  person_id: string | null;
  author_name: string;
  text: string;
  at: Date;
  edited_at: Date | null;
  deleted: boolean;
  installation_id: string | null;
  channel: string | null;
  ts: string | null;
}

export class DiscussionTable implements Discussions {
  constructor(private readonly sql: Sql) {}

  async insert(discussion: Discussion): Promise<void> {
    const { source } = discussion;
    await this.sql.change(
      `insert into discussion (id, conversation_id, kind, person_id, author_name, text, at, edited_at, deleted,
                               installation_id, channel, ts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        discussion.id,
        discussion.conversationId,
        discussion.kind,
        discussion.personId,
        discussion.authorName,
        discussion.text,
        discussion.at,
        discussion.editedAt,
        discussion.deleted,
        source?.installationId ?? null,
        source?.channel ?? null,
        source?.ts ?? null,
      ],
    );
  }

  async bySource(installationId: string, channel: string, ts: string): Promise<Discussion | null> {
    const row = await this.sql.first<Row>(
      'select * from discussion where installation_id = $1 and channel = $2 and ts = $3',
      [installationId, channel, ts],
    );
    return row ? toDiscussion(row) : null;
  }

  async get(id: string): Promise<Discussion | null> {
    const row = await this.sql.first<Row>('select * from discussion where id = $1', [id]);
    return row ? toDiscussion(row) : null;
  }

  async edit(id: string, text: string, at: Instant): Promise<void> {
    await this.sql.change('update discussion set text = $2, edited_at = $3 where id = $1', [id, text, at]);
  }

  async markDeleted(id: string): Promise<void> {
    await this.sql.change(`update discussion set deleted = true, text = '' where id = $1`, [id]);
  }

  async restore(id: string, text: string): Promise<void> {
    await this.sql.change('update discussion set deleted = false, text = $2 where id = $1', [id, text]);
  }

  async ofConversation(conversationId: string): Promise<Discussion[]> {
    const rows = await this.sql.rows<Row>(
      'select * from discussion where conversation_id = $1 order by at, id',
      [conversationId],
    );
    return rows.map(toDiscussion);
  }
}

function toDiscussion(row: Row): Discussion {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    kind: row.kind,
    personId: row.person_id,
    authorName: row.author_name,
    text: row.text,
    at: instant(row.at),
    editedAt: instantOrNull(row.edited_at),
    deleted: row.deleted,
    source:
      row.installation_id !== null && row.channel !== null && row.ts !== null
        ? { installationId: row.installation_id, channel: row.channel, ts: row.ts }
        : null,
  };
}
