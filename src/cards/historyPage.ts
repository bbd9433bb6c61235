import type { Conversation } from '../domain/conversation';
import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { Button, Piece } from '../ui/card';
import type { Form } from '../ui/form';
import type { Text } from '../ui/text';
import { pageForm } from './page';

export const HISTORY_PAGE = 25;

/** The history as sentences, newest page first, in the order in which things happened. */
export function historyPage(
  conversation: Conversation,
  lines: { at: string; text: Text }[],
  page: number,
  nonce: string,
  locale: Locale,
): Form {
  const pages = Math.max(1, Math.ceil(lines.length / HISTORY_PAGE));
  const shown = Math.min(Math.max(page, 1), pages);
  const end = lines.length - (pages - shown) * HISTORY_PAGE;
  const intro: Piece[] = lines.slice(Math.max(0, end - HISTORY_PAGE), end).map(({ at, text }) => ({
    kind: 'text',
    text: say(locale, 'pages.history.line', { at: { time: at, style: 'dateTime' }, sentence: { text } }),
  }));
  if (pages > 1) {
    const turn = (sentence: 'older' | 'newer', to: number): Button => ({
      action: 'historyPage',
      label: words(locale, `pages.history.${sentence}`),
      input: { conversation: conversation.id, page: to },
      opens: 'page',
    });
    intro.push({ kind: 'context', items: [say(locale, 'pages.history.page', { page: shown, pages })] });
    intro.push({
      kind: 'buttons',
      buttons: [
        ...(shown > 1 ? [turn('older', shown - 1)] : []),
        ...(shown < pages ? [turn('newer', shown + 1)] : []),
      ],
    });
  }
  const title = words(locale, 'pages.history.title', { number: `#${conversation.number}` });
  return pageForm(title, intro, 'history', conversation, nonce, locale);
}

/** The page on which the newest events are. */
export function lastHistoryPage(events: number): number {
  return Math.max(1, Math.ceil(events / HISTORY_PAGE));
}
