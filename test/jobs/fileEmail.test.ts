import { Failures } from '../../src/jobs/failures';
import { createFileEmail } from '../../src/jobs/fileEmail';
import { sweep } from '../../src/jobs/sweep';
import type { Filed } from '../../src/ports/mail';
import type { EmailCopy, FolderKind } from '../../src/ports/rows';
import { addCopy } from './addCopy';
import { PumpWorld } from './pumpWorld';
import { silentLog } from './silentLog';

jest.setTimeout(60_000);

describe('fileEmail', () => {
  let world: PumpWorld;
  let moves: { to: FolderKind; copies: number }[];
  let answer: (copy: EmailCopy) => Filed;
  beforeAll(async () => {
    world = await PumpWorld.create();
  });
  beforeEach(async () => {
    await world.pool.query('delete from email_copy');
    await world.forget();
    moves = [];
    answer = (copy) => ({
      copyId: copy.id,
      ok: true,
      folder: 'Archive',
      uidValidity: '9',
      uid: copy.uid + 100,
    });
  });
  afterAll(() => world.end());

  const file = () =>
    createFileEmail(
      {
        ...world.deps(),
        filing: {
          move: async (_mailboxId, copies, to) => {
            moves.push({ to, copies: copies.length });
            return copies.map(answer);
          },
        },
      },
      new Failures(() => 0.5),
    )(world.mailboxId);
  const copies = async () => (await world.pool.query('select * from email_copy order by uid')).rows;

  test('moves what lies elsewhere than wanted and records where it lies now', async () => {
    const copy = await addCopy(world, 'archive');
    await addCopy(world, 'inbox');
    await file();
    expect(moves).toEqual([{ to: 'archive', copies: 1 }]);
    expect((await copies()).find((row) => row.id === copy.id)).toMatchObject({
      folder: 'Archive',
      folder_kind: 'archive',
      wanted_kind: 'archive',
      uid: String(copy.uid + 100),
    });
    await file();
    expect(moves).toHaveLength(1);
  });

  test('moves all of one kind together', async () => {
    for (const kind of ['archive', 'trash', 'archive'] as const) await addCopy(world, kind);
    await file();
    expect(moves.sort((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
      { to: 'archive', copies: 2 },
      { to: 'trash', copies: 1 },
    ]);
  });

  test('marks as missing what is not there, and leaves it to the watcher from then on', async () => {
    await addCopy(world, 'archive');
    answer = (copy) => ({ copyId: copy.id, ok: false, why: 'missing' });
    await file();
    await file();
    expect(moves).toHaveLength(1);
    expect(await copies()).toMatchObject([{ missing: true, folder_kind: 'inbox' }]);
  });

  test('waits longer each time while the server is not reached', async () => {
    await addCopy(world, 'archive');
    answer = (copy) => ({ copyId: copy.id, ok: false, why: 'unreachable', detail: 'connection refused' });
    await file();
    expect(world.alarms.map((at) => at.getTime() - world.time)).toEqual([750]);
    expect((await world.waitingJobs()).map((job) => job.key)).toEqual([`file:${world.mailboxId}`]);
    expect(await copies()).toMatchObject([{ missing: false, folder_kind: 'inbox' }]);
  });

  test('is woken by the sweep, but not for what is missing', async () => {
    const copy = await addCopy(world, 'archive');
    expect(await sweep({ store: world.store, log: silentLog }, 1)).toBe(1);
    await world.store.transaction((tx) => tx.emails.markMissing(copy));
    expect(await sweep({ store: world.store, log: silentLog }, 2)).toBe(0);
  });
});
