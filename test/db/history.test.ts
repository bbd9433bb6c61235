import { takeCheckpoint } from '../../src/db/checkpoint';
import { createDataSource } from '../../src/db/dataSource';
import { exportHistory } from '../../src/db/historyExport';
import { GENESIS, hashEvent } from '../../src/db/historyHash';
import { verifyHistory } from '../../src/db/historyVerify';
import type { ConversationEvent } from '../../src/domain/events';
import { HistoryMovedError } from '../../src/ports/store';
import { NOON, type Office, openOffice, startConversation } from './office';

const TABLES = ['history', 'history_checkpoint', 'history_head'];
const system = { kind: 'system', id: null } as const;
const archived = { event: { type: 'archived' } as ConversationEvent, actor: system, at: NOON };

describe('the history', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  /** A conversation with this many events, its row at the newest. */
  async function conversation(events: number): Promise<string> {
    return office.store.transaction(async (tx) => {
      const { id } = await startConversation(tx, office, { version: events });
      await tx.history.append(
        office.workspaceId,
        { kind: 'conversation', id },
        0,
        Array.from({ length: events }, () => archived),
      );
      return id;
    });
  }

  const checkpoint = () => takeCheckpoint(office.source, new Date(NOON));
  const verify = () => verifyHistory(office.source);

  /** Changes history as only the owner of its tables can: past the triggers, which stand again afterwards. */
  async function tamper(...statements: [string, unknown[]?][]): Promise<void> {
    for (const table of TABLES) await office.asOwner(`alter table ${table} disable trigger user`);
    for (const [text, values] of statements) await office.asOwner(text, values);
    for (const table of TABLES) await office.asOwner(`alter table ${table} enable trigger user`);
  }

  async function breaks() {
    return (await verify()).breaks.map(({ stream, seq, why }) => ({ id: stream.id, seq, why }));
  }

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

  describe('a history that somebody with all rights changed', () => {
    let first: string;
    let second: string;
    beforeEach(async () => {
      first = await conversation(4);
      second = await conversation(4);
    });

    it('shows an edited event', async () => {
      await tamper([
        `update history set data = '{"type":"resolved"}' where stream_id = $1 and seq = 2`,
        [first],
      ]);

      expect(await breaks()).toEqual([{ id: first, seq: 2, why: 'edited' }]);
    });

    it.each([
      ['actor', `actor_kind = 'rule'`],
      ['time', `at = at + interval '1 second'`],
      ['type', `type = 'resolved'`],
      ['workspace', 'workspace_id = stream_id'],
    ])('shows a changed %s', async (_, change) => {
      await tamper([`update history set ${change} where stream_id = $1 and seq = 3`, [first]]);

      expect(await breaks()).toEqual([{ id: first, seq: 3, why: 'edited' }]);
    });

    it('shows an event that was removed from the middle, and one from the beginning', async () => {
      await tamper(
        ['delete from history where stream_id = $1 and seq = 2', [first]],
        ['delete from history where stream_id = $1 and seq = 1', [second]],
      );

      expect(await breaks()).toEqual([
        { id: first, seq: 3, why: 'removed' },
        { id: second, seq: 2, why: 'removed' },
      ]);
    });

    it('shows an event that was replaced together with its hash', async () => {
      await tamper([
        `update history h set data = '{"type":"resolved"}', type = 'resolved',
           hash = sha256(convert_to('[' || concat_ws(',', to_json(encode(previous_hash, 'hex')),
             to_json(workspace_id), to_json(stream_kind), to_json(stream_id), seq, '"resolved"', version,
             to_json(actor_kind), 'null', to_json(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
             to_json('{"type":"resolved"}'::text)) || ']', 'UTF8'))
         where stream_id = $1 and seq = 2`,
        [first],
      ]);

      expect(await breaks()).toEqual([{ id: first, seq: 3, why: 'unlinked' }]);
    });

    it('shows a tail that was cut off, by the state row and by a checkpoint', async () => {
      await checkpoint();
      await tamper(
        ['delete from history where stream_id = $1 and seq = 4', [first]],
        ['delete from history where stream_id = $1 and seq > 2', [second]],
        ['update conversation set version = 2 where id = $1', [second]],
      );

      expect(await breaks()).toEqual([
        { id: first, seq: 4, why: 'cut' },
        { id: second, seq: 4, why: 'cut' },
      ]);
    });

    it('shows a stream of which nothing is left', async () => {
      await checkpoint();
      await tamper(
        ['delete from history where stream_id = $1', [first]],
        ['delete from conversation where id = $1', [first]],
      );

      expect(await breaks()).toEqual([{ id: first, seq: 4, why: 'cut' }]);
    });

    it('shows a chain that was made anew from beginning to end', async () => {
      await checkpoint();
      const other = await conversation(4);
      // Sound in itself, as its hashes fit; only the checkpoint knows better.
      await tamper(
        ['delete from history where stream_id = $1', [first]],
        ['delete from conversation where id = $1', [first]],
        ['update history_head set stream_id = $2 where stream_id = $1', [first, other]],
      );

      expect(await breaks()).toEqual([{ id: other, seq: 4, why: 'rewritten' }]);
      expect((await verify()).checkpointBreak).toEqual({ id: 1, why: 'headsChanged' });
    });

    it('shows checkpoints that were removed, edited or exchanged', async () => {
      await checkpoint();
      await conversation(1);
      await checkpoint();
      await conversation(1);
      await checkpoint();

      await tamper([`update history_checkpoint set at = at + interval '1 hour' where id = 2`]);
      expect((await verify()).checkpointBreak).toEqual({ id: 2, why: 'edited' });

      await tamper(
        ['delete from history_head where checkpoint_id = 2'],
        ['delete from history_checkpoint where id = 2'],
      );
      expect((await verify()).checkpointBreak).toEqual({ id: 3, why: 'removed' });
    });

    it('shows a cut that took the checkpoints along, to whoever wrote one down', async () => {
      await checkpoint();
      const late = await conversation(1);
      const known = (await checkpoint())!;
      await tamper(
        ['delete from history where stream_id = $1', [late]],
        ['delete from conversation where id = $1', [late]],
        ['delete from history_head where checkpoint_id = 2'],
        ['delete from history_checkpoint where id = 2'],
      );

      const alone = await verify();
      expect([alone.breaks, alone.checkpointBreak]).toEqual([[], null]);
      const { checkpointBreak } = await verifyHistory(office.source, { known });
      expect(checkpointBreak).toEqual({ id: 2, why: 'unknown' });
    });

    it('says when the triggers are off and when the role that asks could do all that', async () => {
      await office.asOwner('alter table history disable trigger history_no_change');
      const asOwner = await createDataSource({ url: office.database.ownerUrl }).initialize();
      try {
        const { guard } = await verifyHistory(asOwner);

        expect(guard.owner).toBe(true);
        expect(guard.rights).toContain('history: UPDATE');
        expect(guard.triggersOff).toEqual(['history_no_change']);
      } finally {
        await asOwner.destroy();
      }
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
