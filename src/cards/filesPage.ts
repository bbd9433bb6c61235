import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { Links } from '../ports/links';
import type { ConversationEmail, StoredAttachment } from '../ports/rows';
import type { Button, Piece } from '../ui/card';
import type { Form } from '../ui/form';
import { plain, type Text } from '../ui/text';
import type { ConversationView } from './conversationView';
import { fileSize } from './fileSize';
import { isKept, shownFiles } from './files';
import { pageForm } from './page';
import { senderName } from './sender';

/** Each brings an address of its own: more would not fit into a card. */
const PAGE = 15;

/**
 * The attachments of a conversation, or of one of its emails, each with a link for this one person.
 * @param emailId null: of all emails, the newest first.
 */
export function filesPage(
  view: ConversationView,
  emailId: string | null,
  page: number,
  viewer: { personId: string; locale: Locale; nonce: string },
  links: Links,
): Form {
  const { conversation } = view;
  const { locale } = viewer;
  const emails = view.emails.filter((email) => emailId === null || email.id === emailId).reverse();
  const all = emails.flatMap((email) => shownFiles(email).map((file) => ({ email, file })));
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const shown = Math.min(Math.max(page, 1), pages);
  const link = (email: ConversationEmail, { index }: StoredAttachment) =>
    links.attachment({
      personId: viewer.personId,
      conversationId: conversation.id,
      emailId: email.id,
      index,
    });

  const intro: Piece[] = [];
  let before: ConversationEmail | null = null;
  let linked = false;
  for (const { email, file } of all.slice((shown - 1) * PAGE, shown * PAGE)) {
    if (email !== before) intro.push(...headingOf(email, emails.length > 1, locale));
    before = email;
    const url = isKept(email, file) ? link(email, file) : null;
    linked ||= url !== null;
    intro.push({ kind: 'text', text: lineOf(email, file, url, locale) });
  }
  const leftOut = emails.reduce((count, email) => count + email.attachmentsLeftOut, 0);
  if (leftOut > 0 && shown === pages) {
    intro.push({
      kind: 'context',
      items: [say(locale, 'card.warnings.attachmentsLeftOut', { count: leftOut })],
    });
  }
  if (pages > 1) intro.push(...turning(conversation.id, emailId, shown, pages, locale));
  const title = words(locale, 'pages.files.title', { number: `#${conversation.number}` });
  const above = say(
    locale,
    all.length === 0 ? 'pages.files.none' : linked ? 'pages.files.intro' : 'pages.files.noAddress',
    { count: links.minutes },
  );
  const pieces: Piece[] = [{ kind: 'text', text: above }, ...intro];
  return pageForm(title, pieces, 'files', conversation, viewer.nonce, locale);
}

/** Opens the page of one email's attachments. */
export function filesButton(conversationId: string, emailId: string, locale: Locale): Button {
  return {
    action: 'files',
    label: words(locale, 'card.thread.openFiles'),
    input: { conversation: conversationId, email: emailId },
    opens: 'page',
  };
}

function headingOf(email: ConversationEmail, several: boolean, locale: Locale): Piece[] {
  if (!several) return [];
  const sender = { strong: senderName(email.from, locale) };
  const at = { time: email.receivedAt, style: 'dateTime' as const };
  return [{ kind: 'divider' }, { kind: 'text', text: say(locale, 'card.thread.emailFrom', { sender, at }) }];
}

function lineOf(email: ConversationEmail, file: StoredAttachment, url: string | null, locale: Locale): Text {
  const name: Text = url ? [{ kind: 'link', text: file.fileName, url }] : plain(file.fileName);
  const params = { name: { text: name }, size: fileSize(file.size, locale) };
  if (!isKept(email, file)) return say(locale, 'pages.files.notKept', params);
  return say(locale, file.risky ? 'pages.files.risky' : 'pages.files.line', params);
}

function turning(
  conversationId: string,
  emailId: string | null,
  page: number,
  pages: number,
  locale: Locale,
): Piece[] {
  const turn = (sentence: 'previous' | 'next', to: number): Button => ({
    action: 'files',
    label: words(locale, `pages.files.${sentence}`),
    input: { conversation: conversationId, ...(emailId && { email: emailId }), page: to },
    opens: 'page',
  });
  return [
    { kind: 'context', items: [say(locale, 'pages.history.page', { page, pages })] },
    {
      kind: 'buttons',
      buttons: [
        ...(page > 1 ? [turn('previous', page - 1)] : []),
        ...(page < pages ? [turn('next', page + 1)] : []),
      ],
    },
  ];
}
