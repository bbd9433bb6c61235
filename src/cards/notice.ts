import { excerpt } from '../email/excerpt';
import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { Card, Piece } from '../ui/card';
import { type Text, wordsOf } from '../ui/text';
import { actionButton } from './buttons';
import type { ConversationView } from './conversationView';
import { senderName, shownSubject } from './sender';

/**
 * A private message about a conversation. Somebody who lost one is told its number only: they may not be allowed to
 * see it any more.
 *
 * @param kind a notice kind of `domain/effects`; unknown ones say nothing but the number.
 * @param card where the conversation's card stands that this person sees.
 */
export function noticeCard(
  kind: string | null,
  view: ConversationView,
  locale: Locale,
  actorName: string | null,
  note: string | null,
  card: { channel: string; ts: string } | null,
): Card {
  const number = { strong: `#${view.conversation.number}` };
  const actor = actorName ?? words(locale, 'timeline.actors.system');
  const content = {
    number,
    subject: shownSubject(view.emails[0]?.subject ?? '', locale),
    sender: senderName(view.emails[0]?.from ?? [], locale),
  };
  const pieces: Piece[] = [];
  let text: Text;
  switch (kind) {
    case 'assignedToYou':
      text = say(locale, 'notices.assignedToYou', { ...content, actor });
      break;
    case 'customerAnswered':
      text = say(locale, 'notices.customerAnswered', content);
      break;
    case 'takenFromYou':
      text = say(locale, 'notices.takenFromYou', { number, actor });
      break;
    default:
      text = say(locale, 'notices.unassignedFromYou', { number, actor });
  }
  pieces.push({ kind: 'text', text });
  if (note) pieces.push({ kind: 'body', text: excerpt(words(locale, 'notices.note', { note }), 3000) });
  if (kind === 'assignedToYou' || kind === 'customerAnswered') {
    const { conversation } = view;
    if (card) {
      const open = words(locale, 'notices.open');
      pieces.push({ kind: 'context', items: [[{ kind: 'message', text: open, ...card }]] });
    }
    pieces.push({
      kind: 'buttons',
      buttons: [actionButton('read', conversation, locale), actionButton('more', conversation, locale)],
    });
  }
  return { summary: wordsOf(text), pieces };
}
