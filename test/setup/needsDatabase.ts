import { buildIfStale } from './buildIfStale';
import { startDatabaseServer } from './databaseServer';

/** jest's globalSetup of every project whose tests need Postgres or start Postroom's own processes. */
export default async function setUp(): Promise<void> {
  buildIfStale();
  (globalThis as { stopTestServer?: () => Promise<void> }).stopTestServer = await startDatabaseServer();
}
