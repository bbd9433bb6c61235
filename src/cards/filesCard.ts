import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { ConversationEmail } from '../ports/rows';
import type { Card, Piece } from '../ui/card';
import type { ConversationView } from './conversationView';
import { fileSize } from './fileSize';
import { entryFiles, isKept, leftOutBeyond } from './files';
import { filesButton } from './filesPage';

/**
 * An email's attachments as a message, where the platform takes no files from us: what there is, and a button that
 * opens links for whoever presses it. The card itself carries none: everybody in the channel reads it.
 * @param entry which of the email's entries, from 0.
 */
export function filesCard(
  { conversation }: ConversationView,
  email: ConversationEmail,
  entry: number,
  locale: Locale,
): Card {
  const number = `#${conversation.number}`;
  const files = entryFiles(email, entry);
  const risky = files.filter((file) => file.risky);
  const beyond = leftOutBeyond(email, entry);
  const lines = files.map(({ fileName, size }) =>
    words(locale, 'card.thread.file', { name: fileName, size: fileSize(size, locale) }),
  );
  const pieces: Piece[] = [
    { kind: 'text', text: say(locale, 'card.thread.files', { number }) },
    { kind: 'body', text: lines.join('\n') },
  ];
  if (risky.length > 0) {
    const names = risky.map((file) => file.fileName).join(', ');
    pieces.push({ kind: 'context', items: [say(locale, 'card.thread.riskyNames', { names })] });
  }
  if (beyond > 0) {
    const left = say(locale, 'card.warnings.attachmentsLeftOut', { count: beyond });
    pieces.push({ kind: 'context', items: [left] });
  }
  if (files.some((file) => isKept(email, file))) {
    pieces.push({
      kind: 'buttons',
      buttons: [filesButton(conversation.id, email.id, locale)],
    });
  }
  return { summary: words(locale, 'card.thread.files', { number }), pieces };
}
