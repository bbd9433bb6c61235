import type { HistoryGuard } from '../ports/historyCheck';
import type { Sql } from './sql';

const TABLES = ['history', 'history_checkpoint', 'history_head'];
const FORBIDDEN = ['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'];

/** What stands between the connected role and a changed history. */
export async function historyGuard(sql: Sql): Promise<HistoryGuard> {
  const role = await sql.first<{ role: string; owner: boolean }>(
    `select current_user as role,
            bool_or(pg_has_role(current_user, relowner, 'member')) as owner
       from pg_class where oid = any($1::regclass[])`,
    [TABLES],
  );
  const rights = await sql.rows<{ right: string }>(
    `select t || ': ' || r as right from unnest($1::text[]) with ordinality as t (t, tn),
                                         unnest($2::text[]) with ordinality as r (r, rn)
      where has_table_privilege(t, r) order by tn, rn`,
    [TABLES, FORBIDDEN],
  );
  const off = await sql.rows<{ name: string }>(
    `select t || suffix as name
       from unnest($1::text[]) with ordinality as t (t, n), unnest(array['_no_change', '_no_truncate']) as suffix
      where not exists (select from pg_trigger g
                         where g.tgrelid = t::regclass and g.tgname = t || suffix and g.tgenabled in ('O', 'A'))
      order by n, suffix`,
    [TABLES],
  );
  return {
    role: role!.role,
    owner: role!.owner,
    rights: rights.map((row) => row.right),
    triggersOff: off.map((row) => row.name),
  };
}
