import type { Instant } from '../domain/conversation';
import type { Actor } from '../domain/events';
import type { Account, Accounts, Decision, LinkProblem, Proposal } from '../ports/accounts';
import type { Outcome } from '../ports/admin';
import { newId } from '../ports/newId';
import type { Person } from '../ports/rows';
import type { ChatUser } from '../ui/request';
import { JobTable } from './jobs';
import { PeopleTables } from './people';
import { lockPerson } from './personStream';
import { type ProposalRow, proposals, selectProposals, toProposal } from './proposals';
import type { Sql } from './sql';
import { takeBackAll, takeOverHome } from './takeBack';

interface AccountRow {
  id: string;
  person_id: string;
  platform: ChatUser['platform'];
  team: string;
  user: string;
  handle: string | null;
}

/** Which accounts belong to whom, and which may. Every change is in the history of the person. */
export class AccountTables implements Accounts {
  constructor(private readonly sql: Sql) {}

  async everybody(workspaceId: string): Promise<{ person: Person; accounts: Account[] }[]> {
    const people = await new PeopleTables(this.sql).ofWorkspace(workspaceId);
    const rows = await this.sql.rows<AccountRow>(
      `select id, person_id, platform, team, "user", handle from identity where workspace_id = $1 order by id`,
      [workspaceId],
    );
    const byPerson = new Map<string, Account[]>(people.map(({ id }) => [id, []]));
    for (const row of rows) byPerson.get(row.person_id)?.push(toAccount(row));
    return people.map((person) => ({ person, accounts: byPerson.get(person.id)! }));
  }

  async ofPerson(personId: string): Promise<Account[]> {
    const rows = await this.sql.rows<AccountRow>(
      'select id, person_id, platform, team, "user", handle from identity where person_id = $1 order by id',
      [personId],
    );
    return rows.map(toAccount);
  }

  async proposalOf({ platform, team, user }: ChatUser): Promise<Proposal | null> {
    return this.one('o.platform = $1 and o.team = $2 and o."user" = $3', [platform, team, user]);
  }

  async proposal(id: string): Promise<Proposal | null> {
    return this.one('o.id = $1', [id]);
  }

  async waiting(workspaceId: string, limit: number): Promise<{ rows: Proposal[]; total: number }> {
    return proposals.waiting(this.sql, workspaceId, limit);
  }

  async propose(
    account: ChatUser,
    shown: { name: string; email: string },
    at: Instant,
  ): Promise<Proposal | null> {
    const known = await this.proposalOf(account);
    if (known) return known.decision === null ? known : null;
    await proposals.insert(this.sql, account, shown, at);
    const made = await this.proposalOf(account);
    return made?.decision === null ? made : null;
  }

  async decide(
    proposalId: string,
    decision: Decision,
    actor: Actor,
    at: Instant,
  ): Promise<Outcome<Proposal, 'noSuchProposal' | 'decidedBefore' | LinkProblem>> {
    await this.sql.rows('select id from identity_proposal where id = $1 for update', [proposalId]);
    const proposal = await this.proposal(proposalId);
    if (!proposal) return { ok: false, why: 'noSuchProposal' };
    if (proposal.decision !== null) return { ok: false, why: 'decidedBefore' };
    if (decision === 'confirmed') {
      const linked = await this.add(proposal.personId, proposal, null, proposalId, actor, at);
      if (!linked.ok) return linked;
    }
    await proposals.settle(this.sql, [proposalId], decision, actor, at);
    return { ok: true, value: { ...proposal, decision } };
  }

  async link(
    personId: string,
    account: ChatUser,
    handle: string | null,
    actor: Actor,
    at: Instant,
  ): Promise<Outcome<Account, LinkProblem>> {
    const linked = await this.add(personId, account, handle, null, actor, at);
    if (linked.ok) await this.settleMoot(personId, account, actor, at);
    return linked;
  }

