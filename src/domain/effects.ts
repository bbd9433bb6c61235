import type { Place } from './conversation';

/**
 * Work to do outside after the commit. An effect only says what became wanted: it is written as state (a wanted
 * folder, a private message that is not yet posted) and a job is woken, which reads what is missing.
 */
export type Effect =
  /** Put the conversation's emails where they belong on IMAP. */
  | { type: 'file'; place: Place }
  /** A line for the whole channel: a customer wrote again. */
  | { type: 'announce'; emailId: string }
  /** A private message from the bot to one person about this conversation. */
  | { type: 'notify'; personId: string; notice: NoticeKind; noteId: string | null; actorId: string | null };

export const noticeKinds = [
  'assignedToYou',
  'takenFromYou',
  'unassignedFromYou',
  'customerAnswered',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Tells somebody that they lost a conversation: its number and nothing else, so it may stay where it is. */
export const noticesOfLoss: readonly NoticeKind[] = ['takenFromYou', 'unassignedFromYou'];
