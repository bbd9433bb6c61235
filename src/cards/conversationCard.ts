import { excerpt } from '../email/excerpt';
import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import { qualificationLabel } from '../lookups/qualifications';
import type { Card, Piece } from '../ui/card';
import { plain, type Text } from '../ui/text';
import { actionButton, cardButtons } from './buttons';
import type { ConversationView, Viewer } from './conversationView';
import { shownFiles } from './files';
import { senderName, shownSubject } from './sender';
import { stateLine } from './stateLine';
import { emailWarnings } from './warnings';

/** About as much of an email as a card shows (product.md, "The card"). */
export const EXCERPT_LENGTH = 600;

/** How many readers are named before "+n". */
const NAMED_READERS = 5;

/** The conversation's card, top to bottom as in product.md. The same for everybody who sees the channel. */
export function conversationCard(view: ConversationView, viewer: Viewer): Card {
  const { conversation, emails } = view;
  const { locale } = viewer;
  const newest = newestEmail(view);
  const subject = shownSubject(emails[0]?.subject ?? '', locale);
  const number = `#${conversation.number}`;
  const pieces: Piece[] = [
    {
      kind: 'heading',
      text: say(locale, 'card.heading', { state: { text: stateLine(view, locale) }, number, subject }),
    },
    { kind: 'text', text: senderLine(view, locale) },
    ...emailWarnings(newest, locale).map((text): Piece => ({ kind: 'context', items: [text] })),
    { kind: 'body', text: excerpt(newest?.ownText ?? '', EXCERPT_LENGTH) || words(locale, 'card.noText') },
    { kind: 'fields', fields: fieldsOf(view, locale) },
    { kind: 'context', items: contextOf(view, locale) },
    {
      kind: 'buttons',
      buttons: cardButtons(view, viewer).map((name) => actionButton(name, conversation, locale)),
    },
  ];
  const sender = senderName(emails[0]?.from ?? [], locale);
  return { summary: words(locale, 'card.summary', { number, subject, sender }), pieces };
}

/** The email whose text the card shows: the newest that somebody who takes part wrote, else the newest. */
export function newestEmail({ emails }: ConversationView): ConversationView['emails'][number] | undefined {
  return emails.filter((email) => email.trusted).at(-1) ?? emails.at(-1);
}

function senderLine(view: ConversationView, locale: Locale): Text {
  const from = newestEmail(view)?.from[0];
  const known = words(locale, 'card.unknownSender');
  if (!from) return say(locale, 'card.noSender', { known });
  const name = senderName([from], locale);
  if (name === from.address)
    return say(locale, 'card.senderAddressOnly', { address: { strong: name }, known });
  return say(locale, 'card.sender', { name: { strong: name }, address: from.address, known });
}

function fieldsOf(
  { owner, qualification }: ConversationView,
  locale: Locale,
): { label: string; value: Text }[] {
  return [
    { label: words(locale, 'card.owner'), value: plain(owner?.name ?? words(locale, 'card.nobody')) },
    ...(qualification
      ? [{ label: words(locale, 'card.qualification'), value: plain(qualificationLabel(qualification)) }]
      : []),
  ];
}

function contextOf(view: ConversationView, locale: Locale): Text[] {
  const { mailbox, emails, openedBy, alsoIn } = view;
  const newest = newestEmail(view);
  const files = emails.reduce((count, email) => count + shownFiles(email).length, 0);
  const items: Text[] = [say(locale, 'card.mailbox', { mailbox: mailbox.address })];
  if (newest)
    items.push(say(locale, 'card.received', { at: { time: newest.receivedAt, style: 'dateTime' } }));
  if (files > 0) items.push(say(locale, 'card.attachments', { count: files }));
  if (emails.length > 1) items.push(say(locale, 'card.emails', { count: emails.length }));
  if (openedBy.length > NAMED_READERS) {
    const names = openedBy.slice(0, NAMED_READERS).join(', ');
    items.push(say(locale, 'card.openedByMore', { names, more: openedBy.length - NAMED_READERS }));
  } else if (openedBy.length > 0) {
    items.push(say(locale, 'card.openedBy', { names: openedBy.join(', ') }));
  }
  if (alsoIn.length > 0) items.push(say(locale, 'card.alsoIn', { mailboxes: alsoIn.join(', ') }));
  return items;
}
