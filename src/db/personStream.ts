import { type Actor, type PersonEvent, personEvent } from '../domain/events';
import { whole } from './columnValues';
import { HistoryTable } from './history';
import type { Sql } from './sql';

/** A person locked for a change of who they are in chat, which their own history records. */
export interface LockedPerson {
  workspaceId: string;
  record(event: PersonEvent): Promise<void>;
}

/** @throws BusyError when somebody else changes them. */
export async function lockPerson(
  sql: Sql,
  personId: string,
  actor: Actor,
  at: string,
): Promise<LockedPerson | null> {
  const row = await sql.first<{ workspace_id: string; version: string }>(
    'select workspace_id, version from person where id = $1 for no key update',
    [personId],
  );
  if (!row) return null;
  let version = whole(row.version);
  return {
    workspaceId: row.workspace_id,
    record: async (event) => {
      await new HistoryTable(sql).append(row.workspace_id, { kind: 'person', id: personId }, version, [
        { event: personEvent.parse(event), actor, at },
      ]);
      version += 1;
      await sql.change('update person set version = $2 where id = $1', [personId, version]);
    },
  };
}
