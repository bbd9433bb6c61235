import type { ClientBase } from 'pg';

/** Rows that nobody may change or remove: the running role may only add to them and read them. */
export const APPEND_ONLY_TABLES = ['history', 'history_checkpoint', 'history_head'];

/** Rows that only migrations write. */
const READ_ONLY_TABLES = ['migrations'];

const RIGHTS = 'SELECT, INSERT, UPDATE, DELETE';

/**
 * Gives the running role what it needs and nothing more: rows of every table (history: read and append), but
 * neither tables of its own nor TRUNCATE. Safe to repeat; run after every migration, as new tables start with
 * no rights.
 */
export async function grantRunningRole(client: ClientBase, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  await client.query(`GRANT USAGE ON SCHEMA public, graphile_worker TO ${name}`);
  for (const schema of ['public', 'graphile_worker']) {
    await client.query(`GRANT ${RIGHTS} ON ALL TABLES IN SCHEMA ${schema} TO ${name}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${name}`);
  }
  for (const table of await existing(client, APPEND_ONLY_TABLES)) {
    await client.query(`REVOKE ALL ON public.${table} FROM ${name}`);
    await client.query(`GRANT SELECT, INSERT ON public.${table} TO ${name}`);
  }
  for (const table of await existing(client, READ_ONLY_TABLES)) {
    await client.query(`REVOKE ALL ON public.${table} FROM ${name}`);
    await client.query(`GRANT SELECT ON public.${table} TO ${name}`);
  }
  await openJobTables(client);
}

/**
 * graphile-worker switches row level security on: without a policy another role than the owner sees no job.
 * Only where it is missing, as a change of policies waits for every worker that has the table in use.
 */
async function openJobTables(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'postroom_running')`,
  );
  for (const { table } of rows) {
    const target = `graphile_worker.${client.escapeIdentifier(table)}`;
    // For everybody: who may touch the table at all is said by the grants above.
    await client.query(`CREATE POLICY postroom_running ON ${target} USING (true) WITH CHECK (true)`);
  }
}

async function existing(client: ClientBase, tables: string[]): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname = ANY($1)`,
    [tables],
  );
  return rows.map((row) => client.escapeIdentifier(row.table));
}
