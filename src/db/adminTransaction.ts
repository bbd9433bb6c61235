import type { DataSource, EntityManager } from 'typeorm';
import { Sql } from './sql';
import { inTransaction } from './transaction';

/** What an administrator's change works with: repositories of the settings tables, and SQL for the rest. */
export interface AdminWork {
  sql: Sql;
  manager: EntityManager;
  now(): Date;
}

export type AdminTransaction = <T>(work: (admin: AdminWork) => Promise<T>) => Promise<T>;

export function adminTransaction(source: DataSource, now: () => Date): AdminTransaction {
  return (work) =>
    inTransaction(source, (runner) => work({ sql: new Sql(runner), manager: runner.manager, now }));
}
