import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { ConversationEmail, StoredAttachment } from '../ports/rows';

/** Larger ones are not worth a place in chat; they stay with the email. */
const MAX_UPLOAD = 25 * 1024 * 1024;
/** One upload takes this many; more go into further entries. */
const FILES_TOGETHER = 10;
const MOST_ENTRIES = 5;
/** Inside the text, smaller ones are logos, icons and rules. */
const SMALLEST_PICTURE = 20_000;

/** How many entries an email's files need. */
export function fileEntries(email: ConversationEmail): number {
  return Math.min(MOST_ENTRIES, Math.ceil(shownFiles(email).length / FILES_TOGETHER));
}

/** Which attachments are uploaded into the thread by this entry (from 0), and sentences about those that are not. */
export function fileChoice(
  email: ConversationEmail,
  entry: number,
  locale: Locale,
): { files: StoredAttachment[]; left: string[] } {
  const shown = entryFiles(email, entry);
  const risky = shown.filter((file) => file.risky);
  const safe = shown.filter((file) => !file.risky);
  // Of an email that was too large to be read, the files are known by name and size only.
  const most = email.problem === 'tooLarge' ? 0 : MAX_UPLOAD;
  const files = safe.filter((file) => file.size > 0 && file.size <= most);
  const large = safe.filter((file) => file.size > most);
  // No platform takes an empty file; that there was one is news all the same.
  const empty = safe.filter((file) => file.size === 0);
  const left: string[] = [];
  if (risky.length > 0) left.push(words(locale, 'card.thread.riskyFiles', { names: names(risky) }));
  if (large.length > 0) left.push(words(locale, 'card.thread.tooLargeFiles', { names: names(large) }));
  if (empty.length > 0) left.push(words(locale, 'card.thread.emptyFiles', { names: names(empty) }));
  const beyond = leftOutBeyond(email, entry);
  if (beyond > 0) {
    left.push(words(locale, 'card.warnings.attachmentsLeftOut', { count: beyond }));
  }
  return { files, left };
}

/** The files of one entry, from 0. */
export function entryFiles(email: ConversationEmail, entry: number): StoredAttachment[] {
  return shownFiles(email).slice(entry * FILES_TOGETHER, (entry + 1) * FILES_TOGETHER);
}

/** How many files have no entry of their own any more; said in the last one. */
export function leftOutBeyond(email: ConversationEmail, entry: number): number {
  if (entry !== MOST_ENTRIES - 1) return 0;
  return Math.max(0, shownFiles(email).length - MOST_ENTRIES * FILES_TOGETHER);
}

/** Its content is stored: not of an email that was too large to be read, whose files are known by name and size only. */
export function isKept(
  email: Pick<ConversationEmail, 'problem'>,
  file: Pick<StoredAttachment, 'size'>,
): boolean {
  return email.problem !== 'tooLarge' && file.size > 0;
}

/** What counts as a file: what was attached, and pictures in the text, but not the logos of signatures. */
export function shownFiles(email: Pick<ConversationEmail, 'attachments'>): StoredAttachment[] {
  return email.attachments.filter((file) => !file.inline || isPicture(file));
}

function isPicture({ mediaType, size }: StoredAttachment): boolean {
  return mediaType.startsWith('image/') && size >= SMALLEST_PICTURE;
}

function names(files: StoredAttachment[]): string {
  const first = files.slice(0, 10).map((file) => file.fileName);
  return files.length > 10 ? `${first.join(', ')} +${files.length - 10}` : first.join(', ');
}
