import { BusyError, LeaseLostError, type Tx } from '../../src/ports/store';
import { budgetsOf } from '../../src/teams/budgets';
import { NOON, type Office, openOffice } from './office';

/** What several instances share: blobs, leases, ticks, budgets, jobs. */
describe('shared among instances', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  function inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return office.store.transaction(work);
  }

  describe('blobs', () => {
    it('come back as they were, empty, small, and of several chunks', async () => {
      for (const content of [
        Buffer.alloc(0),
        Buffer.from('small'),
        Buffer.alloc(1024 * 1024, 1),
        Buffer.alloc(2.5 * 1024 * 1024, 'abc'),
      ]) {
        const id = await inTx((tx) => tx.blobs.put(office.workspaceId, content));

        const read = await inTx((tx) => tx.blobs.read(id));
        expect(read.equals(content)).toBe(true);
      }
    });

    it('are stored once per content, also by those who store it at once', async () => {
      const content = Buffer.alloc(2 * 1024 * 1024, 'same');

      const ids = await Promise.all(
        Array.from({ length: 5 }, () => inTx((tx) => tx.blobs.put(office.workspaceId, content))),
      );

      expect(new Set(ids).size).toBe(1);
      const [chunks] = await office.asOwner('select count(*)::int from blob_chunk where blob_id = $1', [
        ids[0],
      ]);
      expect(chunks).toEqual({ count: 2 });
    });

    it('are written again when only a part of them is there', async () => {
      const content = Buffer.alloc(1.5 * 1024 * 1024, 'part');
      const id = await inTx((tx) => tx.blobs.put(office.workspaceId, content));
      await office.asOwner('update blob set complete = false where id = $1', [id]);
      await office.asOwner('delete from blob_chunk where blob_id = $1 and n = 1', [id]);
      await expect(inTx((tx) => tx.blobs.read(id))).rejects.toThrow('no whole blob');

      expect(await inTx((tx) => tx.blobs.put(office.workspaceId, content))).toBe(id);

      expect((await inTx((tx) => tx.blobs.read(id))).equals(content)).toBe(true);
    });
  });

  describe('leases', () => {
    const hold = (name: string, holder: string, seconds = 30) =>
      inTx((tx) => tx.leases.hold(name, holder, seconds));
    const check = (name: string, epoch: number) => inTx((tx) => tx.leases.check(name, epoch));

    it('are held by one, and renewed under the same epoch', async () => {
      expect(await hold('one', 'a')).toBe(1);
      expect(await hold('one', 'b')).toBeNull();
      expect(await hold('one', 'a')).toBe(1);
      await expect(check('one', 1)).resolves.toBeUndefined();
    });

    it('go to one of those who ask at once', async () => {
      const epochs = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => hold('race', holder)));

      expect(epochs.filter((epoch) => epoch !== null)).toEqual([1]);
    });

    it('are taken over once they expire, and the old epoch is refused from then on', async () => {
      await hold('dead', 'a', 0);

      await expect(check('dead', 1)).rejects.toBeInstanceOf(LeaseLostError);
      expect(await hold('dead', 'b')).toBe(2);
      await expect(check('dead', 1)).rejects.toBeInstanceOf(LeaseLostError);
      await expect(check('dead', 2)).resolves.toBeUndefined();
    });

    it('never give out an epoch twice, also when they were released', async () => {
      await hold('released', 'a');
      await inTx((tx) => tx.leases.release('released', 'b'));
      expect(await hold('released', 'b')).toBeNull();
      await inTx((tx) => tx.leases.release('released', 'a'));

      await expect(check('released', 1)).rejects.toBeInstanceOf(LeaseLostError);
      expect(await hold('released', 'a')).toBe(2);
    });

    it('cannot be taken over while a transaction that checked them runs', async () => {
      await hold('busy', 'a', 0.3);

      await inTx(async (tx) => {
        await tx.leases.check('busy', 1);
        await expect(hold('busy', 'b')).rejects.toBeInstanceOf(BusyError);
      });

      expect(await hold('busy', 'b')).toBe(2);
    });
  });

  it('lets a tick happen once', async () => {
    const ticks = await Promise.all(
      Array.from({ length: 5 }, () => inTx((tx) => tx.leases.tick('sweep', NOON))),
    );

    expect(ticks.filter(Boolean)).toHaveLength(1);
    expect(await inTx((tx) => tx.leases.tick('sweep', '2026-11-22T12:01:00.000Z'))).toBe(true);
    expect(await inTx((tx) => tx.leases.tick('other', NOON))).toBe(true);
  });

  describe('budgets', () => {
    const budgets = { channelEveryMs: 1000, channelBurst: 1, methodEveryMs: 100, methodBurst: 3 };
    const at = (ms: number) => new Date(Date.parse(NOON) + ms).toISOString();
    function spend(
      channel: string | null,
      method: string,
      ms: number,
      changes: Partial<typeof budgets> = {},
    ) {
      return inTx((tx) =>
        tx.posts.spend(office.installationId, channel, method, { ...budgets, ...changes }, at(ms)),
      );
    }

    it('let one call through per interval and channel, and say when the next may come', async () => {
      expect(await spend('B1', 'm1', 0)).toEqual({ ok: true });
      expect(await spend('B1', 'm1', 400)).toEqual({ ok: false, notBefore: at(1000) });
      expect(await spend('B2', 'm1', 400)).toEqual({ ok: true });
      expect(await spend('B1', 'm1', 1000)).toEqual({ ok: true });
    });

    it('let a burst through and then the rate', async () => {
      const answers = [];
      for (const ms of [0, 0, 0, 0, 100, 150]) answers.push(await spend(null, 'm2', ms));

      expect(answers).toEqual([
        { ok: true },
        { ok: true },
        { ok: true },
        { ok: false, notBefore: at(100) },
        { ok: true },
        { ok: false, notBefore: at(200) },
      ]);
    });

    it('take from neither when one of the two has nothing left', async () => {
      const once = { methodEveryMs: 5000, methodBurst: 1 };
      expect(await spend(null, 'm3', 0, once)).toEqual({ ok: true });

      expect(await spend('B3', 'm3', 0, once)).toEqual({ ok: false, notBefore: at(5000) });
      expect(await spend('B3', 'other method', 0)).toEqual({ ok: true });
    });

    it('wait for a pause of the channel or of the method, the longer one', async () => {
      const pause = (key: { channel: string } | { method: string }, ms: number) =>
        inTx((tx) => tx.posts.pause(office.installationId, key, at(ms)));
      await pause({ channel: 'B4' }, 3000);
      await pause({ channel: 'B4' }, 2000);
      expect(await spend('B4', 'm4', 0)).toEqual({ ok: false, notBefore: at(3000) });
      await pause({ method: 'm4' }, 9000);
      expect(await spend('B4', 'm4', 4000)).toEqual({ ok: false, notBefore: at(9000) });

      expect(await spend('B4', 'm4', 9000)).toEqual({ ok: true });
    });

    it('of Teams let posting, changing and removing share what one conversation takes', async () => {
      const calls = ['post', 'update', 'remove'] as const;
      const times: number[] = [];
      for (let ms = 0, n = 0; ms < 40_000; ) {
        const { method, ...pace } = budgetsOf(calls[n % 3]!, 1);
        const spent = await spend('19:paced@thread.tacv2', method, ms, pace);
        if (spent.ok) {
          times.push(ms);
          n += 1;
        } else ms = Date.parse(spent.notBefore) - Date.parse(NOON);
      }
      // Seven in a second, eight in two, sixty in thirty (src/teams/budgets).
      const most = (within: number) =>
        Math.max(...times.map((from) => times.filter((one) => one >= from && one < from + within).length));
      expect([most(1_000), most(2_000)]).toEqual([7, 7]);
      expect(most(30_000)).toBeLessThanOrEqual(60);
      const reading = budgetsOf('history', 1);
      expect(await spend('19:paced@thread.tacv2', reading.method, 39_000, reading)).toEqual({ ok: true });
    });

    it('are never exceeded by those who spend at once', async () => {
      const tries = Array.from({ length: 12 }, (_, n) =>
        spend(n % 2 ? 'B5' : 'B6', 'm5', 0, { channelBurst: 2, methodBurst: 10 }),
      );

      const ends = await Promise.allSettled(tries);

      const answers = ends.map((end) => (end.status === 'fulfilled' ? end.value.ok : end.reason));
      expect(answers.filter((answer) => answer === true)).toHaveLength(4);
      expect(answers.filter((answer) => answer === false)).toHaveLength(8);
    });
  });

  describe('jobs', () => {
    async function jobs(key: string): Promise<Record<string, unknown>[]> {
      return office.asOwner(
        `select t.identifier, p.payload, q.queue_name as queue, p.run_at > now() as later, p.max_attempts
           from graphile_worker._private_jobs p
           join graphile_worker._private_tasks t on t.id = p.task_id
           left join graphile_worker._private_job_queues q on q.id = p.job_queue_id
          where p.key like $1 || '%'`,
        [key],
      );
    }

    it('are there after the commit, once per target, each target its own queue', async () => {
      const target = { installationId: office.installationId, channel: 'J1' };
      const person = { installationId: office.installationId, personId: office.ada };
      await inTx((tx) =>
        tx.jobs.wake([
          { job: 'pump', target },
          { job: 'pump', target: person },
          { job: 'file', mailboxId: office.support },
        ]),
      );
      await inTx((tx) => tx.jobs.wake([{ job: 'pump', target }]));

      const queue = `pump:${office.installationId}:J1`;
      expect(await jobs(queue)).toEqual([
        { identifier: 'pump', payload: target, queue, later: false, max_attempts: 25 },
      ]);
      expect(await jobs(`pump:${office.installationId}:person:`)).toMatchObject([{ payload: person }]);
      expect(await jobs('file:')).toMatchObject([
        { identifier: 'file', payload: { mailboxId: office.support } },
      ]);
    });

    it('are never there when the transaction failed', async () => {
      const target = { installationId: office.installationId, channel: 'Jnever' };
      await expect(
        inTx(async (tx) => {
          await tx.jobs.wake([{ job: 'pump', target }]);
          throw new Error('no');
        }),
      ).rejects.toThrow('no');

      expect(await jobs(`pump:${office.installationId}:Jnever`)).toEqual([]);
    });

    it('wait until they may run, and run at once when somebody wakes them without waiting', async () => {
      const target = { installationId: office.installationId, channel: 'Jlater' };
      const key = `pump:${office.installationId}:Jlater`;
      const notBefore = '2999-01-01T00:00:00.000Z';

      await inTx((tx) => tx.jobs.wake([{ job: 'pump', target, notBefore }]));
      expect(await jobs(key)).toMatchObject([{ later: true }]);
      await inTx((tx) => tx.jobs.wake([{ job: 'pump', target }]));
      expect(await jobs(key)).toMatchObject([{ later: false }]);
      await inTx((tx) => tx.jobs.wake([{ job: 'pump', target, notBefore }]));

      expect(await jobs(key)).toMatchObject([{ later: false }]);
    });

    it('catch up from every time asked for: a later one does not replace an earlier one', async () => {
      const channel = { installationId: office.installationId, channel: 'Jgap' };
      await inTx((tx) => tx.jobs.wake([{ job: 'catchUp', channel, since: '2026-11-22T12:00:00.000Z' }]));
      await inTx((tx) => tx.jobs.wake([{ job: 'catchUp', channel, since: '2026-11-22T13:00:00.000Z' }]));

      const key = `catchUp:${office.installationId}:Jgap`;
      expect(await jobs(key)).toMatchObject([
        { payload: { channel, since: '2026-11-22T12:00:00.000Z' }, queue: key },
        { payload: { channel, since: '2026-11-22T13:00:00.000Z' }, queue: key },
      ]);
    });

    it('have room for the longest names of channels', async () => {
      const target = (end: string) => ({
        installationId: office.installationId,
        channel: `${'19:'.padEnd(200, 'x')}${end}`,
      });

      await inTx((tx) =>
        tx.jobs.wake([
          { job: 'pump', target: target('1') },
          { job: 'pump', target: target('2') },
        ]),
      );

      const queues = (await jobs(`pump:${office.installationId}:19:`)).map((job) => String(job.queue));
      expect(new Set(queues).size).toBe(2);
      expect(queues.every((queue) => queue.length <= 128)).toBe(true);
    });

    it('are woken by many at once in any order without a deadlock', async () => {
      const wakes = ['K1', 'K2', 'K3', 'K4'].map((channel) => ({
        job: 'pump' as const,
        target: { installationId: office.installationId, channel },
      }));
      const ends = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => inTx((tx) => tx.jobs.wake(n % 2 ? wakes : [...wakes].reverse()))),
      );

      expect(ends.filter((end) => end.status === 'rejected')).toEqual([]);
    });
  });
});
