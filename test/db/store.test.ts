import { newId } from '../../src/ports/newId';
import { BusyError } from '../../src/ports/store';
import { type Office, openOffice, startConversation } from './office';

describe('the store', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it('gives back exactly the state that was saved', async () => {
    const started = await office.store.transaction((tx) => startConversation(tx, office));
    const changed = {
      ...started,
      version: 7,
      status: 'waiting' as const,
      place: 'archive' as const,
      ownerId: office.ada,
      emailCount: 3,
      newestEmailId: newId(),
      newestEmailAt: '2026-11-22T12:00:00.123Z',
      openedBy: [office.ben, office.ada],
      openedNewest: [office.ada],
      answeredAt: '2026-11-22T12:01:00.001Z',
      lastActivityAt: '2026-11-22T12:02:00.999Z',
    };

    const read = await office.store.transaction(async (tx) => {
      await tx.conversations.save(changed);
      return tx.conversations.get(started.id);
    });

    expect(read).toEqual(changed);
  });

  it('rolls everything back when the work fails', async () => {
    let id = '';
    await expect(
      office.store.transaction(async (tx) => {
        id = (await startConversation(tx, office)).id;
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');

    await expect(office.store.transaction((tx) => tx.conversations.get(id))).resolves.toBeNull();
  });

  it('refuses to save a state that is older than the stored one', async () => {
    const started = await office.store.transaction((tx) => startConversation(tx, office, { version: 5 }));

    await expect(
      office.store.transaction((tx) => tx.conversations.save({ ...started, version: 4 })),
    ).rejects.toThrow('newer');
  });

  it('gives every conversation another number, also to those who ask at once', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 8 }, () =>
        office.store.transaction((tx) => tx.conversations.nextNumber(office.workspaceId)),
      ),
    );

    expect(new Set(numbers).size).toBe(8);
  });

  it('finds a conversation by its number within the workspace only', async () => {
    const started = await office.store.transaction((tx) => startConversation(tx, office));

    await office.store.transaction(async (tx) => {
      expect(await tx.conversations.idByNumber(office.workspaceId, started.number)).toBe(started.id);
      expect(await tx.conversations.idByNumber(newId(), started.number)).toBeNull();
    });
  });

  describe('when somebody else holds a row', () => {
    it('tells after a second and a half that it is busy, and has done nothing', async () => {
      const started = await office.store.transaction((tx) => startConversation(tx, office));
      const began = Date.now();

      await office.store.transaction(async (tx) => {
        await tx.conversations.lock(started.id);
        await expect(
          office.store.transaction(async (other) => {
            await other.requests.remember('while busy', { kind: 'done', text: null });
            await other.conversations.lock(started.id);
          }),
        ).rejects.toBeInstanceOf(BusyError);
      });

      expect(Date.now() - began).toBeGreaterThanOrEqual(1400);
      const reply = await office.store.transaction((tx) => tx.requests.replyTo('while busy'));
      expect(reply).toBeUndefined();
    });

    it('still lets others add what only refers to it', async () => {
      const started = await office.store.transaction((tx) => startConversation(tx, office));

      await office.store.transaction(async (tx) => {
        await tx.conversations.lock(started.id);
        await office.store.transaction((other) =>
          other.discussions.insert({
            id: newId(),
            conversationId: started.id,
            kind: 'note',
            personId: office.ada,
            authorName: 'Ada',
            text: 'Called her.',
            at: started.startedAt,
            editedAt: null,
            deleted: false,
            source: null,
          }),
        );
      });

      const written = await office.store.transaction((tx) => tx.discussions.ofConversation(started.id));
      expect(written.map((discussion) => discussion.text)).toEqual(['Called her.']);
    });

    it('takes a deadlock for busy: one goes through, the other may try again', async () => {
      const [one, two] = await office.store.transaction(async (tx) => [
        await startConversation(tx, office),
        await startConversation(tx, office),
      ]);
      const crosswise = (first: string, second: string, bothHold: Promise<void>, iHold: () => void) =>
        office.store.transaction(async (tx) => {
          await tx.conversations.lock(first);
          iHold();
          await bothHold;
          await tx.conversations.lock(second);
        });
      let holding = 0;
      let release: () => void = () => undefined;
      const bothHold = new Promise<void>((resolve) => {
        release = resolve;
      });
      const iHold = () => {
        holding += 1;
        if (holding === 2) release();
      };

      const ends = await Promise.allSettled([
        crosswise(one!.id, two!.id, bothHold, iHold),
        crosswise(two!.id, one!.id, bothHold, iHold),
      ]);

      const failed = ends.filter((end) => end.status === 'rejected');
      expect(failed).toHaveLength(1);
      expect(failed[0]?.reason).toBeInstanceOf(BusyError);
    });
  });

  it('answers a repeated request with its first reply', async () => {
    const reply = { kind: 'notice', tone: 'info', text: 'Done.' } as never;

    await office.store.transaction((tx) => tx.requests.remember('r1', reply));

    await office.store.transaction(async (tx) => {
      expect(await tx.requests.replyTo('r1')).toEqual(reply);
      expect(await tx.requests.replyTo('r2')).toBeUndefined();
    });
    await expect(office.store.transaction((tx) => tx.requests.remember('r1', reply))).rejects.toBeInstanceOf(
      BusyError,
    );
  });
});
