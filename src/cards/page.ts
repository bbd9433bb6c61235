import type { Conversation } from '../domain/conversation';
import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { Piece } from '../ui/card';
import type { Form } from '../ui/form';

/** A modal to read: nothing to submit. */
export function pageForm(
  title: string,
  intro: Piece[],
  action: string,
  conversation: Conversation | null,
  nonce: string,
  locale: Locale,
): Form {
  return {
    title,
    submit: null,
    close: words(locale, 'pages.close'),
    intro,
    fields: [],
    token: {
      action,
      nonce,
      conversationId: conversation?.id ?? null,
      seenVersion: conversation?.version ?? null,
    },
  };
}
