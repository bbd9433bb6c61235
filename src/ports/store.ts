import type { Conversation, Instant, Place, Status } from '../domain/conversation';
import type { Actor, HistoryEvent, MailClass, Recorded, Stream } from '../domain/events';
import type { ParsedEmail } from '../email/parsedEmail';
import type { Reply } from '../ui/reply';
import type { Accounts } from './accounts';
import type { HomeTarget, People } from './people';
import type {
  AlsoIn,
  ChannelRef,
  ConversationEmail,
  Discussion,
  Email,
  EmailCopy,
  FolderKind,
  Installation,
  ListedConversation,
  Mailbox,
  Post,
  Qualification,
} from './rows';

/** The database. Nothing is read or written outside a transaction. */
export interface Store {
  /**
   * @param work may run once only; its error rolls everything back.
   * @throws BusyError when a row lock could not be had within 1.5 s: nothing was done, the person may try again.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export class BusyError extends Error {}

/** Somebody appended to the stream since it was read. Nothing was done: read again, decide again. */
export class HistoryMovedError extends BusyError {}

/** The lease under which a mailbox is watched belongs to another instance now: stop. */
export class LeaseLostError extends Error {}

export interface Tx {
  conversations: Conversations;
  emails: Emails;
  discussions: Discussions;
  people: People;
  accounts: Accounts;
  mailboxes: Mailboxes;
  history: HistoryLog;
  posts: Posts;
  requests: Requests;
  blobs: Blobs;
  leases: Leases;
  jobs: JobQueue;
}

/** Which conversations a query may return: made from permissions, in one place (`app/scope.ts`). */
export interface Scope {
  personId: string;
  /** Mailboxes of which this person sees everything. */
  all: string[];
  /** Mailboxes of which this person sees what they own. */
  own: string[];
}

/** Those that are stored silently, without a card, are in no list. */
export interface ListFilter {
  mailboxId?: string;
  owner?: { personId: string } | 'nobody';
  status?: Status[];
  place?: Place;
  limit: number;
  offset: number;
}

/** Totals of lists are exact up to here and stay at it beyond ("1000 and more"), so that counting stays cheap. */
export const LIST_TOTAL_LIMIT = 1000;

export interface Conversations {
  /** Locks the row until the end of the transaction. @throws BusyError */
  lock(id: string): Promise<Conversation | null>;
  get(id: string): Promise<Conversation | null>;
  idByNumber(workspaceId: string, number: number): Promise<string | null>;
  /** Others that need one wait until this transaction ends: ask for it late. */
  nextNumber(workspaceId: string): Promise<number>;
  insert(state: Conversation): Promise<void>;
  save(state: Conversation): Promise<void>;
  /** Those of the mailbox that are not resolved, in its inbox and shown in chat; newest activity first. */
  openIn(mailboxId: string, limit: number): Promise<string[]>;
  /** Newest activity first. */
  list(scope: Scope, filter: ListFilter): Promise<{ rows: ListedConversation[]; total: number }>;
}

export interface Emails {
  /**
   * Emails of the workspace with this Message-ID or, for emails without one, this content. Whoever looks for the
   * same meanwhile (one email to two mailboxes) waits until this transaction ends. @throws BusyError
   */
  find(
    workspaceId: string,
    messageId: string | null,
    contentHash: string,
  ): Promise<{ id: string; contentHash: string }[]>;
  insert(email: {
    id: string;
    workspaceId: string;
    rawBlobId: string;
    parsed: ParsedEmail;
    class: MailClass;
    attachmentBlobs: Map<number, string>;
  }): Promise<void>;
  addToConversation(entry: {
    conversationId: string;
    mailboxId: string;
    emailId: string;
    receivedAt: Instant;
    trusted: boolean;
    sameIdAs: string | null;
  }): Promise<void>;
  /** In the order in which they were received. */
  ofConversation(conversationId: string): Promise<ConversationEmail[]>;
  get(emailId: string): Promise<Email | null>;
  /** Conversations of a mailbox that already hold this email. */
  conversationsWith(mailboxId: string, emailId: string): Promise<string[]>;

