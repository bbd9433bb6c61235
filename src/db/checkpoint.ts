import { createHash, type Hash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Checkpoint } from '../ports/historyCheck';
import { whole } from './columnValues';
import { GENESIS, hashCheckpoint, headLine } from './historyHash';
import { Sql } from './sql';
import { inTransaction } from './transaction';

const PAGE = 1000;

/**
 * Writes down the heads of all streams that grew since the last checkpoint, chained to it: from then on a tail that is
 * cut off, or a chain that is made anew, shows. One at a time among all instances.
 * @returns null when nothing was added since.
 */
export async function takeCheckpoint(source: DataSource, now: Date): Promise<Checkpoint | null> {
  return inTransaction(source, async (runner) => {
    const sql = new Sql(runner);
    await sql.rows(`select pg_advisory_xact_lock(hashtextextended('history checkpoint', 0))`);
    const last = await sql.first<{ id: string; hash: Buffer }>(
      'select id, hash from history_checkpoint order by id desc limit 1',
    );
    const id = last ? whole(last.id) + 1 : 1;
    // An hour more than needed: an event is dated by the begin of its transaction, and commits later.
    const heads = await sql.change(
      `insert into history_head (stream_kind, stream_id, seq, hash, checkpoint_id)
       select distinct on (stream_kind, stream_id) stream_kind, stream_id, seq, hash, $1::bigint
         from history
        where stored_at >= coalesce((select taken_at - interval '1 hour' from history_checkpoint where id = $1::bigint - 1),
                                    '-infinity')
        order by stream_kind, stream_id, seq desc
       on conflict do nothing`,
      [id],
    );
    if (heads === 0) return null;
    const at = now.toISOString();
    const digest = await digestOf(sql, id);
    const hash = hashCheckpoint(last?.hash ?? GENESIS, { id, at, heads, digest: digest.toString('hex') });
    await sql.change(
      `insert into history_checkpoint (id, at, heads, digest, previous_hash, hash) values ($1, $2, $3, $4, $5, $6)`,
      [id, at, heads, digest, last?.hash ?? GENESIS, hash],
    );
    return { id, at, heads, hash: hash.toString('hex') };
  });
}

/** Over the stored heads of this checkpoint, read in pages. */
export async function digestOf(sql: Sql, checkpointId: number): Promise<Buffer> {
  const digest = createHash('sha256');
  await addHeads(sql, checkpointId, digest);
  return digest.digest();
}

async function addHeads(sql: Sql, checkpointId: number, digest: Hash): Promise<void> {
  let after = { kind: '', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await sql.rows<{ stream_kind: string; stream_id: string; seq: string; hash: Buffer }>(
      `select stream_kind, stream_id, seq, hash from history_head
        where checkpoint_id = $1 and (stream_kind, stream_id) > ($2, $3::uuid)
        order by stream_kind, stream_id limit ${PAGE}`,
      [checkpointId, after.kind, after.id],
    );
    for (const { stream_kind: kind, stream_id: id, seq, hash } of page) {
      digest.update(headLine({ kind, id, seq: whole(seq), hash }));
      after = { kind, id };
    }
    if (page.length < PAGE) return;
  }
}
