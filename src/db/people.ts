import type { Instant } from '../domain/conversation';
import type { Membership } from '../domain/permissions';
import type { Locale } from '../locales/locale';
import type { HomeBehind, HomeTarget, MessageAt, People } from '../ports/people';
import type { Identity, Mailbox, Member, Person } from '../ports/rows';
import type { ChatUser } from '../ui/request';
import { whole } from './columnValues';
import { type MailboxRow, mailboxColumns, toMailbox } from './mailboxes';
import type { Sql } from './sql';

interface PersonRow {
  id: string;
  workspace_id: string;
  name: string;
  email: string | null;
  locale: Person['locale'];
  time_zone: string;
  workspace_admin: boolean;
  notices: boolean;
}

export class PeopleTables implements People {
  constructor(private readonly sql: Sql) {}

  async byIdentity(user: ChatUser): Promise<Person | null> {
    const row = await this.sql.first<PersonRow>(
      `select p.* from identity i join person p on p.id = i.person_id
        where i.platform = $1 and i.team = $2 and i."user" = $3`,
      [user.platform, user.team, user.user],
    );
    return row ? toPerson(row) : null;
  }

  async get(id: string): Promise<Person | null> {
    const row = await this.sql.first<PersonRow>('select * from person where id = $1', [id]);
    return row ? toPerson(row) : null;
  }

  async many(ids: string[]): Promise<Person[]> {
    const rows = await this.sql.rows<PersonRow>(
      'select * from person where id = any($1::uuid[]) order by name, id',
      [ids],
    );
    return rows.map(toPerson);
  }

  async prefer(personId: string, { locale, notices }: { locale?: Locale; notices?: boolean }): Promise<void> {
    await this.sql.change(
      'update person set locale = coalesce($2, locale), notices = coalesce($3, notices) where id = $1',
      [personId, locale ?? null, notices ?? null],
    );
  }

  /** By name. */
  async ofWorkspace(workspaceId: string): Promise<Person[]> {
    const rows = await this.sql.rows<PersonRow>(
      'select * from person where workspace_id = $1 order by lower(name), id',
      [workspaceId],
    );
    return rows.map(toPerson);
  }

  async workspaceAdmins(workspaceId: string): Promise<Person[]> {
    const rows = await this.sql.rows<PersonRow>(
      'select * from person where workspace_id = $1 and workspace_admin order by lower(name), id',
      [workspaceId],
    );
    return rows.map(toPerson);
  }

  async wasActive({ platform, team, user }: ChatUser, at: Instant): Promise<void> {
    await this.sql.change(
      `update identity set active_at = $4
        where platform = $1 and team = $2 and "user" = $3
          and (active_at is null or active_at < $4::timestamptz - interval '1 minute')`,
      [platform, team, user, at],
    );
  }

  async reachedAt(personId: string, installationIds: string[], now: Instant): Promise<string | null> {
    const row = await this.sql.first<{ id: string }>(
      `select s.id from identity i join installation s on s.platform = i.platform and s.team = i.team
        where i.person_id = $1 and s.id = any($2::uuid[])
        order by coalesce(i.direct_closed_until > $3, false), i.active_at desc nulls last,
                 array_position($2::uuid[], s.id) limit 1`,
      [personId, installationIds, now],
    );
    return row?.id ?? null;
  }

  async takesDirect(personId: string, installationId: string, now: Instant): Promise<boolean> {
    const row = await this.sql.first(
      `select 1 from identity i join installation s on s.platform = i.platform and s.team = i.team
        where i.person_id = $1 and s.id = $2 and not coalesce(i.direct_closed_until > $3, false)`,
      [personId, installationId, now],
    );
    return row !== undefined;
  }

  async directClosed(personId: string, installationId: string, until: Instant): Promise<void> {
    await this.sql.change(
      `update identity i set direct_closed_until = $3 from installation s
        where i.person_id = $1 and s.id = $2 and i.platform = s.platform and i.team = s.team`,
      [personId, installationId, until],
    );
  }

  async directOpened({ platform, team, user }: ChatUser): Promise<boolean> {
    const rows = await this.sql.change(
      `update identity set direct_closed_until = null
        where platform = $1 and team = $2 and "user" = $3 and direct_closed_until is not null`,
      [platform, team, user],
    );
    return rows > 0;
  }

  async identity(personId: string, installationId: string): Promise<Identity | null> {
    const row = await this.sql.first<{ platform: Identity['platform']; team: string; user: string }>(
      `select i.platform, i.team, i."user" from identity i
         join installation s on s.platform = i.platform and s.team = i.team
        where i.person_id = $1 and s.id = $2 order by i.id limit 1`,
      [personId, installationId],
    );
    return row ? { personId, platform: row.platform, team: row.team, user: row.user } : null;
  }

  async homeOpened({ platform, team, user }: ChatUser): Promise<void> {
    await this.sql.change(
      `update identity set home_wanted = greatest(home_wanted, 1), home_shown = greatest(home_wanted, 1)
        where platform = $1 and team = $2 and "user" = $3`,
      [platform, team, user],
    );
  }

  async wantHome(personIds: string[]): Promise<HomeTarget[]> {
    return this.homes(
      `update identity i set home_wanted = home_wanted + 1 from installation n
        where i.person_id = any($1::uuid[]) and i.home_wanted > 0 and n.platform = i.platform and n.team = i.team
        returning n.id as installation_id, i.person_id`,
      [personIds],
    );
  }

