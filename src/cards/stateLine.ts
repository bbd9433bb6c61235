import { isNew } from '../domain/conversation';
import type { Locale } from '../locales/locale';
import { say } from '../locales/say';
import type { Text } from '../ui/text';
import type { ConversationView } from './conversationView';

/** `● New`, `● Owner name`, `✓ Resolved` …, and where it lies when that is not the inbox. */
export function stateLine(
  { conversation, owner }: { conversation: ConversationView['conversation']; owner: { name: string } | null },
  locale: Locale,
): Text {
  const state = statusText(conversation, owner, locale);
  switch (conversation.place) {
    case 'inbox':
      return state;
    case 'archive':
      return say(locale, 'card.state.archived', { state: { text: state } });
    case 'trash':
      return say(locale, 'card.state.trashed', { state: { text: state } });
    case 'spam':
      return say(locale, 'card.state.spam', { state: { text: state } });
  }
}

function statusText(
  conversation: ConversationView['conversation'],
  owner: { name: string } | null,
  locale: Locale,
): Text {
  if (conversation.status === 'resolved') return say(locale, 'card.state.resolved');
  if (conversation.status === 'waiting') return say(locale, 'card.state.waiting');
  if (owner) return say(locale, 'card.state.owned', { owner: owner.name });
  return say(locale, isNew(conversation) ? 'card.state.new' : 'card.state.open');
}
