import type { Conversation, Instant } from '../domain/conversation';
import type { MailClass } from '../domain/events';
import type { Membership, Visibility } from '../domain/permissions';
import type { Address, Reading, ReadingProblem } from '../email/parsedEmail';
import type { Locale } from '../locales/locale';

/** A Postroom tenant. */
export interface Workspace {
  id: string;
  name: string;
}

/** The bot's presence in one chat team. */
export interface Installation {
  id: string;
  workspaceId: string;
  platform: 'slack' | 'teams';
  /** The platform's own id of the team (Slack `T…`). */
  team: string;
  botUser: string;
  /**
   * What the platform's adapter has to remember to reach the team (Teams: its service address, and which team each
   * channel belongs to). Written and read by that adapter alone.
   */
  reach: Record<string, unknown>;
}

export interface Person {
  id: string;
  workspaceId: string;
  name: string;
  email: string | null;
  locale: Locale;
  timeZone: string;
  workspaceAdmin: boolean;
  /** False when they switched private notices off. */
  notices: boolean;
}

/** A person's account on a chat platform. */
export interface Identity {
  personId: string;
  platform: 'slack' | 'teams';
  team: string;
  user: string;
}

export interface ServerAddress {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS, and plain only on loopback. */
  secure: boolean;
  user: string;
}

export type FolderKind = 'inbox' | 'archive' | 'trash' | 'spam' | 'sent';

export interface Mailbox {
  id: string;
  workspaceId: string;
  address: string;
  name: string;
  visibility: Visibility;
  /** The language of its cards. */
  locale: Locale;
  state: 'active' | 'paused' | 'removed';
  imap: ServerAddress;
  smtp: ServerAddress | null;
  /** Folder paths named by the administrator; null = found by SPECIAL-USE or by usual names. */
  folders: Partial<Record<FolderKind, string>>;
  connectedAt: Instant;
  /** Mail received up to this many days before `connectedAt` is stored silently; older mail is left alone. */
  backlogDays: number;
  qualificationRequired: boolean;
  /** Names of the card's buttons in order; null = the standard ones. */
  buttons: string[] | null;
  /** Where its cards stand: at most one channel per installation, the one that was bound first first. */
  channels: ChannelRef[];
}

export interface ChannelRef {
  installationId: string;
  channel: string;
}

export interface Member {
  person: Person;
  membership: Membership;
}

export interface Qualification {
  id: string;
  mailboxId: string;
  name: string;
  emoji: string | null;
  position: number;
  retired: boolean;
}

export interface StoredAttachment {
  index: number;
  fileName: string;
  mediaType: string;
  size: number;
  blobId: string;
  inline: boolean;
  risky: boolean;
}

/** One distinct message: its readable content. */
export interface Email {
  id: string;
  workspaceId: string;
  messageId: string | null;
  contentHash: string;
  rawBlobId: string;
  rawSize: number;
  subject: string;
  from: Address[];
  fromHeaderCount: number;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  date: Instant | null;
  text: string;
  ownText: string;
  quotedText: string;
  hasHtml: boolean;
  reading: Reading;
  problem: ReadingProblem | null;
  class: MailClass;
  attachments: StoredAttachment[];
  attachmentsLeftOut: number;
}

/** An email as part of a conversation. */
export interface ConversationEmail extends Email {
  conversationId: string;
  /** 1 for the first of the conversation. */
  position: number;
  receivedAt: Instant;
  trusted: boolean;
  sameIdAs: string | null;
}

/** A conversation of another mailbox about the same email. */
export interface AlsoIn {
  conversationId: string;
  number: number;
  mailboxName: string;
  visibility: Visibility;
}

/** Where one copy of an email lies on IMAP, and where it should lie. */
export interface EmailCopy {
  id: string;
  mailboxId: string;
  conversationId: string;
  emailId: string;
  messageId: string | null;
  folder: string;
  folderKind: FolderKind;
  uidValidity: string;
  uid: number;
  wantedKind: FolderKind;
  /** Gone from where it was; looked for elsewhere. */
  missing: boolean;
}

export interface Discussion {
  id: string;
  conversationId: string;
  kind: 'message' | 'note';
  personId: string | null;
  /** As chat showed it then; for people whom Postroom does not know. */
  authorName: string;
  text: string;
  at: Instant;
  editedAt: Instant | null;
  deleted: boolean;
  /** Where it was written; null for notes made in a form. */
  source: { installationId: string; channel: string; ts: string } | null;
}

export const postKinds = ['card', 'email', 'files', 'note', 'mirror', 'notice', 'bump'] as const;
export type PostKind = (typeof postKinds)[number];

/**
 * One message that Postroom wants to exist in chat: the projection's row and its outbox at once. What it says is
 * made from state when it is posted, never kept here.
 * - `card`: the conversation's card. - `email`: full text or follow-up email in the thread. - `files`: its attachments.
 * - `note`: a note made in a form. - `mirror`: a discussion message written on another surface of the conversation.
 * - `notice`: a private message to a person. - `bump`: the broadcast line when a customer answers.
 */
export interface Post {
  id: string;
  workspaceId: string;
  conversationId: string;
  kind: PostKind;
  /** What it shows: email id, discussion id or notice kind. */
  ref: string | null;
  params: Record<string, unknown>;
  installationId: string;
  /** Null until the direct channel with `personId` has been opened. */
  channel: string | null;
  /** For private messages: whose. */
  personId: string | null;
  /** The card in whose thread it belongs. */
  rootId: string | null;
  /** The platform's id of the root message, when it is posted. */
  rootTs: string | null;
  wanted: number;
  shown: number;
  shownHash: string | null;
  ts: string | null;
  /** Raised when it has to be posted afresh (deleted by somebody): part of its key in chat. */
  generation: number;
  /** Set and committed before the call that posts it: after a crash it may be there. */
  intendedAt: Instant | null;
  /** It must not be seen any more (redacted, owner changed). */
  wantGone: boolean;
  gone: boolean;
}

/** What a list, a command or App Home shows of a conversation. */
export interface ListedConversation extends Conversation {
  subject: string;
  sender: Address | null;
  ownerName: string | null;
  qualification: Pick<Qualification, 'name' | 'emoji'> | null;
}
