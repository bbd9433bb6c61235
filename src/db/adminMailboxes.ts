import type { Actor, MailboxEvent } from '../domain/events';
import type { Admin, ListedMailbox, NewMailbox } from '../ports/admin';
import { newId } from '../ports/newId';
import type { Mailbox } from '../ports/rows';
import type { PumpTarget, Wake } from '../ports/store';
import type { AdminTransaction } from './adminTransaction';
import { instant } from './columnValues';
import { MailboxEntity } from './entities/mailbox';
import { QualificationEntity } from './entities/qualification';
import { JobTable } from './jobs';
import { addChannel, beginHearing, takeChannelAway } from './mailboxChannels';
import { type MailboxRow, MailboxTable, mailboxColumns, toMailbox } from './mailboxes';
import { lockMailbox } from './mailboxStream';

type MailboxAdmin = Pick<
  Admin,
  | 'mailboxes'
  | 'findMailbox'
  | 'addMailbox'
  | 'bindChannel'
  | 'unbindChannel'
  | 'pauseMailbox'
  | 'resumeMailbox'
  | 'removeMailbox'
  | 'addQualification'
  | 'qualifications'
  | 'retireQualification'
>;

export function adminMailboxes(transaction: AdminTransaction): MailboxAdmin {
  return {
    mailboxes: (workspaceId) =>
      transaction(async ({ sql }) => {
        const rows = await sql.rows<ListedRow>(
          `select ${mailboxColumns}, m.health, m.health_since, m.health_detail,
                  (select count(*)::int from membership t where t.mailbox_id = m.id) as members
             from mailbox m where m.workspace_id = $1 order by lower(m.name), m.id`,
          [workspaceId],
        );
        return rows.map(toListed);
      }),

    findMailbox: (workspaceId, called) =>
      transaction(async ({ sql }) => {
        const row = await sql.first<MailboxRow>(
          `select ${mailboxColumns} from mailbox m
            where m.workspace_id = $1 and m.state <> 'removed'
              and lower($2) in (lower(m.address), lower(m.name), m.id::text)
            order by lower(m.address) = lower($2) desc, m.id limit 1`,
          [workspaceId, called.trim()],
        );
        return row ? toMailbox(row) : null;
      }),

    addMailbox: (mailbox, actor) =>
      transaction(async ({ sql, manager, now }) => {
        const taken = await sql.first(
          `select 1 from mailbox where workspace_id = $1 and lower(address) = lower($2) and state <> 'removed'`,
          [mailbox.workspaceId, mailbox.address],
        );
        if (taken) return { ok: false, why: 'addressTaken' };
        for (const { installationId } of mailbox.channels) {
          const installation = await new MailboxTable(sql).installation(installationId);
          if (installation?.workspaceId !== mailbox.workspaceId)
            return { ok: false, why: 'noSuchInstallation' };
        }
        await manager.getRepository(MailboxEntity).insert(toStored(mailbox));
        const locked = await lockMailbox(sql, mailbox.id, actor, now);
        await locked!.record({ type: 'mailboxAdded', visibility: mailbox.visibility });
        for (const channel of mailbox.channels) await addChannel(sql, locked!, channel);
        return { ok: true, value: { ...locked!.mailbox, channels: mailbox.channels } };
      }),

    bindChannel: (mailboxId, channel, actor) =>
      transaction(async ({ sql, now }) => {
        const locked = await lockMailbox(sql, mailboxId, actor, now);
        if (!locked) return { ok: false, why: 'noSuchMailbox' };
        const { mailbox } = locked;
        if (mailbox.state === 'removed') return { ok: false, why: 'mailboxRemoved' };
        const installation = await new MailboxTable(sql).installation(channel.installationId);
        if (installation?.workspaceId !== mailbox.workspaceId)
          return { ok: false, why: 'noSuchInstallation' };
        const there = mailbox.channels.find((one) => one.installationId === channel.installationId);
        if (there?.channel === channel.channel) return { ok: false, why: 'alreadyBound' };
        const left = there ? await takeChannelAway(sql, locked, there) : [];
        await addChannel(sql, locked, channel);
        await beginHearing(sql, channel, now());
        await new JobTable(sql).wake([{ job: 'spread', mailboxId }, ...pumps(left)]);
        return { ok: true, value: (await new MailboxTable(sql).get(mailboxId))! };
      }),

    unbindChannel: (mailboxId, installationId, actor) =>
      transaction(async ({ sql, now }) => {
        const locked = await lockMailbox(sql, mailboxId, actor, now);
        if (!locked) return { ok: false, why: 'noSuchMailbox' };
        const { mailbox } = locked;
        if (mailbox.state === 'removed') return { ok: false, why: 'mailboxRemoved' };
        const there = mailbox.channels.find((one) => one.installationId === installationId);
        if (!there) return { ok: false, why: 'notBound' };
        if (mailbox.channels.length === 1) return { ok: false, why: 'lastChannel' };
        const left = pumps(await takeChannelAway(sql, locked, there));
        await new JobTable(sql).wake([{ job: 'spread', mailboxId }, ...left]);
        return { ok: true, value: (await new MailboxTable(sql).get(mailboxId))! };
      }),

    pauseMailbox: (mailboxId, actor) =>
      changeState(transaction, mailboxId, actor, 'paused', 'alreadyPaused', 'mailboxPaused'),

    resumeMailbox: (mailboxId, actor) =>
      changeState(transaction, mailboxId, actor, 'active', 'alreadyActive', 'mailboxResumed'),

    removeMailbox: (mailboxId, actor) =>
      changeState(transaction, mailboxId, actor, 'removed', 'mailboxRemoved', 'mailboxRemoved'),

    addQualification: (mailboxId, { name, emoji }, actor) =>
      transaction(async ({ sql, manager, now }) => {
        const locked = await lockMailbox(sql, mailboxId, actor, now);
        if (!locked) return { ok: false, why: 'noSuchMailbox' };
        if (locked.mailbox.state === 'removed') return { ok: false, why: 'mailboxRemoved' };
        const called = name.trim();
        if (called === '') return { ok: false, why: 'nameEmpty' };
        const taken = await sql.first(
          'select 1 from qualification where mailbox_id = $1 and lower(name) = lower($2) and not retired',
          [mailboxId, called],
        );
        if (taken) return { ok: false, why: 'nameTaken' };
        const last = await sql.first<{ position: number }>(
          'select coalesce(max(position), 0) as position from qualification where mailbox_id = $1',
          [mailboxId],
        );
        const qualification = {
          id: newId(),
          mailboxId,
          name: called,
          emoji,
          position: last!.position + 1,
          retired: false,
        };
        await manager.getRepository(QualificationEntity).insert(qualification);
        await locked.record({ type: 'qualificationAdded', qualificationId: qualification.id });
        return { ok: true, value: qualification };
      }),

    qualifications: (mailboxId) =>
      transaction(({ manager }) =>
        manager
          .getRepository(QualificationEntity)
          .find({ where: { mailboxId }, order: { position: 'ASC', name: 'ASC' } }),
      ),

    retireQualification: (qualificationId, actor) =>
      transaction(async ({ sql, manager, now }) => {
        const repository = manager.getRepository(QualificationEntity);
        const found = await repository.findOneBy({ id: qualificationId });
        if (!found) return { ok: false, why: 'noSuchQualification' };
        const locked = await lockMailbox(sql, found.mailboxId, actor, now);
        const { affected } = await repository.update(
          { id: qualificationId, retired: false },
          { retired: true },
        );
        if (!affected) return { ok: false, why: 'alreadyRetired' };
        await locked!.record({ type: 'qualificationRetired', qualificationId });
        return { ok: true, value: { ...found, retired: true } };
      }),
  };
}

