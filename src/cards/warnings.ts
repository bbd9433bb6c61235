import type { Locale } from '../locales/locale';
import { say } from '../locales/say';
import type { ConversationEmail } from '../ports/rows';
import type { Text } from '../ui/text';

/** What a reader has to know about this email before believing it. */
export function emailWarnings(email: ConversationEmail | undefined, locale: Locale): Text[] {
  if (!email) return [];
  const warnings: Text[] = [];
  if (email.problem) warnings.push(say(locale, `card.warnings.notRead_${email.problem}`));
  if (email.fromHeaderCount > 1) warnings.push(say(locale, 'card.warnings.twoFrom'));
  if (email.sameIdAs) warnings.push(say(locale, 'card.warnings.sameId'));
  if (!email.trusted) warnings.push(say(locale, 'card.warnings.untrusted'));
  if (email.class === 'bounce') warnings.push(say(locale, 'card.warnings.bounce'));
  if (email.class === 'automatic') warnings.push(say(locale, 'card.warnings.automatic'));
  if (email.attachmentsLeftOut > 0) {
    warnings.push(say(locale, 'card.warnings.attachmentsLeftOut', { count: email.attachmentsLeftOut }));
  }
  return warnings;
}
