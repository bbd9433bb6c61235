import { Logger, runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { grantRunningRole } from './grants';

/** Any number, as long as nothing else in the database uses it: "Post" in ASCII. */
const MIGRATION_LOCK = 0x506f7374;

const SILENT = new Logger(() => () => undefined);

/**
 * Brings the database to this version's schema: our migrations, those of the job queue, and the rights of the
 * running role. Can be repeated, and called by many instances at once: one works, the others wait for it.
 * @param ownerUrl connection of the role that owns the tables.
 * @param runningRole role that Postroom runs as. When it does not exist or is the owner itself, no rights are given.
 */
export async function migrate(ownerUrl: string, runningRole = 'postroom'): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'postroom migrate' });
  await client.connect();
  try {
    // TypeORM takes no lock of its own: three starters at once fail most of the time.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runOurs(ownerUrl);
    await runMigrations({ connectionString: ownerUrl, logger: SILENT });
    const { rows } = await client.query(
      'SELECT 1 FROM pg_roles WHERE rolname = $1 AND rolname <> current_user',
      [runningRole],
    );
    if (rows.length > 0) {
      await client.query('BEGIN');
      await grantRunningRole(client, runningRole);
      await client.query('COMMIT');
    }
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

async function runOurs(ownerUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    migrationsTableName: 'migrations',
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}
