import { newId } from '../../src/ports/newId';
import type { Tx } from '../../src/ports/store';
import { NOON, type Office, openOffice, startConversation } from './office';

describe('people and mailboxes', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.asOwner(
      `insert into membership (mailbox_id, person_id, role, grants)
       values ($1, $3, 'agent', '{"answer": false}'), ($2, $3, 'admin', '{}'), ($1, $4, 'dispatcher', '{}')`,
      [office.support, office.sales, office.ada, office.ben],
    );
  });
  afterAll(() => office.close());

  function inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return office.store.transaction(work);
  }

  it('knows a person by their chat account, and nobody by anything near it', async () => {
    const account = { platform: 'slack', team: 'T1', user: 'UAda' } as const;

    expect(await inTx((tx) => tx.people.byIdentity(account))).toEqual({
      id: office.ada,
      workspaceId: office.workspaceId,
      name: 'Ada',
      email: 'Ada@acme.test',
      locale: 'en',
      timeZone: 'UTC',
      workspaceAdmin: false,
      notices: true,
    });
    expect(await inTx((tx) => tx.people.byIdentity({ ...account, team: 'T2' }))).toBeNull();
    expect(await inTx((tx) => tx.people.byIdentity({ ...account, platform: 'teams' }))).toBeNull();
    expect(await inTx((tx) => tx.people.identity(office.ada, office.installationId))).toEqual({
      personId: office.ada,
      ...account,
    });
    expect(await inTx((tx) => tx.people.identity(office.ada, newId()))).toBeNull();
  });

  it('knows who is a member of what, and as what', async () => {
    await inTx(async (tx) => {
      expect(await tx.people.membership(office.ada, office.support)).toEqual({
        role: 'agent',
        grants: { answer: false },
      });
      expect(await tx.people.membership(office.ben, office.sales)).toBeNull();
      expect((await tx.people.members(office.support)).map(({ person }) => person.name)).toEqual([
        'Ada',
        'Ben',
      ]);
      const memberships = await tx.people.memberships(office.ada);
      expect(memberships.map(({ mailbox, membership }) => [mailbox.name, membership.role])).toEqual([
        ['Sales', 'admin'],
        ['Support', 'agent'],
      ]);
      expect((await tx.people.many([office.ben, office.ada, newId()])).map(({ name }) => name)).toEqual([
        'Ada',
        'Ben',
      ]);
    });
  });

  it('finds the active mailboxes, and nobody’s memberships of removed ones', async () => {
    const names = (mailboxes: { name: string }[]) => mailboxes.map(({ name }) => name);
    await inTx(async (tx) => {
      expect(names(await tx.mailboxes.active())).toEqual(['Sales', 'Support']);
    });

    await office.asOwner(`update mailbox set state = 'paused' where id = $1`, [office.sales]);
    await inTx(async (tx) => {
      expect(names(await tx.mailboxes.active())).toEqual(['Support']);
    });

    await office.asOwner(`update mailbox set state = 'removed' where id = $1`, [office.sales]);
    await inTx(async (tx) => {
      expect(await tx.people.memberships(office.ada)).toHaveLength(1);
      expect(await tx.mailboxes.get(office.sales)).toMatchObject({ state: 'removed' });
    });
  });

  it('finds an installation by id and by team', async () => {
    await inTx(async (tx) => {
      const installation = await tx.mailboxes.installationOf('slack', 'T1');

      expect(installation).toEqual({
        id: office.installationId,
        workspaceId: office.workspaceId,
        platform: 'slack',
        team: 'T1',
        botUser: 'UBOT',
        reach: {},
      });
      expect(await tx.mailboxes.installation(office.installationId)).toEqual(installation);
      expect(await tx.mailboxes.installationOf('teams', 'T1')).toBeNull();
    });
  });

  it('keeps discussions with their place in chat, their edits and deletions', async () => {
    const { id: conversationId } = await inTx((tx) => startConversation(tx, office));
    const source = { installationId: office.installationId, channel: 'CSupport', ts: '9.9' };
    const message = {
      id: newId(),
      conversationId,
      kind: 'message' as const,
      personId: null,
      authorName: 'A guest',
      text: 'Is it urgent?',
      at: NOON,
      editedAt: null,
      deleted: false,
      source,
    };
    const note = {
      ...message,
      id: newId(),
      kind: 'note' as const,
      source: null,
      at: '2026-11-22T11:00:00.000Z',
    };
    await inTx((tx) => tx.discussions.insert(message));
    await inTx((tx) => tx.discussions.insert(note));

    const later = '2026-11-22T12:05:00.000Z';
    await inTx((tx) => tx.discussions.edit(message.id, 'Is it very urgent?', later));
    await inTx((tx) => tx.discussions.markDeleted(note.id));

    const edited = { ...message, text: 'Is it very urgent?', editedAt: later };
    await inTx(async (tx) => {
      expect(await tx.discussions.bySource(source.installationId, source.channel, '9.9')).toEqual(edited);
      expect(await tx.discussions.bySource(source.installationId, source.channel, '9.8')).toBeNull();
      expect(await tx.discussions.get(note.id)).toEqual({ ...note, deleted: true, text: '' });
      expect(await tx.discussions.ofConversation(conversationId)).toEqual([
        { ...note, deleted: true, text: '' },
        edited,
      ]);
    });
  });
});
