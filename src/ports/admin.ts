import type { Instant } from '../domain/conversation';
import type { Actor } from '../domain/events';
import type { Grants, Membership, Role, Visibility } from '../domain/permissions';
import type { Locale } from '../locales/locale';
import type { ChatUser } from '../ui/request';
import type {
  ChannelRef,
  FolderKind,
  Installation,
  Mailbox,
  Member,
  Person,
  Qualification,
  ServerAddress,
  Workspace,
} from './rows';

/**
 * What administrators do, from the command line or from forms. Every call is one transaction; what changes a mailbox,
 * its members or its qualifications is in the mailbox's history.
 */
export interface Admin {
  /** The oldest workspace, made when there is none yet. Safe when several ask at once. */
  ensureWorkspace(name: string): Promise<Workspace>;
  workspace(): Promise<Workspace | null>;
  /** Finds it by platform and team, or makes it; the bot's user id follows, and so do the given keys of `reach`. */
  ensureInstallation(installation: Omit<Installation, 'id'>): Promise<Installation>;

  /** Removed ones too, by name. */
  mailboxes(workspaceId: string): Promise<ListedMailbox[]>;
  /** By its address, name or id, case aside; removed ones are not found. */
  findMailbox(workspaceId: string, called: string): Promise<Mailbox | null>;
  addMailbox(
    mailbox: NewMailbox,
    actor: Actor,
  ): Promise<Outcome<Mailbox, 'addressTaken' | 'noSuchInstallation'>>;
  /**
   * Its cards stand in this channel too from now on; a job brings those of its open conversations. Another channel of
   * the same installation is left for it.
   */
  bindChannel(
    mailboxId: string,
    channel: ChannelRef,
    actor: Actor,
  ): Promise<Outcome<Mailbox, MailboxProblem | 'noSuchInstallation' | 'alreadyBound'>>;
  /** What stands of it in the installation's channels is taken back. It keeps at least one channel. */
  unbindChannel(
    mailboxId: string,
    installationId: string,
    actor: Actor,
  ): Promise<Outcome<Mailbox, MailboxProblem | 'notBound' | 'lastChannel'>>;
  pauseMailbox(mailboxId: string, actor: Actor): Promise<Outcome<Mailbox, MailboxProblem | 'alreadyPaused'>>;
  resumeMailbox(mailboxId: string, actor: Actor): Promise<Outcome<Mailbox, MailboxProblem | 'alreadyActive'>>;
  /** Its conversations and history stay; its passwords are forgotten and its address may be added again. */
  removeMailbox(mailboxId: string, actor: Actor): Promise<Outcome<Mailbox, MailboxProblem>>;

  findPerson(workspaceId: string, who: Who): Promise<Person | null>;
  /** Sets role and grants, whether they were a member before or not. Unchanged when they are just so already. */
  setMember(
    mailboxId: string,
    who: Who,
    membership: { role: Role; grants: Grants },
    actor: Actor,
  ): Promise<Outcome<Member, MailboxProblem | PersonProblem>>;
  /** By name. */
  members(mailboxId: string): Promise<ListedMember[]>;
  /** What stands of the mailbox in their direct channel is taken back. */
  removeMember(
    mailboxId: string,
    personId: string,
    actor: Actor,
  ): Promise<Outcome<null, 'noSuchMailbox' | 'notMember'>>;
  setWorkspaceAdmin(
    workspaceId: string,
    who: Who,
    workspaceAdmin: boolean,
  ): Promise<Outcome<Person, PersonProblem>>;

  /** By name. */
  workspaceAdmins(workspaceId: string): Promise<Person[]>;

  addQualification(
    mailboxId: string,
    qualification: { name: string; emoji: string | null },
    actor: Actor,
  ): Promise<Outcome<Qualification, MailboxProblem | 'nameTaken' | 'nameEmpty'>>;
  /** Retired ones too, in their order. */
  qualifications(mailboxId: string): Promise<Qualification[]>;
  /** Nobody can choose it any more; conversations that have it keep it. */
  retireQualification(
    qualificationId: string,
    actor: Actor,
  ): Promise<Outcome<Qualification, 'noSuchQualification' | 'alreadyRetired'>>;
}

/** An expected "no" is a value; nothing was changed then. */
export type Outcome<T, Problem extends string> = { ok: true; value: T } | { ok: false; why: Problem };

export type MailboxProblem = 'noSuchMailbox' | 'mailboxRemoved';
/** `emailTaken`: the address belongs to a person with another account on the same chat team. */
export type PersonProblem = 'noSuchPerson' | 'emailTaken' | 'otherWorkspace';

/**
 * A person by their email address or id, who must be known; or by their chat account, who is made when unknown (a
 * person with the same email address gets the account added).
 */
export type Who =
  | { personId: string }
  | { email: string }
  | {
      user: ChatUser;
      name: string;
      email: string | null;
      handle?: string | null;
      locale?: Locale;
      timeZone?: string;
    };

export interface NewMailbox {
  /** Chosen by the caller, as passwords are sealed for it. */
  id: string;
  workspaceId: string;
  address: string;
  name: string;
  visibility: Visibility;
  locale: Locale;
  imap: ServerAddress;
  smtp: ServerAddress | null;
  /** Sealed by the `Secrets` port for `imap:<id>` and `smtp:<id>`. */
  imapPassword: Uint8Array;
  smtpPassword: Uint8Array | null;
  folders?: Partial<Record<FolderKind, string>>;
  connectedAt: Instant;
  backlogDays?: number;
  qualificationRequired?: boolean;
  /** Places of the card's buttons; null or missing = the standard ones. */
  buttons?: string[] | null;
  /** At most one per installation; the first is where who has not chosen is told things. */
  channels: ChannelRef[];
}

export interface ListedMailbox extends Mailbox {
  members: number;
  health: { state: 'watching' | 'reconnecting' | 'unreadable'; since: Instant; detail: string | null };
}

export interface ListedMember extends Member {
  membership: Membership;
  /** Their accounts, as `<platform>:<team>:<user>`. */
  identities: ChatUser[];
}
