import { join } from 'node:path';
import type { Config } from '../config';
import { takeCheckpoint } from '../db/checkpoint';
import { type Connections, createDataSource } from '../db/dataSource';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres';
import { type DatabaseHealth, databaseHealth } from '../db/health';
import { migrate } from '../db/migrate';
import { removeOld } from '../db/removeOld';
import type { Log } from '../ports/log';

export interface Database {
  source: Connections;
  /** Of the running role. */
  url: string;
  health(): Promise<DatabaseHealth>;
  /** Regular work: see `src/db`. */
  removeOld(): Promise<unknown>;
  checkpoint(): Promise<unknown>;
  close(): Promise<void>;
}

/** The configured database, or one of our own in the data folder; brought to this version's schema. */
export async function connectDatabase(config: Config, log: Log, poolSize = 10): Promise<Database> {
  const embedded = config.database
    ? null
    : await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  try {
    const { url, ownerUrl } = config.database ?? embedded!;
    await migrate(ownerUrl, new URL(url).username || undefined);
    const source = createDataSource({
      url,
      poolSize,
      onConnectionLost: (error) => log.warn({ err: error }, 'A database connection broke'),
    });
    await source.initialize();
    return {
      source,
      url,
      health: () => databaseHealth(source),
      removeOld: () => removeOld(source),
      checkpoint: () => takeCheckpoint(source, new Date()),
      close: async () => {
        await source.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
