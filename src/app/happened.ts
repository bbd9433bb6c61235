import type { Conversation, Instant } from '../domain/conversation';
import type { Effect } from '../domain/effects';
import type { Actor, ConversationEvent } from '../domain/events';
import type { Mailbox } from '../ports/rows';
import type { Wake } from '../ports/store';

/** Something that was decided about a conversation, ready to be recorded. */
export interface Happened {
  state: Conversation;
  mailbox: Mailbox;
  actor: Actor;
  events: ConversationEvent[];
  effects: Effect[];
  notes: { id: string; text: string }[];
  at: Instant;
  /** Rows that belong to the conversation and have to be there before its posts are planned. */
  attach?: () => Promise<void>;
  /** What became wanted for other conversations because of it. */
  wakes?: Wake[];
}
