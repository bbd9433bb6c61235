import { startWatchers } from '../../src/mail/watchers';
import type { StepName } from '../../src/ports/steps';
import { until } from '../jobs/until';
import { WatchWorld } from './watchWorld';

jest.setTimeout(30_000);

describe('watching a mailbox', () => {
  let world: WatchWorld;
  beforeAll(async () => {
    world = await WatchWorld.create();
  });
  beforeEach(() => world.begin());
  afterEach(() => world.finish());
  afterAll(() => world.end());

  const taken = async (count: number) => until(async () => (await world.conversations()).length === count);
  const watching = () => until(async () => (await world.health()).state === 'watching');

  test('takes in what lies there and, as soon as it arrives, what comes later', async () => {
    world.deliver('before');
    world.watch();
    await watching();
    expect(await world.conversations()).toEqual(['before / inbox']);
    // Waited for less long than until the server would be asked by itself.
    for (const count of [2, 3, 4]) {
      world.deliver();
      await taken(count);
    }
  });

  test('leaves very old mail alone and takes in the backlog silently', async () => {
    world.deliver('ancient', 45);
    world.deliver('last week', 7);
    world.deliver('new');
    const last = world.deliver('a day too old', 30.5);
    world.watch();
    await watching();
    expect(await world.conversations()).toEqual(['last week / silent', 'new / inbox']);
    const cursor = await world.store.transaction((tx) => tx.emails.cursor(world.mailboxId, 'INBOX'));
    expect(cursor?.lastUid).toBe(last);
  });

  test('takes in many, in their order', async () => {
    const subjects = Array.from({ length: 70 }, (_, n) => `letter ${n}`);
    for (const subject of subjects) world.deliver(subject);
    world.watch();
    await taken(70);
    expect(await world.conversations()).toEqual(subjects.map((subject) => `${subject} / inbox`));
  });

  test('goes on after the connection was cut, with what came meanwhile', async () => {
    world.watch();
    await watching();
    world.mail.faults.imap.drop();
    world.deliver('meanwhile');
    await taken(1);
    world.deliver('again');
    await taken(2);
  });

  test('waits for a server that is away, and says so', async () => {
    await world.mail.faults.imap.refuse(0.3);
    world.watch();
    await until(async () => (await world.health()).detail !== null);
    expect(await world.health()).toEqual({
      state: 'reconnecting',
      detail: expect.stringMatching(/could not be reached/),
    });
    world.deliver('later');
    await taken(1);
    await watching();
    expect((await world.health()).detail).toBeNull();
  });

  test('says that the password is wrong, and reads as soon as it is right', async () => {
    world.mail.faults.rejectPassword(world.account);
    world.watch();
    await until(async () => (await world.health()).state === 'unreadable');
    expect((await world.health()).detail).toMatch(/refused the user name or the password/);
    world.mail.faults.rejectPassword(world.account, false);
    world.deliver('at last');
    await taken(1);
  });

  test('stops when the mailbox is paused, and goes on where it was', async () => {
    const watchers = world.watch();
    await watching();
    await world.pool.query(`update mailbox set state = 'paused' where id = $1`, [world.mailboxId]);
    watchers.refresh();
    await until(async () => (await leaseHolder(world)) === '');
    world.deliver('unseen');
    await world.pool.query(`update mailbox set state = 'active' where id = $1`, [world.mailboxId]);
    expect(await world.conversations()).toEqual([]);
    await taken(1);
  });

  test.each<StepName>(['fetched', 'stored', 'committed'])(
    'a failure at "%s" takes in nothing twice and loses nothing',
    async (at) => {
      let crashes = 2;
      world.step = (name) => {
        if (name === at && crashes-- > 0) throw new Error(`crash at ${at}`);
      };
      for (const subject of ['one', 'two', 'three']) world.deliver(subject);
      world.watch();
      await taken(3);
      await watching();
      expect((await world.conversations()).sort()).toEqual(['one / inbox', 'three / inbox', 'two / inbox']);
      expect(await world.copies()).toHaveLength(3);
    },
  );

  test('an email that cannot be taken in is said aloud, holds up nobody, and is tried again', async () => {
    let broken = true;
    world.before = (subject) => {
      if (broken && subject === 'bad') throw new Error('a mistake of ours');
    };
    const bad = world.deliver('bad');
    world.deliver('good');
    world.watch({ reconcile: 50 });
    await until(async () => (await world.conversations()).includes('good / inbox'));
    await watching();
    expect((await world.health()).detail).toContain(`UID ${bad}`);
    expect(world.logged.filter((line) => line.level === 'error')).not.toEqual([]);
    broken = false;
    await taken(2);
  });

  test('an email that the server does not give holds up nobody, is named, and comes later', async () => {
    let broken = true;
    world.deliver('before');
    const bad = world.deliver('bad');
    world.deliver('after');
    world.refuse(
      'UID FETCH',
      (data) => broken && /BODY/.test(data) && data.split(/[\s,]/).includes(String(bad)),
    );
    world.watch({ reconcile: 50 });
    await taken(2);
    expect(await world.conversations()).toEqual(['before / inbox', 'after / inbox']);
    await watching();
    expect((await world.health()).detail).toContain(`UID ${bad}`);
    broken = false;
    await taken(3);
    await until(async () => (await world.health()).detail === null);
    expect(await world.copies()).toHaveLength(3);
  });

  test('a search that is refused is not taken for an empty one', async () => {
    let refused = false;
    world.deliver('known');
    world.refuse('UID SEARCH', () => refused);
    world.watch({ reconcile: 50 });
    await watching();
    refused = true;
    world.deliver('new');
    await until(async () => (await world.health()).state === 'reconnecting');
    expect(await world.copies()).toMatchObject([{ missing: false }]);
    refused = false;
    await taken(2);
    expect(await world.copies()).toMatchObject([{ missing: false }, { missing: false }]);
  });

  test('asks by itself where the server forgets to tell', async () => {
    world.watch({ reconcile: 50 });
    await watching();
    world.mail.world.find(world.account)!.server.notify = () => {};
    world.deliver('untold');
    await taken(1);
  });

  test('a server that throws everybody out at once is asked less and less often', async () => {
    world.watch({ reconnect: { first: 20, cap: 10_000 } });
    const waits = () => world.logged.flatMap(({ fields }) => (fields.wait as number | undefined) ?? []);
    for (let count = 1; count <= 5; count += 1) {
      await until(async () => {
        world.mail.faults.imap.drop();
        return waits().length >= count;
      });
    }
    expect(waits()[4]).toBeGreaterThan(100);
  });

  test('stops at once although the server gives no answer, connected or not yet', async () => {
    for (const already of [true, false]) {
      if (!already) world.mail.faults.imap.hang(true);
      const watchers = world.watch();
      if (already) await watching();
      else await until(async () => (await leaseHolder(world)) === 'one');
      world.mail.faults.imap.hang(true);
      const began = Date.now();
      await watchers.stop();
      expect(Date.now() - began).toBeLessThan(10_000);
      world.mail.faults.imap.hang(false);
    }
  });

  test('a failure of ours is told apart from one of the server', async () => {
    const parser = { parse: () => Promise.reject(new Error('no child process')) };
    world.deliver('unread');
    const watchers = startWatchers({ ...world.deps(), parser });
    await until(async () => (await world.health()).detail !== null);
    expect((await world.health()).detail).toMatch(/^Postroom failed .* \(reference /);
    await watchers.stop();
  });

  test('only one instance reads; when it dies another goes on within the lease', async () => {
    const first = world.watch({}, 'first');
    await watching();
    const { rows } = await world.pool.query('select epoch::int from lease where name = $1', [
      leaseName(world),
    ]);
    world.watch({}, 'second');
    world.deliver('one');
    await taken(1);
    expect(await leaseHolder(world)).toBe('first');
    // As dead: it can neither renew nor write.
    await world.pool.query(
      `update lease set holder = 'nobody', epoch = epoch + 1, until = now() + interval '1 second' where name = $1`,
      [leaseName(world)],
    );
    await until(async () => ['first', 'second'].includes((await leaseHolder(world))!));
    await first.stop();
    world.deliver('two');
    await taken(2);
    const after = await world.pool.query('select epoch::int from lease where name = $1', [leaseName(world)]);
    expect(after.rows[0].epoch).toBeGreaterThan(rows[0].epoch + 1);
    expect(await world.copies()).toHaveLength(2);
  });

  test('what was read under a lost lease is not written', async () => {
    world.watch();
    await watching();
    await world.pool.query(
      `update lease set holder = 'thief', epoch = epoch + 1, until = now() + interval '1 minute' where name = $1`,
      [leaseName(world)],
    );
    world.deliver('one');
    await until(() => world.logged.some((line) => /Another instance reads/.test(line.message)));
    expect(await world.conversations()).toEqual([]);
  });
});

function leaseName(world: WatchWorld): string {
  return `mailbox:${world.mailboxId}`;
}

async function leaseHolder(world: WatchWorld): Promise<string | undefined> {
  const { rows } = await world.pool.query('select holder from lease where name = $1', [leaseName(world)]);
  return rows[0]?.holder;
}
