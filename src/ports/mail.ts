import type { Instant } from '../domain/conversation';
import type { ParsedEmail } from '../email/parsedEmail';
import type { EmailCopy, FolderKind } from './rows';

/** An email as the mail server handed it over. */
export interface Arrival {
  mailboxId: string;
  /** Epoch of the lease under which the mailbox is watched; null outside watching (tests). */
  epoch: number | null;
  folder: string;
  folderKind: FolderKind;
  uidValidity: string;
  uid: number;
  /** IMAP INTERNALDATE: the time of receipt. */
  receivedAt: Instant;
  raw: Buffer;
  parsed: ParsedEmail;
}

/** How an arrival ended. `known`: this very copy had been taken in before. */
export interface Ingested {
  outcome: 'card' | 'silent' | 'joined' | 'duplicate' | 'known';
  conversationId: string;
  number: number;
}

/** What a person did in their own mail program to an email that Postroom knows. */
export interface ClientMove {
  mailboxId: string;
  epoch: number | null;
  copyId: string;
  /** Where it was when it was missed: what has been found elsewhere since was not moved. */
  from: { folder: string; uidValidity: string; uid: number };
  to: { folder: string; folderKind: FolderKind; uidValidity: string; uid: number };
}

export interface MailEvents {
  ingest(arrival: Arrival): Promise<Ingested>;
  movedByClient(move: ClientMove): Promise<void>;
}

/** Writing to a mailbox's IMAP account. */
export interface MailFiling {
  /** Moves copies to the mailbox's folder of this kind (created if there is none). One answer per copy, in order. */
  move(mailboxId: string, copies: EmailCopy[], to: FolderKind): Promise<Filed[]>;
}

export type Filed =
  | { copyId: string; ok: true; folder: string; uidValidity: string; uid: number }
  /** It is not there any more: somebody moved or removed it. */
  | { copyId: string; ok: false; why: 'missing' }
  | { copyId: string; ok: false; why: 'unreachable'; detail: string };
