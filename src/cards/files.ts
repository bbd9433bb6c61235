import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { ConversationEmail, StoredAttachment } from '../ports/rows';

/** Larger ones are not worth a place in chat; they stay with the email. */
const MAX_UPLOAD = 25 * 1024 * 1024;
const MAX_FILES = 20;

/** Which attachments are uploaded into the thread, and sentences about those that are not. */
export function fileChoice(
  email: ConversationEmail,
  locale: Locale,
): { files: StoredAttachment[]; left: string[] } {
  const shown = email.attachments.filter((file) => !file.inline && file.size > 0);
  const risky = shown.filter((file) => file.risky);
  const safe = shown.filter((file) => !file.risky);
  const files = safe.filter((file) => file.size <= MAX_UPLOAD).slice(0, MAX_FILES);
  const large = safe.filter((file) => !files.includes(file));
  const left: string[] = [];
  if (risky.length > 0) left.push(words(locale, 'card.thread.riskyFiles', { names: names(risky) }));
  if (large.length > 0) left.push(words(locale, 'card.thread.tooLargeFiles', { names: names(large) }));
  return { files, left };
}

function names(files: StoredAttachment[]): string {
  const first = files.slice(0, 10).map((file) => file.fileName);
  return files.length > 10 ? `${first.join(', ')} +${files.length - 10}` : first.join(', ');
}
