import { type Locale, locales } from '../locales/locale';
import { say, words } from '../locales/say';
import type { Account, Proposal } from '../ports/accounts';
import type { ListedConversation, Mailbox } from '../ports/rows';
import type { Card, Piece } from '../ui/card';
import { plain } from '../ui/text';
import { accountsToConfirm, knownAs } from './accountPieces';
import { listPieces } from './listView';

export interface HomeContent {
  personId: string;
  mailboxes: Mailbox[];
  /** The mailbox that was chosen; null = all. */
  chosen: string | null;
  counters: { open: number; mine: number; unassigned: number | null };
  queue: { rows: ListedConversation[]; total: number };
  /** What nobody owns, for those who see it. */
  unassigned: { rows: ListedConversation[]; total: number } | null;
  /** Whether the bot tells this person privately what concerns them. */
  notices: boolean;
  /** Under which this person is known. */
  accounts: Pick<Account, 'platform' | 'handle'>[];
  /** Accounts that ask to be somebody; null for those who do not decide about them. */
  toConfirm: { rows: Proposal[]; total: number; mayConfirm: (proposal: Proposal) => boolean } | null;
}

/** The value of the picker's first choice: Slack refuses an empty one. */
export const ALL_MAILBOXES = 'all';

/** App Home: mailbox picker, counters, what waits for this person, and what waits for anybody. */
export function homeCard(home: HomeContent, locale: Locale): Card {
  const { counters } = home;
  const pieces: Piece[] = [{ kind: 'heading', text: say(locale, 'pages.home.title') }];
  if (home.mailboxes.length === 0) {
    pieces.push({ kind: 'text', text: say(locale, 'pages.home.none') });
  } else {
    pieces.push(
      {
        kind: 'picker',
        name: 'mailbox',
        label: words(locale, 'pages.home.mailbox'),
        options: [
          { value: ALL_MAILBOXES, label: words(locale, 'pages.home.allMailboxes') },
          ...home.mailboxes.map(({ id, name }) => ({ value: id, label: name })),
        ],
        chosen: home.chosen ?? ALL_MAILBOXES,
      },
      {
        kind: 'fields',
        fields: [
          { label: words(locale, 'pages.home.open'), value: plain(String(counters.open)) },
          { label: words(locale, 'pages.home.mine'), value: plain(String(counters.mine)) },
          ...(counters.unassigned === null
            ? []
            : [{ label: words(locale, 'pages.home.unassigned'), value: plain(String(counters.unassigned)) }]),
        ],
      },
      { kind: 'divider' },
      { kind: 'heading', text: say(locale, 'pages.home.queue') },
      ...(home.queue.rows.length === 0
        ? [{ kind: 'text' as const, text: say(locale, 'pages.home.queueEmpty') }]
        : listPieces(home.queue.rows, home.queue.total, home.personId, locale)),
    );
    if (home.unassigned && home.unassigned.rows.length > 0) {
      pieces.push(
        { kind: 'divider' },
        { kind: 'heading', text: say(locale, 'pages.home.unassignedQueue') },
        ...listPieces(home.unassigned.rows, home.unassigned.total, home.personId, locale),
      );
    }
  }
  const { toConfirm } = home;
  if (toConfirm) pieces.push(...accountsToConfirm(toConfirm, toConfirm.mayConfirm, locale));
  pieces.push(
    { kind: 'divider' },
    {
      kind: 'picker',
      name: 'language',
      label: words(locale, 'pages.home.language'),
      options: locales.map((value) => ({ value, label: words(value, 'pages.home.languageName') })),
      chosen: locale,
    },
    {
      kind: 'picker',
      name: 'notices',
      label: words(locale, 'pages.home.notices'),
      options: (['on', 'off'] as const).map((value) => ({
        value,
        label: words(locale, `pages.home.notices_${value}`),
      })),
      chosen: home.notices ? 'on' : 'off',
    },
    ...knownAs(home.accounts, locale),
    { kind: 'context', items: [say(locale, 'pages.home.help')] },
  );
  return { summary: words(locale, 'pages.home.title'), pieces };
}
