import type { DataSource } from 'typeorm';
import type { Stream } from '../domain/events';
import { instant, whole } from './columnValues';
import { eachEvent } from './historyPages';
import { Sql } from './sql';

/**
 * The history as JSON lines (without line ends): every event with what its hash is made from, then every checkpoint.
 * Hashes are hex; how they are made is said at `hashEvent` and `hashCheckpoint`. `data` is a string: the exact text.
 * @param only one stream, and no checkpoints.
 */
export async function* exportHistory(source: DataSource, only?: Stream): AsyncGenerator<string> {
  const runner = source.createQueryRunner();
  const sql = new Sql(runner);
  try {
    for await (const { previousHash, hash, headHash: _, ...event } of eachEvent(sql, only)) {
      yield JSON.stringify({
        kind: 'event',
        ...event,
        previousHash: previousHash.toString('hex'),
        hash: hash.toString('hex'),
      });
    }
    if (only) return;
    yield* exportCheckpoints(sql);
  } finally {
    await runner.release();
  }
}

async function* exportCheckpoints(sql: Sql): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const page = await sql.rows<{
      id: string;
      at: Date;
      heads: string;
      digest: Buffer;
      previous_hash: Buffer;
      hash: Buffer;
    }>('select * from history_checkpoint where id > $1 order by id limit 100', [after]);
    for (const row of page) {
      after = whole(row.id);
      yield JSON.stringify({
        kind: 'checkpoint',
        id: after,
        at: instant(row.at),
        heads: whole(row.heads),
        digest: row.digest.toString('hex'),
        previousHash: row.previous_hash.toString('hex'),
        hash: row.hash.toString('hex'),
      });
    }
    if (page.length < 100) return;
  }
}