  async unlink(account: ChatUser, actor: Actor, at: Instant): Promise<Outcome<Account, 'noSuchAccount'>> {
    await lockAccount(this.sql, account);
    const found = await this.account(account);
    const person = found && (await lockPerson(this.sql, found.personId, actor, at));
    if (!found || !person) return { ok: false, why: 'noSuchAccount' };
    await takeBackAll(this.sql, found.personId, account);
    await this.sql.change('delete from identity where id = $1', [found.id]);
    await proposals.keepRefused(this.sql, person.workspaceId, found, actor, at);
    await person.record({ type: 'accountUnlinked', identityId: found.id, platform: account.platform });
    return { ok: true, value: found };
  }

  private async add(
    personId: string,
    account: ChatUser,
    handle: string | null,
    proposalId: string | null,
    actor: Actor,
    at: Instant,
  ): Promise<Outcome<Account, LinkProblem>> {
    const { platform, team, user } = account;
    await lockAccount(this.sql, account);
    const known = await this.account(account);
    if (known && known.personId !== personId) return { ok: false, why: 'accountTaken' };
    if (known) return { ok: true, value: known };
    const person = await lockPerson(this.sql, personId, actor, at);
    if (!person) return { ok: false, why: 'noSuchPerson' };
    const theirs = await this.ofPerson(personId);
    // Which of two accounts in one place a private message goes to could not be said.
    if (theirs.some((one) => one.platform === platform && one.team === team)) {
      return { ok: false, why: 'hasAccount' };
    }
    const id = newId();
    await this.sql.change(
      `insert into identity (id, workspace_id, person_id, platform, team, "user", handle)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, person.workspaceId, personId, platform, team, user, handle],
    );
    await takeOverHome(this.sql, account);
    await person.record({ type: 'accountLinked', identityId: id, platform, proposalId });
    // What is theirs stands in their direct channels, of which they have one more now.
    const theirMailboxes = await new PeopleTables(this.sql).memberships(personId);
    await new JobTable(this.sql).wake(
      theirMailboxes.map(({ mailbox }) => ({ job: 'spread', mailboxId: mailbox.id })),
    );
    return { ok: true, value: { id, personId, platform, team, user, handle } };
  }

  /** An administrator has said whose it is: nobody has to be asked any more about this account, or for this person here. */
  private async settleMoot(personId: string, account: ChatUser, actor: Actor, at: Instant): Promise<void> {
    const moot = await this.sql.rows<{ id: string; theirs: boolean }>(
      `select id, person_id = $1 and "user" = $4 as theirs from identity_proposal
        where platform = $2 and team = $3 and ("user" = $4 or person_id = $1) and decided_at is null`,
      [personId, account.platform, account.team, account.user],
    );
    const ids = (theirs: boolean) => moot.filter((one) => one.theirs === theirs).map(({ id }) => id);
    await proposals.settle(this.sql, ids(true), 'confirmed', actor, at);
    await proposals.settle(this.sql, ids(false), 'refused', actor, at);
  }

  private async account({ platform, team, user }: ChatUser): Promise<Account | null> {
    const row = await this.sql.first<AccountRow>(
      `select id, person_id, platform, team, "user", handle from identity
        where platform = $1 and team = $2 and "user" = $3`,
      [platform, team, user],
    );
    return row ? toAccount(row) : null;
  }

  private async one(condition: string, values: unknown[]): Promise<Proposal | null> {
    const row = await this.sql.first<ProposalRow>(`${selectProposals} where ${condition}`, values);
    return row ? toProposal(row) : null;
  }
}

/** Two that add the same account at once: the second finds what the first did. */
async function lockAccount(sql: Sql, { platform, team, user }: ChatUser): Promise<void> {
  await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `account ${platform} ${team} ${user}`,
  ]);
}

function toAccount({ person_id: personId, ...row }: AccountRow): Account {
  return { ...row, personId };
}
