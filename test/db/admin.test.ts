import { createAdmin } from '../../src/db/admin';
import type { Admin } from '../../src/ports/admin';
import { newId } from '../../src/ports/newId';
import { addMailbox, mailboxHistory, newMailbox, system } from './adminOffice';
import { NOON, type Office, openOffice } from './office';

describe('administration', () => {
  let office: Office;
  let admin: Admin;
  beforeAll(async () => {
    office = await openOffice();
    admin = createAdmin(office.source, { now: () => new Date(NOON) });
  });
  afterAll(() => office.close());

  const added = () => addMailbox(office, admin);
  const historyOf = (mailboxId: string) => mailboxHistory(office, mailboxId);

  describe('workspace and installation', () => {
    it('finds the workspace that is there instead of making a second one', async () => {
      const [one, two] = await Promise.all([
        admin.ensureWorkspace('Another name'),
        admin.ensureWorkspace('And another'),
      ]);

      expect(one).toEqual({ id: office.workspaceId, name: 'Acme' });
      expect(two).toEqual(one);
    });

    it('follows a bot whose user id and ways changed, and keeps what was not said again', async () => {
      const installation = { workspaceId: office.workspaceId, platform: 'slack' as const, team: 'T2' };
      const first = await admin.ensureInstallation({
        ...installation,
        botUser: 'UOLD',
        reach: { service: 'old', kept: 1 },
      });

      const second = await admin.ensureInstallation({
        ...installation,
        botUser: 'UNEW',
        reach: { service: 'new' },
      });

      expect(second).toEqual({ ...first, botUser: 'UNEW', reach: { service: 'new', kept: 1 } });
      const known = await office.store.transaction((tx) => tx.mailboxes.installationOf('slack', 'T2'));
      expect(known).toEqual(second);
    });
  });

  describe('mailboxes', () => {
    it('adds one with everything that was said, and begins its history', async () => {
      const wanted = newMailbox(office, { backlogDays: 7, folders: { archive: 'Done' } });

      const outcome = await admin.addMailbox(wanted, { kind: 'person', id: office.ada });

      expect(outcome).toMatchObject({
        ok: true,
        value: {
          id: wanted.id,
          address: wanted.address.toLowerCase(),
          visibility: 'assigned-only',
          locale: 'fr',
          state: 'active',
          imap: wanted.imap,
          smtp: null,
          folders: { archive: 'Done' },
          connectedAt: NOON,
          backlogDays: 7,
          channels: wanted.channels,
        },
      });
      await office.store.transaction(async (tx) => {
        expect(await tx.history.read({ kind: 'mailbox', id: wanted.id })).toEqual([
          {
            seq: 1,
            event: { type: 'mailboxAdded', visibility: 'assigned-only' },
            actor: { kind: 'person', id: office.ada },
            at: NOON,
          },
          {
            seq: 2,
            event: { type: 'channelBound', ...wanted.channels[0] },
            actor: { kind: 'person', id: office.ada },
            at: NOON,
          },
        ]);
        expect(Buffer.from((await tx.mailboxes.password(wanted.id, 'imap'))!).toString()).toBe('sealed');
        expect(await tx.mailboxes.password(wanted.id, 'smtp')).toBeNull();
      });
    });

    it('refuses an address that is there already, in whatever case', async () => {
      const mailbox = await added();

      expect(
        await admin.addMailbox(newMailbox(office, { address: mailbox.address.toUpperCase() }), system),
      ).toEqual({
        ok: false,
        why: 'addressTaken',
      });
    });

    it('refuses a channel of an installation that the workspace does not have', async () => {
      const channels = [{ installationId: newId(), channel: 'C1' }];

      expect(await admin.addMailbox(newMailbox(office, { channels }), system)).toEqual({
        ok: false,
        why: 'noSuchInstallation',
      });
    });

    it('pauses, resumes and removes, each once and each in the history', async () => {
      const { id, address } = await added();

      expect(await admin.resumeMailbox(id, system)).toEqual({ ok: false, why: 'alreadyActive' });
      expect(await admin.pauseMailbox(id, system)).toMatchObject({ ok: true, value: { state: 'paused' } });
      expect(await admin.pauseMailbox(id, system)).toEqual({ ok: false, why: 'alreadyPaused' });
      expect(await admin.resumeMailbox(id, system)).toMatchObject({ ok: true, value: { state: 'active' } });
      expect(await admin.removeMailbox(id, system)).toMatchObject({ ok: true, value: { state: 'removed' } });
      expect(await admin.removeMailbox(id, system)).toEqual({ ok: false, why: 'mailboxRemoved' });

      expect(await historyOf(id)).toEqual([
        'mailboxAdded',
        'channelBound',
        'mailboxPaused',
        'mailboxResumed',
        'mailboxRemoved',
      ]);
      const password = await office.store.transaction((tx) => tx.mailboxes.password(id, 'imap'));
      expect(password).toBeNull();
      expect(await admin.findMailbox(office.workspaceId, address)).toBeNull();
      expect(await admin.addMailbox(newMailbox(office, { address }), system)).toMatchObject({ ok: true });
    });

    it('is found by address, name or id, and listed with its health and members', async () => {
      const mailbox = await added();
      await admin.setMember(mailbox.id, { personId: office.ada }, { role: 'admin', grants: {} }, system);
      await office.store.transaction((tx) =>
        tx.mailboxes.setHealth(mailbox.id, { state: 'unreadable', since: NOON, detail: 'wrong password' }),
      );

      for (const called of [mailbox.address.toUpperCase(), mailbox.name.toLowerCase(), mailbox.id]) {
        expect(await admin.findMailbox(office.workspaceId, called)).toEqual(mailbox);
      }
      expect(await admin.findMailbox(office.workspaceId, 'nothing like it')).toBeNull();
      expect(await admin.mailboxes(office.workspaceId)).toContainEqual({
        ...mailbox,
        members: 1,
        health: { state: 'unreadable', since: NOON, detail: 'wrong password' },
      });
    });
  });

  describe('qualifications', () => {
    it('keeps the order in which they were added and refuses a name twice', async () => {
      const { id } = await added();

      await admin.addQualification(id, { name: ' Billing ', emoji: '💶' }, system);
      await admin.addQualification(id, { name: 'A complaint', emoji: null }, system);
      expect(await admin.addQualification(id, { name: 'billing', emoji: null }, system)).toEqual({
        ok: false,
        why: 'nameTaken',
      });
      expect(await admin.addQualification(id, { name: '  ', emoji: null }, system)).toEqual({
        ok: false,
        why: 'nameEmpty',
      });

      const inUse = await office.store.transaction((tx) => tx.mailboxes.qualifications(id));
      expect(inUse.map(({ name, emoji }) => [name, emoji])).toEqual([
        ['Billing', '💶'],
        ['A complaint', null],
      ]);
    });

    it('retires one for good: it is not offered any more, and its name is free again', async () => {
      const { id } = await added();
      const outcome = await admin.addQualification(id, { name: 'Spares', emoji: null }, system);
      if (!outcome.ok) throw new Error(outcome.why);

      expect(await admin.retireQualification(outcome.value.id, system)).toMatchObject({ ok: true });
      expect(await admin.retireQualification(outcome.value.id, system)).toEqual({
        ok: false,
        why: 'alreadyRetired',
      });

      expect(await admin.addQualification(id, { name: 'Spares', emoji: null }, system)).toMatchObject({
        ok: true,
      });
      expect((await admin.qualifications(id)).map(({ retired }) => retired)).toEqual([true, false]);
      await office.store.transaction(async (tx) => {
        expect(await tx.mailboxes.qualifications(id)).toHaveLength(1);
        expect(await tx.mailboxes.qualification(outcome.value.id)).toMatchObject({ retired: true });
      });
      expect(await historyOf(id)).toEqual([
        'mailboxAdded',
        'channelBound',
        'qualificationAdded',
        'qualificationRetired',
        'qualificationAdded',
      ]);
    });
  });
});