  async homeAsked({ platform, team, user }: ChatUser): Promise<HomeTarget | null> {
    const [target] = await this.homes(
      `update identity i set home_wanted = home_wanted + 1, home_afresh = true from installation n
        where i.platform = $1 and i.team = $2 and i."user" = $3 and n.platform = i.platform and n.team = i.team
        returning n.id as installation_id, i.person_id`,
      [platform, team, user],
    );
    return target ?? null;
  }

  async homeBehind(target: HomeTarget): Promise<HomeBehind | null> {
    const row = await this.sql.first<{
      user: string;
      home_wanted: string;
      home_channel: string | null;
      home_ts: string | null;
      home_afresh: boolean;
    }>(
      `select i."user", i.home_wanted, i.home_channel, i.home_ts, i.home_afresh from identity i join installation n on n.platform = i.platform and n.team = i.team
        where n.id = $1 and i.person_id = $2 and i.home_shown < i.home_wanted`,
      [target.installationId, target.personId],
    );
    if (!row) return null;
    const { user, home_channel: channel, home_ts: ts, home_afresh: afresh } = row;
    return { user, wanted: whole(row.home_wanted), stands: channel && ts ? { channel, ts } : null, afresh };
  }

  async homeShown(
    target: HomeTarget,
    { user, wanted, stands }: { user: string; wanted: number; stands: MessageAt | null },
  ): Promise<void> {
    const at = [stands?.channel ?? null, stands?.ts ?? null];
    const rows = await this.sql.change(
      // Asked for again meanwhile, it is still to be drawn afresh.
      `update identity i
          set home_shown = greatest(home_shown, $6), home_channel = $4, home_ts = $5,
              home_afresh = home_afresh and home_wanted > $6
         from installation n
        where n.id = $1 and n.platform = i.platform and n.team = i.team and i.person_id = $2 and i."user" = $3`,
      [target.installationId, target.personId, user, ...at, wanted],
    );
    if (rows > 0) return;
    await this.sql.change(
      `insert into home_left (installation_id, person_id, "user", channel, ts)
       select n.id, $2, $3, $4, $5 from installation n
        where n.id = $1 and not exists (select from identity i
                                         where i.platform = n.platform and i.team = n.team and i."user" = $3)
       on conflict (installation_id, "user") do update set channel = excluded.channel, ts = excluded.ts`,
      [target.installationId, target.personId, user, ...at],
    );
  }

  async homesBehind(): Promise<HomeTarget[]> {
    return this.homes(
      `select n.id as installation_id, i.person_id
         from identity i join installation n on n.platform = i.platform and n.team = i.team
        where i.home_shown < i.home_wanted and not coalesce(i.direct_closed_until > clock_timestamp(), false)
       union select installation_id, person_id from home_left`,
      [],
    );
  }

  async homeLeft({
    installationId,
    personId,
  }: HomeTarget): Promise<Pick<HomeBehind, 'user' | 'stands'> | null> {
    const row = await this.sql.first<{ user: string; channel: string | null; ts: string | null }>(
      'select "user", channel, ts from home_left where installation_id = $1 and person_id = $2 limit 1',
      [installationId, personId],
    );
    if (!row) return null;
    const { user, channel, ts } = row;
    return { user, stands: channel && ts ? { channel, ts } : null };
  }

  async homeEmptied({ installationId }: HomeTarget, user: string): Promise<void> {
    await this.sql.change('delete from home_left where installation_id = $1 and "user" = $2', [
      installationId,
      user,
    ]);
  }

  private async homes(text: string, values: unknown[]): Promise<HomeTarget[]> {
    const rows = await this.sql.rows<{ installation_id: string; person_id: string }>(text, values);
    return rows.map((row) => ({ installationId: row.installation_id, personId: row.person_id }));
  }

  async membership(personId: string, mailboxId: string): Promise<Membership | null> {
    const row = await this.sql.first<Membership>(
      'select role, grants from membership where person_id = $1 and mailbox_id = $2',
      [personId, mailboxId],
    );
    return row ? { role: row.role, grants: row.grants } : null;
  }

  async memberships(personId: string): Promise<{ mailbox: Mailbox; membership: Membership }[]> {
    const rows = await this.sql.rows<MailboxRow & Membership>(
      `select ${mailboxColumns}, t.role, t.grants
         from membership t join mailbox m on m.id = t.mailbox_id
        where t.person_id = $1 and m.state <> 'removed' order by lower(m.name), m.id`,
      [personId],
    );
    return rows.map((row) => ({
      mailbox: toMailbox(row),
      membership: { role: row.role, grants: row.grants },
    }));
  }

  async members(mailboxId: string): Promise<Member[]> {
    const rows = await this.sql.rows<PersonRow & Membership>(
      `select p.*, t.role, t.grants from membership t join person p on p.id = t.person_id
        where t.mailbox_id = $1 order by lower(p.name), p.id`,
      [mailboxId],
    );
    return rows.map((row) => ({
      person: toPerson(row),
      membership: { role: row.role, grants: row.grants },
    }));
  }
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    timeZone: row.time_zone,
    workspaceAdmin: row.workspace_admin,
    notices: row.notices,
  };
}
