import type { Instant } from '../domain/conversation';
import type { Actor } from '../domain/events';
import type { ChatUser } from '../ui/request';
import type { Outcome } from './admin';
import type { Person } from './rows';

/** A person's account on a chat platform. What happens to it is in the person's own history. */
export interface Account extends ChatUser {
  id: string;
  personId: string;
  /** The name by which chat mentions them, without the @. */
  handle: string | null;
}

/**
 * An account that nobody knows asked for something, and a person of the workspace has the email address that the
 * platform shows for it. It becomes that person's only when an administrator says so.
 */
export interface Proposal extends ChatUser {
  id: string;
  workspaceId: string;
  personId: string;
  personName: string;
  /** As the platform showed them when the account asked: words of strangers. */
  name: string;
  email: string;
  askedAt: Instant;
  /** Null while nobody has decided. */
  decision: Decision | null;
}

export type Decision = 'confirmed' | 'refused';

/**
 * `accountTaken`: it is another person's. `hasAccount`: the person has another account on that team already.
 */
export type LinkProblem = 'accountTaken' | 'hasAccount' | 'noSuchPerson';

export interface Accounts {
  /** The people of the workspace with their accounts, by name. */
  everybody(workspaceId: string): Promise<{ person: Person; accounts: Account[] }[]>;
  /** In the order in which they were linked. */
  ofPerson(personId: string): Promise<Account[]>;
  /** What became of the account's wish to be somebody. */
  proposalOf(user: ChatUser): Promise<Proposal | null>;
  /**
   * Keeps that this account may be the person with this email address, once. Those that were decided stay decided.
   * @returns the one that waits for a decision now; null when there is nobody whom it could be, that person has an
   *   account on this team or another one waits to be theirs, it was decided before, or too many wait.
   */
  propose(user: ChatUser, shown: { name: string; email: string }, at: Instant): Promise<Proposal | null>;
  proposal(id: string): Promise<Proposal | null>;
  /** Those on which nobody has decided, oldest first. */
  waiting(workspaceId: string, limit: number): Promise<{ rows: Proposal[]; total: number }>;
  /** Who may decide is asked before (`domain/permissions`). @throws BusyError */
  decide(
    proposalId: string,
    decision: Decision,
    actor: Actor,
    at: Instant,
  ): Promise<Outcome<Proposal, 'noSuchProposal' | 'decidedBefore' | LinkProblem>>;
  /** Adds an account to a person. What waited for a decision about it is settled by that. @throws BusyError */
  link(
    personId: string,
    user: ChatUser,
    handle: string | null,
    actor: Actor,
    at: Instant,
  ): Promise<Outcome<Account, LinkProblem>>;
  /**
   * The account is nobody's any more, and what stands in its direct channel is taken back. It is not proposed again.
   * @throws BusyError
   */
  unlink(user: ChatUser, actor: Actor, at: Instant): Promise<Outcome<Account, 'noSuchAccount'>>;
}
