import type { Actor, Stream } from '../domain/events';
import { instant, whole } from './columnValues';
import type { ChainedEvent } from './historyHash';
import type { Sql } from './sql';

export interface StoredEvent extends ChainedEvent {
  previousHash: Buffer;
  hash: Buffer;
  /** What a checkpoint knows of this very event. */
  headHash: Buffer | null;
}

interface Row {
  workspace_id: string;
  stream_kind: Stream['kind'];
  stream_id: string;
  seq: string;
  type: string;
  version: number;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  at: Date;
  data: string;
  previous_hash: Buffer;
  hash: Buffer;
  head_hash: Buffer | null;
}

const PAGE = 1000;

/** Every event of every stream (or of one), stream by stream and in order, a page in memory at a time. */
export async function* eachEvent(sql: Sql, only?: Stream): AsyncGenerator<StoredEvent> {
  let after = only
    ? { kind: only.kind as string, id: only.id, seq: 0 }
    : { kind: '', id: '00000000-0000-0000-0000-000000000000', seq: 0 };
  for (;;) {
    const rows: Row[] = await sql.rows<Row>(
      `select h.*, k.hash as head_hash from history h left join history_head k using (stream_kind, stream_id, seq)
        where (h.stream_kind, h.stream_id, h.seq) > ($1, $2::uuid, $3)
          ${only ? 'and h.stream_kind = $1 and h.stream_id = $2' : ''}
        order by h.stream_kind, h.stream_id, h.seq limit ${PAGE}`,
      [after.kind, after.id, after.seq],
    );
    for (const row of rows) yield toStored(row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { kind: last.stream_kind, id: last.stream_id, seq: whole(last.seq) };
  }
}

function toStored(row: Row): StoredEvent {
  return {
    workspaceId: row.workspace_id,
    stream: { kind: row.stream_kind, id: row.stream_id },
    seq: whole(row.seq),
    type: row.type,
    version: row.version,
    actor: { kind: row.actor_kind, id: row.actor_id },
    at: instant(row.at),
    data: row.data,
    previousHash: row.previous_hash,
    hash: row.hash,
    headHash: row.head_hash,
  };
}
