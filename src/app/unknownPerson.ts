import { displayText } from '../email/displayText';
import type { Locale } from '../locales/locale';
import { say } from '../locales/say';
import type { Profile } from '../ports/profiles';
import type { Tx } from '../ports/store';
import type { Card } from '../ui/card';
import type { Reply } from '../ui/reply';
import type { ChatUser, Request } from '../ui/request';
import { type Text, wordsOf } from '../ui/text';
import type { App } from './app';
import { redrawHomes } from './redrawHomes';

/** The longest that an address can be (RFC 5321). */
const LONGEST_ADDRESS = 254;
const LONGEST_NAME = 120;

/**
 * An account that nobody knows is refused everything. When it may be somebody's, the administrators are asked, and the
 * account is told that they were: not whom they were asked about.
 */
export async function answerUnknown(app: App, request: Request): Promise<Reply> {
  if (request.kind === 'options') return { kind: 'options', options: [] };
  // Platforms look at cards by themselves: that is nobody who asks.
  if (request.kind === 'redraw') {
    return { kind: 'notice', tone: 'refusal', text: say('en', 'refusals.unknownPerson') };
  }
  const profile = await app.profileOf(request.from);
  const asked = await app.store.transaction((tx) => askAdmins(app, tx, request.from, profile));
  const locale = profile?.locale ?? 'en';
  if (request.kind !== 'home') {
    const text = say(locale, asked ? 'refusals.unknownAsked' : 'refusals.unknownPerson');
    return { kind: 'notice', tone: 'refusal', text };
  }
  const text = say(locale, 'refusals.unknownAsked');
  return { kind: 'card', card: asked ? sentenceCard(text) : homeOfUnknown(request.from.user, locale) };
}

/** The Home of an account that belongs to nobody. */
export function homeOfUnknown(user: string, locale: Locale): Card {
  return sentenceCard(say(locale, 'pages.home.unknown', { user }));
}

function sentenceCard(text: Text): Card {
  return { summary: wordsOf(text), pieces: [{ kind: 'text', text }] };
}

/** @returns whether administrators have been asked about this account, now or before, and have not decided yet. */
async function askAdmins(app: App, tx: Tx, account: ChatUser, profile: Profile | null): Promise<boolean> {
  const before = await tx.accounts.proposalOf(account);
  if (before) return before.decision === null;
  const shown = profile && shownBy(profile);
  const proposal = shown && (await tx.accounts.propose(account, shown, app.clock.now().toISOString()));
  if (!proposal) return false;
  await redrawHomes(tx, proposal.workspaceId);
  return true;
}

/** An address that cannot be shown as it is stands for nobody: whoever decides must see what was compared. */
function shownBy({ name, email }: Profile): { name: string; email: string } | null {
  const address = email?.trim() ?? '';
  if (address === '' || displayText(address, LONGEST_ADDRESS) !== address || looksLikeAnother(address))
    return null;
  return { name: displayText(name, LONGEST_NAME) || address, email: address };
}

/** Letters such as the Kelvin sign become another alphabet's when capitals are set aside, as addresses are compared. */
function looksLikeAnother(address: string): boolean {
  return [...address].some((letter) => letter > '\u007f' && letter.toLowerCase() < '\u0080');
}
