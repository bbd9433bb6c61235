import { createDataSource } from '../../src/db/dataSource';
import { databaseHealth } from '../../src/db/health';
import { liveInstances } from '../../src/db/instances';
import { removeOld } from '../../src/db/removeOld';
import { createStore } from '../../src/db/store';
import { type Office, openOffice } from './office';

describe('upkeep', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  it('reports health with how watching the active mailboxes goes', async () => {
    await office.store.transaction((tx) =>
      tx.mailboxes.setHealth(office.sales, {
        state: 'watching',
        since: '2026-11-22T12:00:00.000Z',
        detail: null,
      }),
    );

    expect(await databaseHealth(office.source)).toEqual({
      ok: true,
      tookMs: expect.any(Number),
      mailboxes: { watching: 1, reconnecting: 1, unreadable: 0 },
    });
  });

  it('reports a database that does not answer instead of waiting for it', async () => {
    await office.asOwner('begin');
    await office.asOwner('lock table mailbox in access exclusive mode');
    const health = await databaseHealth(office.source, 100);
    await office.asOwner('rollback');

    expect(health.ok).toBe(false);
    expect(health.tookMs).toBeGreaterThanOrEqual(90);
  });

  it('reports a database that is gone', async () => {
    const source = await createDataSource({ url: office.database.url }).initialize();
    await source.destroy();

    expect(await databaseHealth(source)).toMatchObject({ ok: false });
  });

  describe('when the server ends its connections', () => {
    const end = () =>
      office.asOwner(
        `select pg_terminate_backend(pid, 2000) from pg_stat_activity where application_name = 'to be ended'`,
      );

    it('tells of an idle one and goes on with another', async () => {
      let tell: (error: Error) => void = () => undefined;
      const lost = new Promise<Error>((resolve) => {
        tell = resolve;
      });
      const source = await createDataSource({
        url: office.database.url,
        applicationName: 'to be ended',
        onConnectionLost: (error) => tell(error),
      }).initialize();
      await source.query('select 1');

      await end();

      await expect(lost).resolves.toThrow('terminating connection');
      expect(await source.query('select 1 as one')).toEqual([{ one: 1 }]);
      await source.destroy();
    });

    it('fails the transaction that was on one, and the next one works', async () => {
      const source = await createDataSource({
        url: office.database.url,
        applicationName: 'to be ended',
      }).initialize();
      const store = createStore(source);

      const broken = store.transaction(async (tx) => {
        await tx.requests.remember('lost', { kind: 'done', text: null });
        await end();
        await tx.requests.remember('lost too', { kind: 'done', text: null });
      });

      await expect(broken).rejects.toThrow();
      expect(await store.transaction((tx) => tx.requests.replyTo('lost'))).toBeUndefined();
      await source.destroy();
    });
  });

  it('knows which instances are alive', async () => {
    await office.asOwner(
      `insert into instance (id, seen_at, http_url)
       values ('alive', now(), 'http://127.0.0.1:1'), ('dead', now() - interval '1 minute', null)`,
    );

    const live = await liveInstances(office.source, 30);

    expect(live.map(({ id, httpUrl }) => [id, httpUrl])).toEqual([['alive', 'http://127.0.0.1:1']]);
  });

  it('forgets old replies and ticks, and only old ones', async () => {
    await office.asOwner(
      `insert into request (id, reply, at) values ('old', '{}', now() - interval '4 days'), ('new', '{}', now())`,
    );
    await office.asOwner(
      `insert into tick (name, due) values ('t', now() - interval '4 days'), ('t', now() - interval '1 hour')`,
    );

    await removeOld(office.source);

    expect(await office.asOwner('select id from request')).toEqual([{ id: 'new' }]);
    expect(await office.asOwner('select count(*)::int from tick')).toEqual([{ count: 1 }]);
  });

  it('refuses to guess where the database is', () => {
    expect(() => createDataSource({ url: '' })).toThrow('No address');
  });
});
