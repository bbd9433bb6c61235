import type { ParsedEmail } from './parsedEmail';

/** The header fields that make somebody part of a conversation. */
export type Correspondents = Pick<ParsedEmail, 'from' | 'to' | 'cc' | 'replyTo'>;

/**
 * Everybody who wrote or was openly addressed in these emails, lower-case. Bcc does not count: the others never knew.
 * Give it the accepted emails of a conversation only: a stranger's marked entry must not make them a participant.
 */
export function participantsOf(emails: Iterable<Correspondents>): Set<string> {
  const found = new Set<string>();
  for (const email of emails) {
    for (const { address } of [...email.from, ...email.to, ...email.cc, ...email.replyTo]) found.add(address);
  }
  return found;
}

/**
 * Whether whoever sent this email has already taken part. All From addresses must be known: one known name among
 * several, or a second From header, is how strangers slip in.
 */
export function tookPart(
  email: Pick<ParsedEmail, 'from' | 'fromHeaderCount'>,
  participants: ReadonlySet<string>,
  ownAddresses: ReadonlySet<string>,
): boolean {
  if (email.from.length === 0 || email.fromHeaderCount !== 1) return false;
  return email.from.every(({ address }) => participants.has(address) || ownAddresses.has(address));
}
