import type { DataSource } from 'typeorm';

/** How many rows of one kind go at a time, so that no statement holds many locks for long. */
const AT_ONCE = 5000;

/**
 * Forgets what only had to be remembered for a while: replies to requests (chat platforms repeat for minutes, people
 * keep a form open for hours) and ticks. Once a minute is often enough.
 */
export async function removeOld(source: DataSource): Promise<void> {
  await source.query(
    `delete from request where id in (
       select id from request where at < now() - interval '3 days' order by at limit ${AT_ONCE})`,
  );
  await source.query(
    `delete from tick where (name, due) in (
       select name, due from tick where due < now() - interval '3 days' limit ${AT_ONCE})`,
  );
}
