import type { DataSource } from 'typeorm';

export interface DatabaseHealth {
  ok: boolean;
  /** How long the answer took, in milliseconds. */
  tookMs: number;
  /** Active mailboxes by how watching them goes; all 0 when the database does not answer. */
  mailboxes: { watching: number; reconnecting: number; unreadable: number };
}

const NO_MAILBOXES = { watching: 0, reconnecting: 0, unreadable: 0 };

/** One cheap query. Never rejects and never takes much longer than `patienceMs`. */
export async function databaseHealth(source: DataSource, patienceMs = 2000): Promise<DatabaseHealth> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patienceMs, null);
  });
  const asked = countMailboxes(source).catch(() => null);
  const counted = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return { ok: counted !== null, tookMs: took(), mailboxes: counted ?? NO_MAILBOXES };
}

async function countMailboxes(source: DataSource): Promise<DatabaseHealth['mailboxes']> {
  const rows: { health: keyof DatabaseHealth['mailboxes']; count: number }[] = await source.query(
    `select health, count(*)::int as count from mailbox where state = 'active' group by health`,
  );
  return { ...NO_MAILBOXES, ...Object.fromEntries(rows.map(({ health, count }) => [health, count])) };
}
