import type { Conversation, Instant } from '../domain/conversation';
import type { Effect } from '../domain/effects';
import type { Actor, ConversationEvent } from '../domain/events';
import type { Mailbox } from '../ports/rows';

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
}
