import { Client } from 'pg';

/**
 * Tells once when a server stops answering, by a session that is held open to it. It does not keep the event
 * loop alive.
 * @returns ends the watch without a call.
 */
export async function whenGone(url: string, gone: () => void): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url, application_name: 'postroom watch', keepAlive: true });
  let watching = true;
  const tell = () => {
    if (!watching) return;
    watching = false;
    gone();
  };
  client.on('error', tell);
  client.on('end', tell);
  await client.connect().catch(tell);
  // In pg's own documentation, missing in its types.
  const session = client as Client & { ref(): void; unref(): void };
  session.unref();
  return async () => {
    watching = false;
    // Who waits for the end must live to see it: without this the process may be over before its last words.
    session.ref();
    await client.end().catch(() => undefined);
  };
}
