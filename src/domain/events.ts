import { z } from 'zod';

/**
 * What can happen to a conversation, in the past tense. Stored for ever, so a shape is never changed: a new
 * meaning gets a new type or a higher `version`. Events name things by random id; names, addresses, subjects
 * and texts live outside the history, where they can be erased without breaking the chain.
 */
const id = z.uuid();
const maybeId = z.uuid().nullable();
/** The chat platform's own id of a channel. */
const channelId = z.string().min(1).max(300);
const instant = z.iso.datetime({ precision: 3 });

export const mailClasses = ['personal', 'bounce', 'automatic', 'list'] as const;
export type MailClass = (typeof mailClasses)[number];

export const conversationEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    mailboxId: id,
    number: z.int().positive(),
    silent: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('emailReceived'),
    emailId: id,
    receivedAt: instant,
    /** Why it is here: the header that named an email which we know; null for the first one. */
    joinedBy: z
      .strictObject({ header: z.enum(['inReplyTo', 'references', 'referencedBy']), emailId: maybeId })
      .nullable(),
    /** False when the sender never took part before: shown marked, without any effect. */
    trusted: z.boolean(),
    class: z.enum(mailClasses),
    /** An earlier email with the same Message-ID and other content. */
    sameIdAs: maybeId,
  }),
  /** A silent conversation got its card. */
  z.strictObject({ type: z.literal('shown') }),
  z.strictObject({ type: z.literal('taken'), personId: id }),
  z.strictObject({ type: z.literal('released'), personId: id }),
  z.strictObject({ type: z.literal('assigned'), personId: id, previousId: maybeId, noteId: maybeId }),
  z.strictObject({ type: z.literal('unassigned'), previousId: id, noteId: maybeId }),
  z.strictObject({ type: z.literal('qualified'), qualificationId: id, previousId: maybeId }),
  z.strictObject({ type: z.literal('archived') }),
  z.strictObject({ type: z.literal('unarchived') }),
  z.strictObject({ type: z.literal('trashed') }),
  z.strictObject({ type: z.literal('restored') }),
  z.strictObject({ type: z.literal('markedSpam') }),
  z.strictObject({ type: z.literal('unmarkedSpam') }),
  z.strictObject({ type: z.literal('resolved'), noteId: maybeId }),
  z.strictObject({ type: z.literal('reopened'), noteId: maybeId }),
  /** Somebody read the full email (the Read button: chat gives no read receipts). */
  z.strictObject({ type: z.literal('opened'), personId: id, emailId: maybeId }),
  z.strictObject({ type: z.literal('noted'), discussionId: id }),
  z.strictObject({ type: z.literal('discussed'), discussionId: id }),
  z.strictObject({ type: z.literal('discussionEdited'), discussionId: id }),
  z.strictObject({ type: z.literal('discussionDeleted'), discussionId: id }),
  /** Messages of this time may be missing: chat was unreachable and would not tell afterwards. */
  z.strictObject({ type: z.literal('discussionGap'), from: instant, until: instant }),
]);
export type ConversationEvent = z.infer<typeof conversationEvent>;

/** What can happen to a mailbox and its members; written by the command line and admin forms. */
export const mailboxEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mailboxAdded'), visibility: z.enum(['open', 'assigned-only']) }),
  z.strictObject({ type: z.literal('channelBound'), installationId: id, channel: channelId }),
  z.strictObject({ type: z.literal('channelUnbound'), installationId: id, channel: channelId }),
  z.strictObject({ type: z.literal('mailboxPaused') }),
  z.strictObject({ type: z.literal('mailboxResumed') }),
  z.strictObject({ type: z.literal('mailboxRemoved') }),
  z.strictObject({
    type: z.literal('memberSet'),
    personId: id,
    role: z.enum(['agent', 'dispatcher', 'admin']),
    grants: z.record(z.string(), z.boolean()),
  }),
  z.strictObject({ type: z.literal('memberRemoved'), personId: id }),
  z.strictObject({ type: z.literal('qualificationAdded'), qualificationId: id }),
  z.strictObject({ type: z.literal('qualificationRetired'), qualificationId: id }),
]);
export type MailboxEvent = z.infer<typeof mailboxEvent>;

/** What can happen to a person: who they are in chat. The account itself is kept outside, under its random id. */
export const personEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('accountLinked'),
    identityId: id,
    platform: z.enum(['slack', 'teams']),
    /** The account asked first, and somebody confirmed it; null when an administrator named it. */
    proposalId: maybeId,
  }),
  z.strictObject({
    type: z.literal('accountUnlinked'),
    identityId: id,
    platform: z.enum(['slack', 'teams']),
  }),
]);
export type PersonEvent = z.infer<typeof personEvent>;

export type HistoryEvent = ConversationEvent | MailboxEvent | PersonEvent;

/** Who did it. `mail` is an arriving email, `mailClient` a person in their own mail program. */
export type Actor =
  | { kind: 'person'; id: string }
  | { kind: 'rule'; id: string }
  | { kind: 'timer'; id: string }
  | { kind: 'mail'; id: string | null }
  | { kind: 'mailClient'; id: null }
  /** Somebody who wrote in a thread and whom Postroom does not know. */
  | { kind: 'guest'; id: null }
  | { kind: 'system'; id: null };

export const streamKinds = ['conversation', 'mailbox', 'person'] as const;
export interface Stream {
  kind: (typeof streamKinds)[number];
  id: string;
}

/** One stored event of a stream. `seq` counts from 1 without gaps. */
export interface Recorded<E = HistoryEvent> {
  seq: number;
  event: E;
  actor: Actor;
  at: string;
}
