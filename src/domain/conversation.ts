import type { ConversationEvent, Recorded } from './events';

/** Instants are ISO 8601 strings in UTC with milliseconds, so that states compare by value. */
export type Instant = string;

export const statuses = ['open', 'waiting', 'resolved'] as const;
export type Status = (typeof statuses)[number];

export const places = ['inbox', 'archive', 'trash', 'spam'] as const;
export type Place = (typeof places)[number];

/**
 * The state of one conversation: exactly what replaying its history gives.
 * Subjects, texts and addresses are not here: they can be erased, history cannot.
 */
export interface Conversation {
  id: string;
  workspaceId: string;
  mailboxId: string;
  /** What people call it: `#142`, unique within the workspace. */
  number: number;
  /** The sequence number of the newest event. */
  version: number;
  status: Status;
  place: Place;
  /** The one person responsible, or nobody. */
  ownerId: string | null;
  qualificationId: string | null;
  /** False for mail that is older than the mailbox's connection: stored, without a card. */
  shown: boolean;
  emailCount: number;
  newestEmailId: string | null;
  newestEmailAt: Instant | null;
  /** Who read it, in the order of their first reading. */
  openedBy: string[];
  /** Who read it since the newest email came. */
  openedNewest: string[];
  /** When the first human answer left; null while unanswered. */
  answeredAt: Instant | null;
  startedAt: Instant;
  lastActivityAt: Instant;
}

/** New = open, nobody's, unanswered (product.md). */
export function isNew(conversation: Conversation): boolean {
  return conversation.status === 'open' && conversation.ownerId === null && conversation.answeredAt === null;
}

/** The state before the first event; `started` fills it. */
export function emptyConversation(id: string, workspaceId: string): Conversation {
  return {
    id,
    workspaceId,
    mailboxId: '',
    number: 0,
    version: 0,
    status: 'open',
    place: 'inbox',
    ownerId: null,
    qualificationId: null,
    shown: false,
    emailCount: 0,
    newestEmailId: null,
    newestEmailAt: null,
    openedBy: [],
    openedNewest: [],
    answeredAt: null,
    startedAt: '',
    lastActivityAt: '',
  };
}

/** One step of replay: pure, total, and the only place where state changes. */
export function apply(state: Conversation, recorded: Recorded<ConversationEvent>): Conversation {
  const next = change(state, recorded.event, recorded.at);
  return { ...next, version: recorded.seq, lastActivityAt: recorded.at };
}

export function replay(
  id: string,
  workspaceId: string,
  history: readonly Recorded<ConversationEvent>[],
): Conversation {
  return history.reduce(apply, emptyConversation(id, workspaceId));
}

function change(state: Conversation, event: ConversationEvent, at: Instant): Conversation {
  switch (event.type) {
    case 'started':
      return {
        ...state,
        mailboxId: event.mailboxId,
        number: event.number,
        shown: !event.silent,
        startedAt: at,
      };
    case 'emailReceived': {
      const newest = state.newestEmailAt === null || event.receivedAt >= state.newestEmailAt;
      return {
        ...state,
        emailCount: state.emailCount + 1,
        newestEmailId: newest ? event.emailId : state.newestEmailId,
        newestEmailAt: newest ? event.receivedAt : state.newestEmailAt,
        openedNewest: newest ? [] : state.openedNewest,
      };
    }
    case 'shown':
      return { ...state, shown: true };
    case 'taken':
    case 'assigned':
      return { ...state, ownerId: event.personId };
    case 'released':
    case 'unassigned':
      return { ...state, ownerId: null };
    case 'qualified':
      return { ...state, qualificationId: event.qualificationId };
    case 'archived':
      return { ...state, place: 'archive' };
    case 'trashed':
      return { ...state, place: 'trash' };
    case 'markedSpam':
      return { ...state, place: 'spam' };
    case 'unarchived':
    case 'restored':
    case 'unmarkedSpam':
      return { ...state, place: 'inbox' };
    case 'resolved':
      return { ...state, status: 'resolved' };
    case 'reopened':
      return { ...state, status: 'open' };
    case 'opened':
      return {
        ...state,
        openedBy: withPerson(state.openedBy, event.personId),
        openedNewest: withPerson(state.openedNewest, event.personId),
      };
    case 'noted':
    case 'discussed':
    case 'discussionEdited':
    case 'discussionDeleted':
    case 'discussionGap':
      return state;
  }
}

function withPerson(people: string[], personId: string): string[] {
  return people.includes(personId) ? people : [...people, personId];
}
