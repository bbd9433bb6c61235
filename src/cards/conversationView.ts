import type { Conversation } from '../domain/conversation';
import type { Locale } from '../locales/locale';
import type { ConversationEmail, Mailbox, Person, Qualification } from '../ports/rows';

/** Everything that a card, a page or a list line may show of one conversation; loaded in one place (`app/view.ts`). */
export interface ConversationView {
  conversation: Conversation;
  mailbox: Mailbox;
  /** In the order in which they were received; never empty. */
  emails: ConversationEmail[];
  owner: Person | null;
  qualification: Qualification | null;
  /** Names of those who read it, in the order of their first reading. */
  openedBy: string[];
  /** Other mailboxes that received the newest email too, as every viewer may know them. */
  alsoIn: string[];
}

/** For whom a card is drawn. */
export interface Viewer {
  locale: Locale;
  /** The owner's own card in their direct channel: its buttons are theirs. */
  ownersCard: boolean;
  /** Where the card stands people discuss in its thread; elsewhere a button does for it. */
  discussesInThread: boolean;
}
