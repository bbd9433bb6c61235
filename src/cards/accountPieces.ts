import type { Locale } from '../locales/locale';
import { type Params, say, words } from '../locales/say';
import type { Account, Proposal } from '../ports/accounts';
import type { Button, Piece } from '../ui/card';
import { platformName } from '../ui/platformName';
import { plain } from '../ui/text';

/** The accounts that ask to be somebody, each with what an administrator can say to it. */
export function accountsToConfirm(
  { rows, total }: { rows: Proposal[]; total: number },
  mayConfirm: (proposal: Proposal) => boolean,
  locale: Locale,
): Piece[] {
  if (rows.length === 0) return [];
  const more = total - rows.length;
  return [
    { kind: 'divider' },
    { kind: 'heading', text: say(locale, 'pages.accounts.title') },
    ...rows.flatMap((proposal): Piece[] => {
      const confirming = mayConfirm(proposal);
      return [
        {
          kind: 'row',
          text: say(locale, 'pages.accounts.says', {
            ...paramsOf(proposal),
            name: { strong: proposal.name },
            person: { strong: proposal.personName },
          }),
          detail: confirming
            ? say(locale, 'pages.accounts.asked', { at: { time: proposal.askedAt, style: 'dateTime' } })
            : say(locale, 'pages.accounts.own'),
        },
        {
          kind: 'buttons',
          buttons: [...(confirming ? [confirm(proposal, locale)] : []), refuse(proposal, locale)],
        },
      ];
    }),
    ...(more > 0
      ? [{ kind: 'context' as const, items: [say(locale, 'pages.accounts.more', { count: more })] }]
      : []),
  ];
}

/** Under which accounts somebody is known: a small line, so that they see when one is missing or strange. */
export function knownAs(accounts: Pick<Account, 'platform' | 'handle'>[], locale: Locale): Piece[] {
  if (accounts.length === 0) return [];
  const named = accounts.map(
    ({ platform, handle }) => `${platformName(platform)}${handle ? ` (@${handle})` : ''}`,
  );
  return [
    {
      kind: 'context',
      items: [say(locale, 'pages.accounts.mine', { accounts: { text: plain(named.join(', ')) } })],
    },
  ];
}

function confirm(proposal: Proposal, locale: Locale): Button {
  return {
    action: 'confirmAccount',
    label: words(locale, 'pages.accounts.confirm'),
    input: { proposal: proposal.id },
    opens: 'nothing',
    confirm: {
      title: words(locale, 'pages.accounts.sure'),
      text: words(locale, 'pages.accounts.sureText', paramsOf(proposal)),
      yes: words(locale, 'pages.accounts.confirm'),
      no: words(locale, 'pages.accounts.cancel'),
    },
  };
}

function refuse(proposal: Proposal, locale: Locale): Button {
  return {
    action: 'refuseAccount',
    label: words(locale, 'pages.accounts.refuse'),
    input: { proposal: proposal.id },
    opens: 'nothing',
    confirm: {
      title: words(locale, 'pages.accounts.refuseSure'),
      text: words(locale, 'pages.accounts.refuseText', paramsOf(proposal)),
      yes: words(locale, 'pages.accounts.refuse'),
      no: words(locale, 'pages.accounts.cancel'),
    },
  };
}

function paramsOf({ name, email, platform, personName }: Proposal): Params {
  return { name, email, platform: platformName(platform), person: personName };
}
