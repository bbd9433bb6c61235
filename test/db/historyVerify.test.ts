import { takeCheckpoint } from '../../src/db/checkpoint';
import { createDataSource } from '../../src/db/dataSource';
import { verifyHistory } from '../../src/db/historyVerify';
import { NOON, type Office, openOffice } from './office';
import { recordConversation } from './recorded';

const TABLES = ['history', 'history_checkpoint', 'history_head'];

describe('a history that somebody with all rights changed', () => {
  let office: Office;
  let first: string;
  let second: string;
  beforeEach(async () => {
    office = await openOffice();
    first = await conversation(4);
    second = await conversation(4);
  });
  afterEach(() => office.close());

  const conversation = (events: number) => recordConversation(office, events);
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
