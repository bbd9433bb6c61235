import { excerpt } from '../email/excerpt';
import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { ConversationEmail, Discussion } from '../ports/rows';
import type { Button, Card, Piece } from '../ui/card';
import { strong, type Text } from '../ui/text';
import { actionButton } from './buttons';
import { EXCERPT_LENGTH } from './conversationCard';
import type { ConversationView } from './conversationView';
import { senderName, shownSubject } from './sender';
import { emailWarnings } from './warnings';

/** As much as fits one chat message with its headings; the rest is one press on Read away. */
const ENTRY_LENGTH = 6000;

/** The card showed less than the email says. */
export function isCut(email: Pick<ConversationEmail, 'ownText'>): boolean {
  return email.ownText.length > EXCERPT_LENGTH;
}

/** An email in the thread: the first one's full text, or a later one. */
export function emailEntry(view: ConversationView, email: ConversationEmail, locale: Locale): Card {
  const { conversation } = view;
  const number = `#${conversation.number}`;
  const sender = senderName(email.from, locale);
  const at = { time: email.receivedAt, style: 'dateTime' as const };
  const heading =
    email.position === 1 && conversation.emailCount === 1
      ? say(locale, 'card.thread.fullText')
      : say(locale, 'card.thread.emailFrom', { sender: { strong: sender }, at });
  const text = email.ownText || email.text;
  const pieces: Piece[] = [
    { kind: 'text', text: heading },
    ...emailWarnings(email, locale).map((warning): Piece => ({ kind: 'context', items: [warning] })),
    { kind: 'body', text: excerpt(text, ENTRY_LENGTH) || words(locale, 'card.noText') },
    ...(text.length > ENTRY_LENGTH
      ? [{ kind: 'context' as const, items: [say(locale, 'card.thread.cut')] }]
      : []),
    {
      kind: 'buttons',
      buttons: [readButton(view, email, locale), actionButton('more', conversation, locale)],
    },
  ];
  return { summary: words(locale, 'card.thread.emailSummary', { number, sender }), pieces };
}

/** Opens this email, not the newest. */
function readButton({ conversation }: ConversationView, email: ConversationEmail, locale: Locale): Button {
  const button = actionButton('read', conversation, locale);
  return { ...button, input: { ...button.input, email: email.id } };
}

/** The one line that also goes to the channel when a customer writes again. */
export function bumpEntry(view: ConversationView, email: ConversationEmail, locale: Locale): Card {
  const text = say(locale, 'card.thread.bump', {
    sender: { strong: senderName(email.from, locale) },
    number: `#${view.conversation.number}`,
    subject: shownSubject(view.emails[0]?.subject ?? '', locale),
  });
  const summary = words(locale, 'card.thread.emailSummary', {
    number: `#${view.conversation.number}`,
    sender: senderName(email.from, locale),
  });
  return { summary, pieces: [{ kind: 'text', text }] };
}

/** Which conversation an entry belongs to, for where no thread says it. */
export function aboutLine({ conversation, emails }: ConversationView, locale: Locale): Text {
  return say(locale, 'card.thread.about', {
    number: { strong: `#${conversation.number}` },
    subject: shownSubject(emails[0]?.subject ?? '', locale),
  });
}

/**
 * A note made in a form, or a discussion message written on another surface, with its author's name. A name that
 * belongs to nobody here was chosen by somebody else: it must not pass for a member's where its picture is not seen.
 */
export function discussionEntry(discussion: Discussion, locale: Locale): Card {
  const { kind, authorName, text, personId } = discussion;
  const author = { strong: authorName };
  const stranger = kind === 'message' && personId === null;
  const sentence = kind === 'note' ? 'card.thread.note' : 'card.thread.stranger';
  const heading = kind === 'note' || stranger ? say(locale, sentence, { author }) : strong(authorName);
  const said = stranger ? words(locale, 'card.thread.stranger', { author }) : authorName;
  return {
    summary: `${said}: ${excerpt(text, 140)}`,
    pieces: [
      { kind: 'context', items: [heading] },
      { kind: 'body', text },
    ],
  };
}