  copy(mailboxId: string, folder: string, uidValidity: string, uid: number): Promise<EmailCopy | null>;
  addCopy(copy: Omit<EmailCopy, 'missing' | 'messageId'>): Promise<void>;
  copyById(id: string): Promise<EmailCopy | null>;
  /** Every copy in this folder: for the reconcile. */
  copiesIn(mailboxId: string, folder: string, uidValidity: string): Promise<EmailCopy[]>;
  copiesOf(conversationId: string): Promise<EmailCopy[]>;
  /** Copies that lie elsewhere than wanted, then those that are missing: many of these must not hide the others. */
  misfiledCopies(mailboxId: string, limit: number): Promise<EmailCopy[]>;
  /** For all copies of the conversation but those of sent mail, which stay where they are. */
  wantFolder(conversationId: string, kind: FolderKind): Promise<void>;
  /**
   * It lies there now. `wantedKind` follows when `asWanted` (a person moved it in their mail client). Another copy that
   * was recorded there counts as missing from then on.
   */
  relocateCopy(
    copyId: string,
    place: { folder: string; folderKind: FolderKind; uidValidity: string; uid: number },
    asWanted: boolean,
  ): Promise<void>;
  /** Unless it has been found meanwhile: it has to lie where the caller saw it recorded. */
  markMissing(copy: EmailCopy): Promise<void>;
  /** A missing copy that was found nowhere is forgotten when its conversation has another copy of the same email. */
  forgetDuplicate(copy: EmailCopy): Promise<void>;

  /** Which of these Message-IDs this mailbox knows: an email it has, or only a reference to one. */
  knownIds(
    mailboxId: string,
    messageIds: string[],
  ): Promise<{ messageId: string; conversationId: string; emailId: string | null }[]>;
  /** Remembers ids for joining: the email's own (`emailId` set) and those it referenced. */
  addRefs(
    mailboxId: string,
    conversationId: string,
    refs: { messageId: string; emailId: string | null }[],
  ): Promise<void>;
  /** Everybody who wrote or received an accepted email of the conversation. */
  participants(conversationId: string): Promise<string[]>;
  /** Other mailboxes' conversations about the same email. */
  alsoIn(emailId: string, conversationId: string): Promise<AlsoIn[]>;

  cursor(mailboxId: string, folder: string): Promise<{ uidValidity: string; lastUid: number } | null>;
  setCursor(
    mailboxId: string,
    folder: string,
    cursor: { uidValidity: string; lastUid: number },
  ): Promise<void>;
}

export interface Discussions {
  insert(discussion: Discussion): Promise<void>;
  bySource(installationId: string, channel: string, ts: string): Promise<Discussion | null>;
  get(id: string): Promise<Discussion | null>;
  edit(id: string, text: string, at: Instant): Promise<void>;
  /** Its author deleted it: the text goes, the fact stays. */
  markDeleted(id: string): Promise<void>;
  /** They brought it back, with this text. */
  restore(id: string, text: string): Promise<void>;
  /** Oldest first. */
  ofConversation(conversationId: string): Promise<Discussion[]>;
}

export interface Mailboxes {
  get(id: string): Promise<Mailbox | null>;
  active(): Promise<Mailbox[]>;
  installation(id: string): Promise<Installation | null>;
  installationOf(platform: 'slack' | 'teams', team: string): Promise<Installation | null>;
  /** All of a platform's, oldest first. */
  installationsOn(platform: 'slack' | 'teams'): Promise<Installation[]>;
  /** Those in use, in the administrator's order. */
  qualifications(mailboxId: string): Promise<Qualification[]>;
  qualification(id: string): Promise<Qualification | null>;
  /** Encrypted; opened by the `Secrets` port. */
  password(id: string, protocol: 'imap' | 'smtp'): Promise<Uint8Array | null>;
  setHealth(
    id: string,
    health: { state: 'watching' | 'reconnecting' | 'unreadable'; since: Instant; detail: string | null },
  ): Promise<void>;
}

export interface HistoryLog {
  /**
   * Appends to the stream's chain. The caller holds the stream's lock.
   * @param expected sequence number of the newest event so far.
   * @throws HistoryMovedError when it is another.
   */
  append<E extends HistoryEvent>(
    workspaceId: string,
    stream: Stream,
    expected: number,
    entries: { event: E; actor: Actor; at: Instant }[],
  ): Promise<Recorded<E>[]>;
  read<E extends HistoryEvent>(stream: Stream): Promise<Recorded<E>[]>;
}

/** A post as it is planned: nothing of it stands in chat yet. */
export type NewPost = Omit<
  Post,
  'rootTs' | 'shown' | 'shownHash' | 'ts' | 'generation' | 'intendedAt' | 'wantGone' | 'gone'
>;

export interface Posts {
  insert(post: NewPost): Promise<void>;
  /** Those that are or will be visible: `gone` ones are left out. */
  ofConversation(conversationId: string): Promise<Post[]>;
  get(id: string): Promise<Post | null>;
  byTs(installationId: string, channel: string, ts: string): Promise<Post | null>;
  /** The card in whose thread people write: also where it stood before somebody deleted it. */
  threadRoot(channel: ChannelRef, ts: string): Promise<Post | null>;
  /** The post, also when only its intent is known (the platform tells its key back). */
  byKey(key: string): Promise<Post | null>;
  /** Raises `wanted` of the conversation's cards (and of entries given by id). */
  want(conversationId: string, version: number): Promise<void>;
  /** Redrawn in any case, also when it should say what it said last: somebody may have changed it. */
  wantAgain(postId: string): Promise<void>;
  wantGone(postIds: string[]): Promise<void>;

