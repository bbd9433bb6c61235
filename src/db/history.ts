import type { Actor, HistoryEvent, Recorded, Stream } from '../domain/events';
import { type HistoryLog, HistoryMovedError } from '../ports/store';
import { instant, whole } from './columnValues';
import { EVENT_VERSION, GENESIS, hashEvent } from './historyHash';
import type { Sql } from './sql';

interface Row {
  seq: string;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  at: Date;
  data: string;
}

export class HistoryTable implements HistoryLog {
  constructor(private readonly sql: Sql) {}

  async append<E extends HistoryEvent>(
    workspaceId: string,
    stream: Stream,
    expected: number,
    entries: { event: E; actor: Actor; at: string }[],
  ): Promise<Recorded<E>[]> {
    const head = await this.sql.first<{ seq: string; hash: Buffer }>(
      `select seq, hash from history where stream_kind = $1 and stream_id = $2 order by seq desc limit 1`,
      [stream.kind, stream.id],
    );
    const newest = head ? whole(head.seq) : 0;
    if (newest !== expected) {
      throw new HistoryMovedError(
        `The ${stream.kind} ${stream.id} is at event ${newest}, not at ${expected} as was expected.`,
      );
    }
    let previous = head?.hash ?? GENESIS;
    const rows = entries.map(({ event, actor, at }, index) => {
      const chained = {
        workspaceId,
        stream,
        seq: expected + index + 1,
        type: event.type,
        version: EVENT_VERSION,
        actor,
        // As the column gives it back, so that the chain can be verified from it.
        at: new Date(at).toISOString(),
        data: JSON.stringify(event),
      };
      const hash = hashEvent(previous, chained);
      const row = { ...chained, previous, hash };
      previous = hash;
      return row;
    });
    if (rows.length > 0) await this.insert(workspaceId, stream, rows);
    return rows.map((row, index) => ({
      seq: row.seq,
      event: entries[index]!.event,
      actor: row.actor,
      at: row.at,
    }));
  }

  private async insert(
    workspaceId: string,
    stream: Stream,
    rows: {
      seq: number;
      type: string;
      version: number;
      actor: Actor;
      at: string;
      data: string;
      previous: Buffer;
      hash: Buffer;
    }[],
  ): Promise<void> {
    await this.sql.change(
      `insert into history (workspace_id, stream_kind, stream_id, seq, type, version, actor_kind, actor_id, at,
                            data, previous_hash, hash)
       select $1, $2, $3, r.* from unnest($4::bigint[], $5::text[], $6::int[], $7::text[], $8::uuid[],
                                          $9::timestamptz[], $10::text[], $11::bytea[], $12::bytea[]) as r`,
      [
        workspaceId,
        stream.kind,
        stream.id,
        rows.map((row) => row.seq),
        rows.map((row) => row.type),
        rows.map((row) => row.version),
        rows.map((row) => row.actor.kind),
        rows.map((row) => row.actor.id),
        rows.map((row) => row.at),
        rows.map((row) => row.data),
        rows.map((row) => row.previous),
        rows.map((row) => row.hash),
      ],
    );
  }

  async read<E extends HistoryEvent>(stream: Stream): Promise<Recorded<E>[]> {
    const rows = await this.sql.rows<Row>(
      `select seq, actor_kind, actor_id, at, data from history
        where stream_kind = $1 and stream_id = $2 order by seq`,
      [stream.kind, stream.id],
    );
    return rows.map((row) => ({
      seq: whole(row.seq),
      event: JSON.parse(row.data) as E,
      actor: { kind: row.actor_kind, id: row.actor_id } as Actor,
      at: instant(row.at),
    }));
  }
}
