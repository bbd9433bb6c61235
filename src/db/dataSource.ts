import { DataSource } from 'typeorm';
import { entities } from './entities';

/** A row lock is waited for at most this long (architecture, law 7): then the person is told to try again. */
export const LOCK_TIMEOUT_MS = 1500;

export interface DatabaseOptions {
  /** Connection of the running role. */
  url: string;
  /** Connections that this process keeps at most. */
  poolSize?: number;
  /** What `pg_stat_activity` shows. */
  applicationName?: string;
  /** A statement that takes longer is ended: nothing that Postroom asks should. */
  statementTimeoutMs?: number;
  /** An idle connection broke; the pool replaces it by itself. */
  onConnectionLost?: (error: Error) => void;
}

/** The open pool: what every function of this folder takes, and the only name that others need for it. */
export type Connections = DataSource;

/** Not connected yet: `await source.initialize()`, and `source.destroy()` at the end. */
export function createDataSource(options: DatabaseOptions): Connections {
  // TypeORM takes a missing address for localhost:5432, which may be somebody else's.
  if (!options.url) throw new Error('No address of a database was given.');
  return new DataSource({
    type: 'postgres',
    url: options.url,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'postroom',
    connectTimeoutMS: 5000,
    poolErrorHandler: options.onConnectionLost ?? (() => undefined),
    entities,
    logging: false,
    synchronize: false,
    extra: {
      lock_timeout: LOCK_TIMEOUT_MS,
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      // A process that hangs within a transaction must not hold its locks for ever.
      idle_in_transaction_session_timeout: 60_000,
      // Everything asked here is small: starting parallel workers or a compiler takes longer than the answer.
      options: '-c max_parallel_workers_per_gather=0 -c jit=off',
      keepAlive: true,
    },
  });
}
