import { type ActionName, actionNamed, isAction } from '../actions';
import type { Conversation } from '../domain/conversation';
import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { Button } from '../ui/card';
import type { ConversationView, Viewer } from './conversationView';

/**
 * The card's places for buttons, in order; a place becomes its next sensible step. A mailbox can trim them by the
 * name of the place.
 */
export const places = ['take', 'read', 'assign', 'qualify', 'resolve', 'archive', 'more'] as const;
type ButtonPlace = (typeof places)[number];
export type CardButton = ActionName | 'more';

export function cardButtons(view: ConversationView, viewer: Viewer): CardButton[] {
  const wanted = view.mailbox.buttons;
  const drawn = wanted ? [...wanted.filter(isPlace), 'more' as const] : [...places];
  const steps = [...new Set(drawn)].flatMap((place) => stepOf(place, view, viewer) ?? []);
  if (viewer.discussesInThread) return steps;
  // The only way to discuss there: among the first, because the last ones may stand behind dots.
  return steps.toSpliced(steps.indexOf('read') + 1 || 1, 0, 'note');
}

function stepOf(place: ButtonPlace, { conversation }: ConversationView, viewer: Viewer): CardButton | null {
  const { ownerId, status } = conversation;
  switch (place) {
    case 'take':
      if (viewer.ownersCard && ownerId) return 'release';
      return ownerId === null && status !== 'resolved' ? 'take' : null;
    case 'assign':
      return status === 'resolved' ? null : 'assign';
    case 'resolve':
      if (status !== 'open') return 'reopen';
      return ownerId ? 'resolve' : null;
    case 'archive':
      return conversation.place === 'archive'
        ? 'unarchive'
        : conversation.place === 'inbox'
          ? 'archive'
          : null;
    default:
      return place;
  }
}

function isPlace(name: string): name is ButtonPlace {
  return (places as readonly string[]).includes(name);
}

/** A button for one action on one conversation. It carries ids and the version that is being shown, nothing else. */
export function actionButton(name: CardButton, conversation: Conversation, locale: Locale): Button {
  return {
    action: name,
    label: words(locale, `actions.${name}.label`),
    ...(primary.has(name) && { style: 'primary' as const }),
    input: { conversation: conversation.id, version: conversation.version },
    opens: isAction(name) ? actionNamed(name).opens : 'page',
  };
}

const primary = new Set<string>(['take', 'resolve']);
