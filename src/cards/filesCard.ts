import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { Card } from '../ui/card';
import { plain } from '../ui/text';
import type { ConversationView } from './conversationView';
import type { fileChoice } from './files';

/** An email's attachments as a message, where the platform takes no files from us. */
export function filesCard(
  { conversation }: ConversationView,
  { files, left }: ReturnType<typeof fileChoice>,
  locale: Locale,
): Card {
  const heading = words(locale, 'card.thread.files', { number: `#${conversation.number}` });
  const names = files.map((file) => file.fileName).join('\n');
  return {
    summary: heading,
    pieces: [
      { kind: 'text', text: plain(heading) },
      ...(names ? [{ kind: 'body' as const, text: names }] : []),
      ...left.map((line) => ({ kind: 'context' as const, items: [plain(line)] })),
    ],
  };
}
