import type { Conversation, Instant } from './conversation';
import type { Effect } from './effects';
import type { ConversationEvent, MailClass } from './events';

/** What an arriving email is to the mailbox, as far as deciding about it goes. */
export interface Received {
  emailId: string;
  receivedAt: Instant;
  joinedBy: Extract<ConversationEvent, { type: 'emailReceived' }>['joinedBy'];
  trusted: boolean;
  class: MailClass;
  sameIdAs: string | null;
  /** Older than the mailbox's connection: stored without a card. */
  silent: boolean;
  /** Sent by the mailbox itself or one of its aliases. */
  own: boolean;
}

export interface Reaction {
  events: ConversationEvent[];
  effects: Effect[];
}

/** The first email of a conversation. */
export function begin(received: Received, mailboxId: string, number: number): Reaction {
  return {
    events: [{ type: 'started', mailboxId, number, silent: received.silent }, emailReceived(received)],
    effects: [],
  };
}

/**
 * A further email. A customer's email reopens, unarchives and is announced; it never pulls out of trash or spam, and
 * from spam it disturbs nobody. Strangers, automatic mail and our own do nothing but be shown.
 */
export function follow(state: Conversation, received: Received): Reaction {
  const events: ConversationEvent[] = [emailReceived(received)];
  const effects: Effect[] = [];
  if (received.silent) return { events, effects };
  if (!state.shown) events.unshift({ type: 'shown' });

  const answers =
    received.trusted && !received.own && received.class !== 'automatic' && received.class !== 'bounce';
  const thrownAway = state.place === 'trash' || state.place === 'spam';
  if (answers && state.status !== 'open' && !thrownAway) events.push({ type: 'reopened', noteId: null });
  if (answers && state.place === 'archive') {
    events.push({ type: 'unarchived' });
    effects.push({ type: 'file', place: 'inbox' });
  } else if (state.place !== 'inbox') {
    // The new copy lies in the inbox: it belongs with the others.
    effects.push({ type: 'file', place: state.place });
  }
  if (answers && !thrownAway) effects.push({ type: 'announce', emailId: received.emailId });
  if (answers && state.ownerId && state.place !== 'spam') {
    effects.push({
      type: 'notify',
      personId: state.ownerId,
      notice: 'customerAnswered',
      noteId: null,
      actorId: null,
    });
  }
  return { events, effects };
}

/** What a person did to the newest email in their own mail program, as events of the conversation. */
export function followMailClient(state: Conversation, place: Conversation['place']): ConversationEvent[] {
  if (state.place === place) return [];
  if (place === 'archive') return [{ type: 'archived' }];
  if (place === 'trash') return [{ type: 'trashed' }];
  if (place === 'spam') return [{ type: 'markedSpam' }];
  if (state.place === 'trash') return [{ type: 'restored' }];
  if (state.place === 'spam') return [{ type: 'unmarkedSpam' }];
  return [{ type: 'unarchived' }];
}

function emailReceived(received: Received): ConversationEvent {
  const { emailId, receivedAt, joinedBy, trusted, sameIdAs } = received;
  return { type: 'emailReceived', emailId, receivedAt, joinedBy, trusted, class: received.class, sameIdAs };
}
