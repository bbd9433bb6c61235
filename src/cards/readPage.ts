import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { ConversationEmail } from '../ports/rows';
import type { Button, Piece } from '../ui/card';
import type { Form } from '../ui/form';
import { plain } from '../ui/text';
import type { ConversationView } from './conversationView';
import { shownFiles } from './files';
import { filesButton } from './filesPage';
import { pageForm } from './page';
import { fullAddress, senderName, shownSubject } from './sender';
import { emailWarnings } from './warnings';

/** A page shows this much; longer emails have several parts. */
const PART_LENGTH = 8000;
const NAMED_RECIPIENTS = 10;

/**
 * The full text of one email, with its addresses, quoted text folded below, and the way to the others.
 * @param opensFiles there can be links to its attachments.
 */
export function readPage(
  view: ConversationView,
  position: number,
  part: number,
  nonce: string,
  locale: Locale,
  opensFiles: boolean,
): Form {
  const { conversation, emails } = view;
  // Places are counted in the order of receiving: a parent that came after its child still stands before it.
  const place = position >= 1 && position <= emails.length ? position : emails.length;
  const email = emails[place - 1];
  const number = `#${conversation.number}`;
  const title = words(locale, 'pages.read.title', { number });
  if (!email)
    return pageForm(
      title,
      [{ kind: 'text', text: say(locale, 'card.noText') }],
      'read',
      conversation,
      nonce,
      locale,
    );

  const parts = partsOf(email, locale);
  const shown = Math.min(Math.max(part, 1), parts.length);
  const intro: Piece[] = [
    { kind: 'heading', text: plain(shownSubject(email.subject, locale)) },
    { kind: 'context', items: headerOf(view, email, place, locale) },
    ...emailWarnings(email, locale).map((text): Piece => ({ kind: 'context', items: [text] })),
    { kind: 'divider' },
    { kind: 'body', text: parts[shown - 1]! },
  ];
  if (parts.length > 1) {
    intro.push({
      kind: 'context',
      items: [say(locale, 'pages.read.part', { part: shown, parts: parts.length })],
    });
  }
  const files = shownFiles(email).map((file) => file.fileName);
  if (files.length > 0) {
    intro.push({
      kind: 'context',
      items: [say(locale, 'pages.read.attachments', { names: files.slice(0, 20).join(', ') })],
    });
  }
  const turn = (sentence: 'older' | 'newer' | 'nextPart', toPosition: number, toPart: number): Button => ({
    action: 'readPage',
    label: words(locale, `pages.read.${sentence}`),
    input: { conversation: conversation.id, position: toPosition, part: toPart },
    opens: 'page',
  });
  const buttons = [
    ...(shown < parts.length ? [turn('nextPart', place, shown + 1)] : []),
    ...(place > 1 ? [turn('older', place - 1, 1)] : []),
    ...(place < emails.length ? [turn('newer', place + 1, 1)] : []),
    ...(opensFiles && files.length > 0 ? [filesButton(conversation.id, email.id, locale)] : []),
  ];
  if (buttons.length > 0) intro.push({ kind: 'buttons', buttons });
  return pageForm(title, intro, 'read', conversation, nonce, locale);
}

function headerOf(view: ConversationView, email: ConversationEmail, place: number, locale: Locale) {
  const names = (addresses: ConversationEmail['to']) => {
    const first = addresses.slice(0, NAMED_RECIPIENTS).map(fullAddress).join(', ');
    return addresses.length > NAMED_RECIPIENTS ? `${first} +${addresses.length - NAMED_RECIPIENTS}` : first;
  };
  const sender = email.from[0] ? fullAddress(email.from[0]) : senderName([], locale);
  const at = { time: email.receivedAt, style: 'dateTime' as const };
  return [
    say(locale, 'pages.read.from', { sender: { strong: sender } }),
    ...(email.to.length > 0 ? [say(locale, 'pages.read.to', { names: names(email.to) })] : []),
    ...(email.cc.length > 0 ? [say(locale, 'pages.read.cc', { names: names(email.cc) })] : []),
    say(locale, 'pages.read.position', { position: place, count: view.emails.length, at }),
  ];
}

/** What the sender wrote first, then what was quoted, in pieces that fit a page. */
function partsOf(email: ConversationEmail, locale: Locale): string[] {
  const quoted = email.quotedText ? `\n\n${words(locale, 'pages.read.quoted')}\n${email.quotedText}` : '';
  const text = `${email.ownText || email.text}${quoted}` || words(locale, 'card.noText');
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const head = rest.length > PART_LENGTH ? rest.slice(0, splitAt(rest)) : rest;
    parts.push(head);
    rest = rest.slice(head.length);
  }
  return parts;
}

/** At the end of a line if there is one near, never inside a character. */
function splitAt(text: string): number {
  const line = text.lastIndexOf('\n', PART_LENGTH);
  if (line > PART_LENGTH / 2) return line + 1;
  const code = text.charCodeAt(PART_LENGTH - 1);
  return code >= 0xd800 && code < 0xdc00 ? PART_LENGTH - 1 : PART_LENGTH;
}
