import { Client } from 'pg';
import { APPEND_ONLY_TABLES } from '../../src/db/grants';
import { migrate } from '../../src/db/migrate';
import { createTestDatabase, type TestDatabase } from '../database';
import { atServer, databaseUrl } from '../setup/databaseServer';

describe('migrate', () => {
  let database: TestDatabase;
  let emptyName: string;
  let emptyOwnerUrl: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    emptyName = `postroom_empty_${process.pid}`;
    emptyOwnerUrl = databaseUrl(database.ownerUrl, emptyName);
    await atServer(database.ownerUrl, `CREATE DATABASE ${emptyName}`);
  });
  afterAll(async () => {
    await atServer(database.ownerUrl, `DROP DATABASE IF EXISTS ${emptyName} WITH (FORCE)`);
    await database.drop();
  });

  async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  it('lets three starters at once all succeed, and a fourth later', async () => {
    await Promise.all([migrate(emptyOwnerUrl), migrate(emptyOwnerUrl), migrate(emptyOwnerUrl)]);
    await migrate(emptyOwnerUrl);

    const { rows } = await inDatabase(emptyOwnerUrl, (client) =>
      client.query('SELECT name, count(*)::int AS times FROM migrations GROUP BY name HAVING count(*) > 1'),
    );
    expect(rows).toEqual([]);
  });

  it('gives the running role the job queue: a job added by it is seen by it', async () => {
    await inDatabase(database.url, async (client) => {
      await client.query(`SELECT graphile_worker.add_job('wake', '{"who":"card"}')`);
      const { rows } = await client.query('SELECT task_identifier FROM graphile_worker.jobs');
      expect(rows).toEqual([{ task_identifier: 'wake' }]);
    });
  });

  it('does not let the running role make, empty or change tables', async () => {
    await inDatabase(database.url, async (client) => {
      await expect(client.query('CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
      await expect(client.query('TRUNCATE graphile_worker._private_jobs')).rejects.toThrow(
        'permission denied',
      );
      await expect(client.query('DELETE FROM migrations')).rejects.toThrow('permission denied');
    });
  });

  it.each(APPEND_ONLY_TABLES)(
    'gives the running role nothing but reading and appending on %s',
    async (table) => {
      await inDatabase(database.url, async (client) => {
        await expect(client.query(`SELECT count(*) FROM ${table}`)).resolves.toMatchObject({ rowCount: 1 });
        for (const statement of [
          `UPDATE ${table} SET hash = NULL`,
          `DELETE FROM ${table}`,
          `TRUNCATE ${table}`,
        ]) {
          await expect(client.query(statement)).rejects.toThrow('permission denied');
        }
        const { rows } = await client.query(`SELECT has_table_privilege('${table}', 'INSERT') AS may`);
        expect(rows).toEqual([{ may: true }]);
      });
    },
  );

  it('lets the next start go on where one has failed', async () => {
    await atServer(emptyOwnerUrl, 'DROP SCHEMA graphile_worker CASCADE');
    await atServer(emptyOwnerUrl, 'CREATE SCHEMA graphile_worker CREATE TABLE migrations (id text)');
    await expect(migrate(emptyOwnerUrl)).rejects.toThrow();

    await atServer(emptyOwnerUrl, 'DROP SCHEMA graphile_worker CASCADE');
    await expect(migrate(emptyOwnerUrl)).resolves.toBeUndefined();
  });
});
