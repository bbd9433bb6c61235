import { takeCheckpoint } from '../../src/db/checkpoint';
import { exportHistory } from '../../src/db/historyExport';
import { GENESIS, hashEvent } from '../../src/db/historyHash';
import { verifyHistory } from '../../src/db/historyVerify';
import { HistoryMovedError } from '../../src/ports/store';
import { NOON, type Office, openOffice } from './office';
import { archived, recordConversation } from './recorded';

const TABLES = ['history', 'history_checkpoint', 'history_head'];

describe('the history', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const conversation = (events: number) => recordConversation(office, events);
  const checkpoint = () => takeCheckpoint(office.source, new Date(NOON));
  const verify = () => verifyHistory(office.source);

  describe('appending', () => {
    it('gives back what it was given, numbered, and so does reading', async () => {
      const id = await conversation(0);
      const stream = { kind: 'conversation', id } as const;

      const appended = await office.store.transaction(async (tx) => {
        await tx.history.append(office.workspaceId, stream, 0, [archived]);
        return tx.history.append(office.workspaceId, stream, 1, [
          {
            event: { type: 'taken', personId: office.ada } as const,
            actor: { kind: 'person', id: office.ada },
            at: '2026-11-22T12:00:01.002Z',
          },
        ]);
      });

      expect(appended).toEqual([
        {
          seq: 2,
          event: { type: 'taken', personId: office.ada },
          actor: { kind: 'person', id: office.ada },
          at: '2026-11-22T12:00:01.002Z',
        },
      ]);
      const read = await office.store.transaction((tx) => tx.history.read(stream));
      expect(read).toEqual([{ seq: 1, ...archived }, ...appended]);
    });

    it('refuses when the stream is not where the writer thinks it is', async () => {
      const id = await conversation(2);

      for (const expected of [0, 1, 3]) {
        await expect(
          office.store.transaction((tx) =>
            tx.history.append(office.workspaceId, { kind: 'conversation', id }, expected, [archived]),
          ),
        ).rejects.toBeInstanceOf(HistoryMovedError);
      }
    });

    it('lets one of two at once through, even without any lock', async () => {
      const id = await conversation(0);
      const append = () =>
        office.store.transaction((tx) =>
          tx.history.append(office.workspaceId, { kind: 'conversation', id }, 0, [archived, archived]),
        );

      const ends = await Promise.allSettled([append(), append(), append()]);

      expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
      const read = await office.store.transaction((tx) => tx.history.read({ kind: 'conversation', id }));
      expect(read.map(({ seq }) => seq)).toEqual([1, 2]);
      expect((await verify()).breaks).toMatchObject([{ stream: { id }, why: 'stateOlder' }]);
    });
  });

  describe('a sound history', () => {
    it('verifies, across pages and checkpoints', async () => {
      await conversation(1500);
      for (let n = 0; n < 3; n += 1) await conversation(3);
      await checkpoint();
      await conversation(2);
      const newest = await checkpoint();

      expect(await verify()).toEqual({
        streams: 5,
        events: 1511,
        checkpoints: 2,
        breaks: [],
        checkpointBreak: null,
        newest: { id: 2, hash: newest?.hash },
        guard: { role: 'postroom', owner: false, rights: [], triggersOff: [] },
      });
    });

    it('is not changed, emptied or shortened by the running role', async () => {
      await conversation(2);
      await checkpoint();

      for (const table of TABLES) {
        for (const statement of [
          `update ${table} set hash = '\\x00'`,
          `delete from ${table}`,
          `truncate ${table} cascade`,
          `alter table ${table} disable trigger all`,
        ]) {
          await expect(office.source.query(statement)).rejects.toThrow(/permission denied|must be owner/);
        }
      }
      expect((await verify()).events).toBe(2);
    });

    it('is not changed by its owner either while the triggers stand', async () => {
      await conversation(2);

      for (const statement of [
        `update history set data = '{}'`,
        'delete from history',
        'truncate history',
        'truncate history_checkpoint cascade',
      ]) {
        await expect(office.asOwner(statement)).rejects.toThrow('append-only');
      }
    });

    it('can be repeated by anybody from its export', async () => {
      await conversation(2);
      const taken = await checkpoint();

      const lines: Record<string, unknown>[] = [];
      for await (const line of exportHistory(office.source)) lines.push(JSON.parse(line));

      expect(lines.map((line) => line.kind)).toEqual(['event', 'event', 'checkpoint']);
      expect(lines[2]).toMatchObject({ id: 1, heads: 1, hash: taken?.hash });
      let previous = GENESIS;
      for (const event of lines.slice(0, 2)) {
        previous = hashEvent(previous, event as unknown as Parameters<typeof hashEvent>[1]);
        expect(event.hash).toBe(previous.toString('hex'));
      }
    });

    it('exports one stream alone', async () => {
      const id = await conversation(3);
      await conversation(1);
      await checkpoint();

      const lines: string[] = [];
      for await (const line of exportHistory(office.source, { kind: 'conversation', id })) lines.push(line);

      expect(lines.map((line) => JSON.parse(line).stream.id)).toEqual([id, id, id]);
    });
  });

  describe('checkpoints', () => {
    it('hold only what grew since the one before, and nothing when nothing did', async () => {
      await conversation(2);
      await conversation(2);
      expect(await checkpoint()).toMatchObject({ id: 1, heads: 2, at: NOON });
      expect(await checkpoint()).toBeNull();

      await conversation(1);
      expect(await checkpoint()).toMatchObject({ id: 2, heads: 1 });
    });

    it('are taken one at a time when several ask at once', async () => {
      await conversation(2);

      const taken = await Promise.all([checkpoint(), checkpoint(), checkpoint()]);

      expect(taken.filter(Boolean)).toHaveLength(1);
      expect((await verify()).checkpointBreak).toBeNull();
    });
  });
});
