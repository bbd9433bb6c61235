import type { Conversation } from './conversation';
import type { Actor, ConversationEvent, PersonEvent, Recorded } from './events';

/** What fills a place of a sentence: a thing by its id, so that the reader's side can name it or say it was erased. */
export type LineParam =
  | { actor: Actor }
  | { person: string }
  | { qualification: string }
  /** The sender of this email. */
  | { senderOf: string }
  | { mailbox: string }
  | { platform: 'slack' | 'teams' }
  | { number: number }
  | { time: string };

export interface Line {
  /** A key of the catalogue's area `timeline`. */
  sentence: TimelineSentence;
  params: Record<string, LineParam>;
}

export type TimelineSentence =
  | 'started'
  | 'startedSilently'
  | 'emailReceived'
  | 'emailJoined'
  | 'emailUntrusted'
  | 'emailBounce'
  | 'emailAutomatic'
  | 'emailSameId'
  | 'shown'
  | 'taken'
  | 'released'
  | 'assigned'
  | 'assignedWithNote'
  | 'reassigned'
  | 'reassignedWithNote'
  | 'unassigned'
  | 'qualified'
  | 'requalified'
  | 'archived'
  | 'unarchived'
  | 'trashed'
  | 'restored'
  | 'markedSpam'
  | 'unmarkedSpam'
  | 'resolved'
  | 'resolvedWithNote'
  | 'reopened'
  | 'reopenedWithNote'
  | 'reopenedByMail'
  | 'unarchivedByMail'
  | 'opened'
  | 'noted'
  | 'discussed'
  | 'discussionEdited'
  | 'discussionDeleted'
  | 'discussionGap'
  | 'accountLinked'
  | 'accountConfirmed'
  | 'accountUnlinked';

/** One event of a conversation as a readable sentence. */
export function lineOf({ event, actor }: Recorded<ConversationEvent>, state: Conversation): Line {
  const by = { actor: { actor } };
  switch (event.type) {
    case 'started':
      return {
        sentence: event.silent ? 'startedSilently' : 'started',
        params: { number: { number: event.number }, mailbox: { mailbox: state.mailboxId } },
      };
    case 'emailReceived':
      return { sentence: receivedSentence(event), params: { sender: { senderOf: event.emailId } } };
    case 'assigned':
      return {
        sentence: `${event.previousId ? 'reassigned' : 'assigned'}${event.noteId ? 'WithNote' : ''}`,
        params: {
          ...by,
          person: { person: event.personId },
          ...(event.previousId && { previous: { person: event.previousId } }),
        },
      };
    case 'unassigned':
      return { sentence: 'unassigned', params: { ...by, previous: { person: event.previousId } } };
    case 'qualified':
      return {
        sentence: event.previousId ? 'requalified' : 'qualified',
        params: {
          ...by,
          qualification: { qualification: event.qualificationId },
          ...(event.previousId && { previous: { qualification: event.previousId } }),
        },
      };
    case 'unarchived':
      return { sentence: actor.kind === 'mail' ? 'unarchivedByMail' : 'unarchived', params: by };
    case 'resolved':
      return { sentence: event.noteId ? 'resolvedWithNote' : 'resolved', params: by };
    case 'reopened':
      if (actor.kind === 'mail') return { sentence: 'reopenedByMail', params: by };
      return { sentence: event.noteId ? 'reopenedWithNote' : 'reopened', params: by };
    case 'discussionGap':
      return {
        sentence: 'discussionGap',
        params: { from: { time: event.from }, until: { time: event.until } },
      };
    case 'shown':
    case 'taken':
    case 'released':
    case 'archived':
    case 'trashed':
    case 'restored':
    case 'markedSpam':
    case 'unmarkedSpam':
    case 'opened':
    case 'noted':
    case 'discussed':
    case 'discussionEdited':
    case 'discussionDeleted':
      return { sentence: event.type, params: by };
  }
}

/** One event of a person's own history as a readable sentence. */
export function personLineOf({ event, actor }: Recorded<PersonEvent>, personId: string): Line {
  const params = {
    actor: { actor },
    person: { person: personId },
    platform: { platform: event.platform },
  };
  switch (event.type) {
    case 'accountLinked':
      return { sentence: event.proposalId ? 'accountConfirmed' : 'accountLinked', params };
    case 'accountUnlinked':
      return { sentence: 'accountUnlinked', params };
  }
}

function receivedSentence(event: Extract<ConversationEvent, { type: 'emailReceived' }>): TimelineSentence {
  if (!event.trusted) return 'emailUntrusted';
  if (event.sameIdAs) return 'emailSameId';
  if (event.class === 'bounce') return 'emailBounce';
  if (event.class === 'automatic') return 'emailAutomatic';
  return event.joinedBy ? 'emailJoined' : 'emailReceived';
}
