import { createAdmin } from '../../src/db/admin';
import type { Admin } from '../../src/ports/admin';
import { addMailbox, mailboxHistory, system } from './adminOffice';
import { NOON, type Office, openOffice } from './office';

describe('members', () => {
  let office: Office;
  let admin: Admin;
  beforeAll(async () => {
    office = await openOffice();
    admin = createAdmin(office.source, { now: () => new Date(NOON) });
  });
  afterAll(() => office.close());

  const added = () => addMailbox(office, admin);
  const historyOf = (mailboxId: string) => mailboxHistory(office, mailboxId);

  const agent = { role: 'agent' as const, grants: {} };
  const account = (user: string) => ({ platform: 'slack' as const, team: 'T1', user });

  it('makes a person of an unknown chat account', async () => {
    const { id } = await added();

    const outcome = await admin.setMember(
      id,
      { user: account('UCLEO'), name: 'Cleo', email: 'Cleo@acme.test', handle: 'cleo', locale: 'fr' },
      { role: 'dispatcher', grants: { erase: true } },
      system,
    );

    expect(outcome).toMatchObject({
      ok: true,
      value: {
        person: { name: 'Cleo', email: 'Cleo@acme.test', locale: 'fr' },
        membership: { role: 'dispatcher', grants: { erase: true } },
      },
    });
    const known = await office.store.transaction((tx) => tx.people.byIdentity(account('UCLEO')));
    expect(outcome).toMatchObject({ value: { person: known } });
    expect(await admin.members(id)).toMatchObject([{ identities: [account('UCLEO')] }]);
  });

  it('adds an account on another team to the person with the same email address', async () => {
    const { id } = await added();
    const user = { platform: 'teams' as const, team: 'M1', user: 'ada-in-teams' };

    const outcome = await admin.setMember(
      id,
      { user, name: 'Ada L.', email: 'ADA@acme.test' },
      agent,
      system,
    );

    expect(outcome).toMatchObject({ ok: true, value: { person: { id: office.ada, name: 'Ada' } } });
  });

  it('refuses a second account on the same team with somebody’s email address', async () => {
    const { id } = await added();

    expect(
      await admin.setMember(
        id,
        { user: account('UIMPOSTOR'), name: 'Ada', email: 'ada@acme.test' },
        agent,
        system,
      ),
    ).toEqual({ ok: false, why: 'emailTaken' });
  });

  it('refuses an email address that nobody has', async () => {
    const { id } = await added();

    expect(await admin.setMember(id, { email: 'who@acme.test' }, agent, system)).toEqual({
      ok: false,
      why: 'noSuchPerson',
    });
  });

  it('makes one person of two who add the same account at once', async () => {
    const [one, two] = [await added(), await added()];
    const who = { user: account('UTWICE'), name: 'Twice', email: 'twice@acme.test' };

    const outcomes = await Promise.all([
      admin.setMember(one.id, who, agent, system),
      admin.setMember(two.id, who, agent, system),
    ]);

    const ids = outcomes.map((outcome) => outcome.ok && outcome.value.person.id);
    expect(ids[0]).toBeTruthy();
    expect(ids[1]).toBe(ids[0]);
  });

  it('changes role and grants, and records only what changed', async () => {
    const { id } = await added();
    const who = { email: 'ben@acme.test' };

    await admin.setMember(id, who, agent, system);
    await admin.setMember(id, who, agent, system);
    await admin.setMember(id, who, { role: 'agent', grants: { answer: false } }, system);

    expect(await historyOf(id)).toEqual(['mailboxAdded', 'channelBound', 'memberSet', 'memberSet']);
    expect(await office.store.transaction((tx) => tx.people.membership(office.ben, id))).toEqual({
      role: 'agent',
      grants: { answer: false },
    });
  });

  it('removes a member once', async () => {
    const { id } = await added();
    await admin.setMember(id, { personId: office.ben }, agent, system);

    expect(await admin.removeMember(id, office.ben, system)).toEqual({ ok: true, value: null });
    expect(await admin.removeMember(id, office.ben, system)).toEqual({ ok: false, why: 'notMember' });

    expect(await admin.members(id)).toEqual([]);
    expect(await historyOf(id)).toEqual(['mailboxAdded', 'channelBound', 'memberSet', 'memberRemoved']);
  });

  it('does not lose an event when several change one mailbox at once', async () => {
    const { id } = await added();

    await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        admin.setMember(id, { user: account(`UN${n}`), name: `N${n}`, email: null }, agent, system),
      ),
    );

    expect(await historyOf(id)).toHaveLength(8);
    expect(await admin.members(id)).toHaveLength(6);
  });

  it('makes the first workspace admin from a chat account', async () => {
    const outcome = await admin.setWorkspaceAdmin(
      office.workspaceId,
      { user: account('UBOSS'), name: 'Boss', email: null },
      true,
    );

    expect(outcome).toMatchObject({ ok: true, value: { workspaceAdmin: true } });
    const boss = await office.store.transaction((tx) => tx.people.byIdentity(account('UBOSS')));
    expect(boss?.workspaceAdmin).toBe(true);
  });
});
