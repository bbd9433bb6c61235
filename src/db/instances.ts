import type { DataSource } from 'typeorm';
import type { Instant } from '../domain/conversation';
import { instant } from './columnValues';

export interface LiveInstance {
  id: string;
  startedAt: Instant;
  seenAt: Instant;
  /** Where its health answers, for the command line on the same machine. */
  httpUrl: string | null;
}

/** Processes whose heartbeat was seen within so many seconds, oldest first; on the database's clock. */
export async function liveInstances(source: DataSource, seconds: number): Promise<LiveInstance[]> {
  const rows: { id: string; started_at: Date; seen_at: Date; http_url: string | null }[] = await source.query(
    `select * from instance where seen_at >= clock_timestamp() - make_interval(secs => $1)
      order by started_at, id`,
    [seconds],
  );
  return rows.map((row) => ({
    id: row.id,
    startedAt: instant(row.started_at),
    seenAt: instant(row.seen_at),
    httpUrl: row.http_url,
  }));
}
