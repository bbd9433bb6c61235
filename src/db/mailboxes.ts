import type { Instant } from '../domain/conversation';
import type { ChannelRef, Installation, Mailbox, Qualification } from '../ports/rows';
import type { Mailboxes } from '../ports/store';
import { instant } from './columnValues';
import type { Sql } from './sql';

export interface MailboxRow {
  id: string;
  workspace_id: string;
  address: string;
  name: string;
  visibility: Mailbox['visibility'];
  locale: Mailbox['locale'];
  state: Mailbox['state'];
  imap: Mailbox['imap'];
  smtp: Mailbox['smtp'];
  folders: Mailbox['folders'];
  connected_at: Date;
  backlog_days: number;
  qualification_required: boolean;
  buttons: string[] | null;
  channels: ChannelRef[];
}

/** Everything of mailbox `m` but its passwords, which are read alone and on purpose. */
export const mailboxColumns = `m.id, m.workspace_id, m.address, m.name, m.visibility, m.locale, m.state, m.imap,
  m.smtp, m.folders, m.connected_at, m.backlog_days, m.qualification_required, m.buttons,
  (select coalesce(jsonb_agg(jsonb_build_object('installationId', b.installation_id, 'channel', b.channel)
                             order by b.position), '[]')
     from mailbox_channel b where b.mailbox_id = m.id) as channels`;

interface InstallationRow {
  id: string;
  workspace_id: string;
  platform: Installation['platform'];
  team: string;
  bot_user: string;
  reach: Record<string, unknown>;
}

interface QualificationRow {
  id: string;
  mailbox_id: string;
  name: string;
  emoji: string | null;
  position: number;
  retired: boolean;
}

export class MailboxTable implements Mailboxes {
  constructor(private readonly sql: Sql) {}

  async get(id: string): Promise<Mailbox | null> {
    const [mailbox] = await this.where('m.id = $1', [id]);
    return mailbox ?? null;
  }

  active(): Promise<Mailbox[]> {
    return this.where(`m.state = 'active'`, []);
  }

  private async where(condition: string, values: unknown[]): Promise<Mailbox[]> {
    const rows = await this.sql.rows<MailboxRow>(
      `select ${mailboxColumns} from mailbox m where ${condition} order by lower(m.name), m.id`,
      values,
    );
    return rows.map(toMailbox);
  }

  installation(id: string): Promise<Installation | null> {
    return this.oneInstallation('id = $1', [id]);
  }

  installationOf(platform: 'slack' | 'teams', team: string): Promise<Installation | null> {
    return this.oneInstallation('platform = $1 and team = $2', [platform, team]);
  }

  async installationsOn(platform: 'slack' | 'teams'): Promise<Installation[]> {
    const rows = await this.sql.rows<InstallationRow>(
      'select * from installation where platform = $1 order by id',
      [platform],
    );
    return rows.map(toInstallation);
  }

  private async oneInstallation(condition: string, values: unknown[]): Promise<Installation | null> {
    const row = await this.sql.first<InstallationRow>(
      `select * from installation where ${condition}`,
      values,
    );
    return row ? toInstallation(row) : null;
  }

  async qualifications(mailboxId: string): Promise<Qualification[]> {
    const rows = await this.sql.rows<QualificationRow>(
      'select * from qualification where mailbox_id = $1 and not retired order by position, lower(name)',
      [mailboxId],
    );
    return rows.map(toQualification);
  }

  async qualification(id: string): Promise<Qualification | null> {
    const row = await this.sql.first<QualificationRow>('select * from qualification where id = $1', [id]);
    return row ? toQualification(row) : null;
  }

  async password(id: string, protocol: 'imap' | 'smtp'): Promise<Uint8Array | null> {
    const row = await this.sql.first<{ sealed: Buffer | null }>(
      `select case when $2 = 'imap' then imap_password else smtp_password end as sealed
         from mailbox where id = $1`,
      [id, protocol],
    );
    return row?.sealed ?? null;
  }

  async setHealth(
    id: string,
    health: { state: 'watching' | 'reconnecting' | 'unreadable'; since: Instant; detail: string | null },
  ): Promise<void> {
    await this.sql.change(
      'update mailbox set health = $2, health_since = $3, health_detail = $4 where id = $1',
      [id, health.state, health.since, health.detail],
    );
  }
}

export function toMailbox(row: MailboxRow): Mailbox {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    address: row.address,
    name: row.name,
    visibility: row.visibility,
    locale: row.locale,
    state: row.state,
    imap: row.imap,
    smtp: row.smtp,
    folders: row.folders,
    connectedAt: instant(row.connected_at),
    backlogDays: row.backlog_days,
    qualificationRequired: row.qualification_required,
    buttons: row.buttons,
    channels: row.channels,
  };
}

function toInstallation(row: InstallationRow): Installation {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    platform: row.platform,
    team: row.team,
    botUser: row.bot_user,
    reach: row.reach,
  };
}

function toQualification(row: QualificationRow): Qualification {
  return {
    id: row.id,
    mailboxId: row.mailbox_id,
    name: row.name,
    emoji: row.emoji,
    position: row.position,
    retired: row.retired,
  };
}
