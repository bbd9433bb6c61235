import type { ParsedEmail } from './parsedEmail';
import { tookPart } from './participants';

export interface KnownEmail {
  conversationId: string;
  emailId: string;
}

export interface MatchFacts {
  /**
   * Emails that we have, by each message id they go by (bare): their own, and for what we sent also the id that the
   * server gave it.
   */
  known: ReadonlyMap<string, KnownEmail>;
  /** Conversations that refer to an id whose email we have not seen, by that id. */
  awaited: ReadonlyMap<string, string>;
  /** Who took part in each candidate conversation (`participantsOf` its accepted emails), by conversation id. */
  participants: ReadonlyMap<string, ReadonlySet<string>>;
  /** The addresses of the mailbox and of its members, lower-case: their mail is never a stranger's. */
  ownAddresses: ReadonlySet<string>;
}

export interface MatchEvidence {
  /** `messageId`: emails that came earlier refer to this one. */
  header: 'inReplyTo' | 'references' | 'messageId';
  messageId: string;
  /** The email that the id belongs to; null when it has never been seen and others referred to it too. */
  emailId: string | null;
}

export type Match = (
  | { kind: 'new' }
  | {
      kind: 'join';
      conversationId: string;
      evidence: MatchEvidence;
      /** False: a stranger's. Joins marked, and does not reopen, notify or become a recipient. */
      trusted: boolean;
    }
) & {
  /** Ids that this email refers to and nobody has seen: keep them, so that their email joins when it comes. */
  unknownIds: string[];
};

/** Every id that may decide: what `MatchFacts.known` and `.awaited` have to be asked for. */
export function idsToLookUp(email: Pick<ParsedEmail, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  const own = email.messageId === null ? [] : [email.messageId];
  return [...new Set([...email.inReplyTo, ...email.references, ...own])];
}

/**
 * Which conversation an email belongs to: by the ids it refers to, nearest first (In-Reply-To, then References from
 * the newest), else by being the one that earlier emails referred to. Never by subject: anybody can write "Re:".
 */
export function matchConversation(
  email: Pick<ParsedEmail, 'messageId' | 'inReplyTo' | 'references' | 'from' | 'fromHeaderCount'>,
  facts: MatchFacts,
): Match {
  const unknownIds = [...new Set([...email.inReplyTo, ...email.references])].filter(
    (id) => !facts.known.has(id) && id !== email.messageId,
  );
  const found = nearest(email, facts);
  if (!found) return { kind: 'new', unknownIds };
  const participants = facts.participants.get(found.conversationId) ?? new Set();
  return { kind: 'join', ...found, trusted: tookPart(email, participants, facts.ownAddresses), unknownIds };
}

type Found = { conversationId: string; evidence: MatchEvidence };

function nearest(
  email: Pick<ParsedEmail, 'messageId' | 'inReplyTo' | 'references'>,
  { known, awaited }: MatchFacts,
): Found | null {
  const candidates = [
    ...email.inReplyTo.map((messageId) => ({ header: 'inReplyTo' as const, messageId })),
    ...email.references.toReversed().map((messageId) => ({ header: 'references' as const, messageId })),
  ].filter(({ messageId }) => messageId !== email.messageId);
  for (const candidate of candidates) {
    const hit = known.get(candidate.messageId);
    if (hit) return { conversationId: hit.conversationId, evidence: { ...candidate, emailId: hit.emailId } };
  }
  const own = email.messageId === null ? [] : [{ header: 'messageId' as const, messageId: email.messageId }];
  for (const candidate of [...candidates, ...own]) {
    const conversationId = awaited.get(candidate.messageId);
    if (conversationId) return { conversationId, evidence: { ...candidate, emailId: null } };
  }
  return null;
}
