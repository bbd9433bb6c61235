import type { Instant } from '../domain/conversation';
import type { Actor } from '../domain/events';
import type { Account, Decision, Proposal } from '../ports/accounts';
import { newId } from '../ports/newId';
import type { ChatUser } from '../ui/request';
import { instant, whole } from './columnValues';
import type { Sql } from './sql';

/** As many as administrators may be asked to decide on; whoever comes then is asked about later. */
const MOST_WAITING = 100;

export interface ProposalRow {
  id: string;
  workspace_id: string;
  platform: ChatUser['platform'];
  team: string;
  user: string;
  person_id: string;
  person_name: string;
  name: string;
  email: string;
  asked_at: Date;
  decision: Decision | null;
}

export const selectProposals = `select o.*, p.name as person_name
  from identity_proposal o join person p on p.id = o.person_id`;

export function toProposal(row: ProposalRow): Proposal {
  const { id, platform, team, user, name, email, decision } = row;
  return {
    ...{ id, platform, team, user, name, email, decision },
    workspaceId: row.workspace_id,
    personId: row.person_id,
    personName: row.person_name,
    askedAt: instant(row.asked_at),
  };
}

/** The table of what accounts ask to be. */
export const proposals = {
  async waiting(sql: Sql, workspaceId: string, limit: number): Promise<{ rows: Proposal[]; total: number }> {
    const rows = await sql.rows<ProposalRow & { total: string }>(
      `select o.*, p.name as person_name, count(*) over () as total
         from identity_proposal o join person p on p.id = o.person_id
        where o.workspace_id = $1 and o.decided_at is null order by o.asked_at, o.id limit $2`,
      [workspaceId, limit],
    );
    return { rows: rows.map(toProposal), total: rows[0] ? whole(rows[0].total) : 0 };
  },

  /**
   * Nothing is inserted when it could be nobody, or the same is asked already: by this account or by another one. Nor
   * from a team that no mailbox has a channel in: whoever runs a tenant of Teams can add the app there and give their
   * own people any address; only an administrator binds a channel.
   */
  async insert(
    sql: Sql,
    account: ChatUser,
    shown: { name: string; email: string },
    at: Instant,
  ): Promise<void> {
    await sql.change(
      `insert into identity_proposal (id, workspace_id, platform, team, "user", person_id, name, email, asked_at)
       select $1, p.workspace_id, n.platform, n.team, $4, p.id, $5, $6, $7
         from installation n join person p on p.workspace_id = n.workspace_id and lower(p.email) = lower($6)
        where n.platform = $2 and n.team = $3
          and exists (select from mailbox_channel c join mailbox m on m.id = c.mailbox_id
                       where c.installation_id = n.id and m.state <> 'removed')
          and not exists (select from identity i
                           where i.platform = n.platform and i.team = n.team
                             and (i.person_id = p.id or i."user" = $4))
          and (select count(*) from identity_proposal o
                where o.workspace_id = p.workspace_id and o.decided_at is null) < ${MOST_WAITING}
       on conflict do nothing`,
      [newId(), account.platform, account.team, account.user, shown.name, shown.email, at],
    );
  },

  async settle(sql: Sql, ids: string[], decision: Decision, actor: Actor, at: Instant): Promise<void> {
    if (ids.length === 0) return;
    await sql.change(
      'update identity_proposal set decision = $2, decided_by = $3, decided_at = $4 where id = any($1::uuid[])',
      [ids, decision, actor.kind === 'person' ? actor.id : null, at],
    );
  },

  /** An account that was taken away must not be proposed again as if nobody had ever decided. */
  async keepRefused(
    sql: Sql,
    workspaceId: string,
    account: Account,
    actor: Actor,
    at: Instant,
  ): Promise<void> {
    await sql.change(
      `insert into identity_proposal (id, workspace_id, platform, team, "user", person_id, name, email, asked_at,
                                      decided_at, decision, decided_by)
       values ($1, $2, $3, $4, $5, $6, '', '', $7, $7, 'refused', $8)
       on conflict (platform, team, "user") do update
         set decided_at = excluded.decided_at, decision = 'refused', decided_by = excluded.decided_by`,
      [
        ...[newId(), workspaceId, account.platform, account.team, account.user, account.personId, at],
        actor.kind === 'person' ? actor.id : null,
      ],
    );
  },
};
