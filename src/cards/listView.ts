import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import { qualificationLabel } from '../lookups/qualifications';
import type { ListedConversation } from '../ports/rows';
import type { Card, Piece } from '../ui/card';
import type { Text } from '../ui/text';
import { actionButton, type CardButton } from './buttons';
import { senderName, shownSubject } from './sender';
import { stateLine } from './stateLine';

/** A list of conversations, each with its next sensible button. */
export function listCard(
  title: Text,
  rows: ListedConversation[],
  total: number,
  personId: string,
  locale: Locale,
): Card {
  const pieces: Piece[] = [{ kind: 'heading', text: title }, ...listPieces(rows, total, personId, locale)];
  return { summary: words(locale, 'pages.list.count', { count: total }), pieces };
}

export function listPieces(
  rows: ListedConversation[],
  total: number,
  personId: string,
  locale: Locale,
): Piece[] {
  if (rows.length === 0) return [{ kind: 'text', text: say(locale, 'pages.list.empty') }];
  const pieces: Piece[] = rows.map((row) => listRow(row, personId, locale));
  if (total > rows.length) {
    pieces.push({ kind: 'context', items: [say(locale, 'pages.list.more', { count: total - rows.length })] });
  }
  return pieces;
}

function listRow(row: ListedConversation, personId: string, locale: Locale): Piece {
  const owner = row.ownerName ? { name: row.ownerName } : null;
  const detail = {
    state: { text: stateLine({ conversation: row, owner }, locale) },
    sender: senderName(row.sender ? [row.sender] : [], locale),
    at: { time: row.newestEmailAt ?? row.lastActivityAt, style: 'relative' as const },
  };
  const next: CardButton = row.ownerId === personId ? 'resolve' : row.ownerId === null ? 'take' : 'read';
  // In a list nothing stands out: every row has its button.
  const { style: _none, ...button } = actionButton(row.status === 'resolved' ? 'read' : next, row, locale);
  return {
    kind: 'row',
    text: say(locale, 'pages.list.line', {
      number: { strong: `#${row.number}` },
      subject: shownSubject(row.subject, locale),
    }),
    detail: row.qualification
      ? say(locale, 'pages.list.detailQualified', {
          ...detail,
          qualification: qualificationLabel(row.qualification),
        })
      : say(locale, 'pages.list.detail', detail),
    button,
    menu: (['read', 'history', 'more'] as const)
      .filter((name) => name !== button.action)
      .map((name) => actionButton(name, row, locale)),
  };
}