  /** Cards that stand in this channel, of conversations that are not archived or gone; newest activity first. */
  cardsIn(channel: ChannelRef, limit: number): Promise<Post[]>;
  /**
   * Since when a card may stand in this channel that is not recognised yet: its posting was intended, and no more is
   * known. Null when there is none.
   */
  mayStandSince(channel: ChannelRef): Promise<Instant | null>;
  /** Channels (also direct ones) of an installation where cards stand. */
  channelsOf(installationId: string): Promise<ChannelRef[]>;

  /** What to do next in a channel, in the order of law 6: removals, new cards, redraws, thread entries. */
  next(target: PumpTarget): Promise<Post | null>;
  /** What was never posted in this channel, and surely does not stand there. */
  waitingIn(channel: ChannelRef): Promise<Post[]>;
  /**
   * @param at null: the call surely posted nothing, so nothing has to be looked for.
   * @returns false when it must not be posted any more: it was taken back meanwhile.
   */
  intend(postId: string, at: Instant | null): Promise<boolean>;
  /** It stands there. `ts` null: only redrawn. */
  recordShown(
    postId: string,
    shown: {
      ts: string | null;
      channel?: string;
      version: number;
      hash: string;
      /** Added to the post's parameters: what the platform tells of it, such as the ids of its files. */
      params?: Record<string, unknown>;
    },
  ): Promise<void>;
  recordGone(postId: string): Promise<void>;
  /** Somebody deleted it: post it afresh. */
  repost(postId: string): Promise<void>;
  /** Their direct channel is open: every post that waited for it is due there. */
  setChannel(personId: string, installationId: string, channel: string): Promise<void>;
  /** A private message that nobody can be told there goes to the same person's other platform. */
  redirect(postId: string, installationId: string): Promise<void>;
  /** The direct channel with this person, when it has been opened before. */
  directChannel(personId: string, installationId: string): Promise<string | null>;
  /** Targets with anything left to do: the minute sweep wakes them. */
  behind(): Promise<PumpTarget[]>;
  /**
   * Takes one call out of the budgets, or says when it may be tried. Shared by all instances.
   * @param channel null: the method's budget only.
   */
  spend(
    installationId: string,
    channel: string | null,
    method: string,
    budgets: { channelEveryMs: number; channelBurst: number; methodEveryMs: number; methodBurst: number },
    now: Instant,
  ): Promise<{ ok: true } | { ok: false; notBefore: Instant }>;
  /** After a 429 or an unreachable server: nobody calls there before this time. */
  pause(installationId: string, key: { channel: string } | { method: string }, until: Instant): Promise<void>;
  channelState(channel: ChannelRef): Promise<{ lastEventAt: Instant | null; problem: string | null } | null>;
  setChannelState(
    channel: ChannelRef,
    state: { lastEventAt?: Instant; problem?: string | null },
  ): Promise<void>;
}

/** One pump: a channel, or the not yet opened direct channel of a person. */
export type PumpTarget =
  | { installationId: string; channel: string }
  | { installationId: string; personId: string };

export interface Requests {
  /** The first reply to this request; `undefined` when it was never seen. */
  replyTo(requestId: string): Promise<Reply | undefined>;
  remember(requestId: string, reply: Reply): Promise<void>;
}

export interface Blobs {
  /** Stores once per content within a workspace. @returns its id. */
  put(workspaceId: string, content: Buffer): Promise<string>;
  read(blobId: string): Promise<Buffer>;
}

export interface Leases {
  /**
   * Takes or renews a lease on the database's clock.
   * @returns the epoch while it is ours (it changes when the holder changes), null while another holds it.
   */
  hold(name: string, holder: string, seconds: number): Promise<number | null>;
  release(name: string, holder: string): Promise<void>;
  /** @throws LeaseLostError unless `holder`'s lease with this epoch is current; locks it until commit. */
  check(name: string, epoch: number): Promise<void>;
  /** True once per name and due time among all instances. */
  tick(name: string, due: Instant): Promise<boolean>;
}

export type Wake =
  | { job: 'home'; target: HomeTarget; notBefore?: Instant }
  | { job: 'pump'; target: PumpTarget; notBefore?: Instant }
  /** Open conversations get their cards in every channel of the mailbox. */
  | { job: 'spread'; mailboxId: string; notBefore?: Instant }
  | { job: 'file'; mailboxId: string; notBefore?: Instant }
  | { job: 'catchUp'; channel: ChannelRef; since: Instant; notBefore?: Instant };

export interface JobQueue {
  /** Wakes a handler after the commit; waking one that is awake already is harmless. */
  wake(wakes: Wake[]): Promise<void>;
}