function pumps(targets: PumpTarget[]): Wake[] {
  return targets.map((target) => ({ job: 'pump', target }));
}

function changeState<Already extends string>(
  transaction: AdminTransaction,
  mailboxId: string,
  actor: Actor,
  state: Mailbox['state'],
  already: Already,
  event: (MailboxEvent & { type: 'mailboxPaused' | 'mailboxResumed' | 'mailboxRemoved' })['type'],
) {
  return transaction<
    { ok: true; value: Mailbox } | { ok: false; why: 'noSuchMailbox' | 'mailboxRemoved' | Already }
  >(async ({ sql, manager, now }) => {
    const locked = await lockMailbox(sql, mailboxId, actor, now);
    if (!locked) return { ok: false, why: 'noSuchMailbox' };
    if (locked.mailbox.state === 'removed') return { ok: false, why: 'mailboxRemoved' };
    if (locked.mailbox.state === state) return { ok: false, why: already };
    const forgotten = state === 'removed' ? { imapPassword: null, smtpPassword: null } : {};
    await manager.getRepository(MailboxEntity).update({ id: mailboxId }, { state, ...forgotten });
    await locked.record({ type: event });
    return { ok: true, value: { ...locked.mailbox, state } };
  });
}

function toStored(mailbox: NewMailbox) {
  return {
    id: mailbox.id,
    workspaceId: mailbox.workspaceId,
    address: mailbox.address.trim().toLowerCase(),
    name: mailbox.name.trim(),
    visibility: mailbox.visibility,
    locale: mailbox.locale,
    state: 'active' as const,
    version: 0,
    imap: mailbox.imap,
    smtp: mailbox.smtp,
    imapPassword: Buffer.from(mailbox.imapPassword),
    smtpPassword: mailbox.smtpPassword && Buffer.from(mailbox.smtpPassword),
    folders: mailbox.folders ?? {},
    connectedAt: new Date(mailbox.connectedAt),
    backlogDays: mailbox.backlogDays ?? 30,
    qualificationRequired: mailbox.qualificationRequired ?? false,
    buttons: mailbox.buttons ?? null,
    health: 'reconnecting' as const,
    healthSince: new Date(mailbox.connectedAt),
    healthDetail: null,
  };
}

interface ListedRow extends MailboxRow {
  health: ListedMailbox['health']['state'];
  health_since: Date;
  health_detail: string | null;
  members: number;
}

function toListed(row: ListedRow): ListedMailbox {
  return {
    ...toMailbox(row),
    members: row.members,
    health: { state: row.health, since: instant(row.health_since), detail: row.health_detail },
  };
}
