import type { DataSource } from 'typeorm';
import { type Stream, streamKinds } from '../domain/events';
import type { CheckpointBreak, HistoryBreak, HistoryReport, KnownCheckpoint } from '../ports/historyCheck';
import { digestOf } from './checkpoint';
import { instant, whole } from './columnValues';
import { historyGuard } from './historyGuard';
import { GENESIS, hashCheckpoint, hashEvent } from './historyHash';
import { eachEvent } from './historyPages';
import { Sql } from './sql';

const MOST_BREAKS = 1000;

/**
 * Walks every stream and every checkpoint and says where the first break of each is. Reads in pages and holds no lock,
 * so it can run beside everything else, as often as wanted.
 * @param known a checkpoint that was written down outside of this database: whoever can change everything in here
 *   cannot make this one come out.
 */
export async function verifyHistory(
  source: DataSource,
  options: { known?: KnownCheckpoint } = {},
): Promise<HistoryReport> {
  const runner = source.createQueryRunner();
  const sql = new Sql(runner);
  try {
    // Looking for missing events reads whole tables.
    await sql.change('set statement_timeout = 0');
    const found = new Breaks();
    const walked = await walkStreams(sql, found);
    await findCutTails(sql, found);
    const checkpoints = await walkCheckpoints(sql, options.known ?? null);
    return { ...walked, breaks: found.all(), ...checkpoints, guard: await historyGuard(sql) };
  } finally {
    await sql.change('reset statement_timeout').catch(() => undefined);
    await runner.release();
  }
}

/** Of each stream the first break in order of its events. */
class Breaks {
  private readonly first = new Map<string, HistoryBreak>();

  add(stream: Stream, seq: number, why: HistoryBreak['why']): void {
    const key = `${stream.kind} ${stream.id}`;
    const known = this.first.get(key);
    if (known ? known.seq <= seq : this.first.size >= MOST_BREAKS) return;
    this.first.set(key, { stream, seq, why });
  }

  all(): HistoryBreak[] {
    return [...this.first.values()];
  }
}

async function walkStreams(sql: Sql, found: Breaks): Promise<{ streams: number; events: number }> {
  let streams = 0;
  let events = 0;
  let at = { kind: '', id: '', seq: 0, hash: GENESIS };
  for await (const event of eachEvent(sql)) {
    events += 1;
    if (event.stream.kind !== at.kind || event.stream.id !== at.id) {
      streams += 1;
      at = { ...event.stream, seq: 0, hash: GENESIS };
    }
    if (event.seq !== at.seq + 1) found.add(event.stream, event.seq, 'removed');
    else if (!event.previousHash.equals(at.hash)) found.add(event.stream, event.seq, 'unlinked');
    if (!hashEvent(event.previousHash, event).equals(event.hash)) {
      found.add(event.stream, event.seq, 'edited');
    } else if (event.headHash && !event.headHash.equals(event.hash)) {
      found.add(event.stream, event.seq, 'rewritten');
    }
    at = { ...event.stream, seq: event.seq, hash: event.hash };
  }
  return { streams, events };
}

/** Events that a checkpoint or the state row knows and the history does not, and the other way round. */
async function findCutTails(sql: Sql, found: Breaks): Promise<void> {
  const cut = await sql.rows<{ stream_kind: Stream['kind']; stream_id: string; seq: string }>(
    `select stream_kind, stream_id, min(seq) as seq from history_head k
      where seq > coalesce((select max(h.seq) from history h
                             where h.stream_kind = k.stream_kind and h.stream_id = k.stream_id), 0)
      group by 1, 2 limit ${MOST_BREAKS}`,
  );
  for (const row of cut) {
    found.add({ kind: row.stream_kind, id: row.stream_id }, whole(row.seq), 'cut');
  }
  for (const kind of streamKinds) {
    const differing = await sql.rows<{ id: string; version: string; newest: string }>(
      `select id, version, newest from (
         select s.id, s.version, coalesce((select max(seq) from history h
                                            where h.stream_kind = $1 and h.stream_id = s.id), 0) as newest
           from ${kind} s) compared
        where version <> newest limit ${MOST_BREAKS}`,
      [kind],
    );
    for (const { id, version, newest } of differing) {
      const cutOff = whole(version) > whole(newest);
      found.add({ kind, id }, whole(newest) + (cutOff ? 1 : 0), cutOff ? 'cut' : 'stateOlder');
    }
  }
}

interface CheckpointRow {
  id: string;
  at: Date;
  heads: string;
  digest: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

async function walkCheckpoints(
  sql: Sql,
  known: KnownCheckpoint | null,
): Promise<Pick<HistoryReport, 'checkpoints' | 'checkpointBreak' | 'newest'>> {
  let checkpoints = 0;
  let first: CheckpointBreak | null = null;
  let last = { id: 0, hash: GENESIS };
  let knownSeen = known === null;
  for (;;) {
    const page = await sql.rows<CheckpointRow>(
      'select * from history_checkpoint where id > $1 order by id limit 100',
      [last.id],
    );
    for (const row of page) {
      checkpoints += 1;
      const id = whole(row.id);
      first ??= await breakAt(sql, row, last);
      if (known?.id === id) knownSeen = known.hash === row.hash.toString('hex');
      last = { id, hash: row.hash };
    }
    if (page.length < 100) break;
  }
  if (known && !knownSeen) first ??= { id: known.id, why: 'unknown' };
  const newest = last.id === 0 ? null : { id: last.id, hash: last.hash.toString('hex') };
  return { checkpoints, checkpointBreak: first, newest };
}

async function breakAt(
  sql: Sql,
  row: CheckpointRow,
  before: { id: number; hash: Buffer },
): Promise<CheckpointBreak | null> {
  const id = whole(row.id);
  if (id !== before.id + 1) return { id, why: 'removed' };
  if (!row.previous_hash.equals(before.hash)) return { id, why: 'unlinked' };
  const facts = { id, at: instant(row.at), heads: whole(row.heads), digest: row.digest.toString('hex') };
  if (!hashCheckpoint(row.previous_hash, facts).equals(row.hash)) return { id, why: 'edited' };
  const digest = await digestOf(sql, id);
  return digest.equals(row.digest) ? null : { id, why: 'headsChanged' };
}
