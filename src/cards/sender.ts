import { displayText } from '../email/displayText';
import type { Address } from '../email/parsedEmail';
import type { Locale } from '../locales/locale';
import { words } from '../locales/say';

/** How a sender is called in a sentence: the name, else the address. */
export function senderName(from: Address[], locale: Locale): string {
  const first = from[0];
  if (!first) return words(locale, 'card.unknownSender');
  return displayText(first.name, 80) || displayText(first.address, 120);
}

/** Name and address, for headers of an email. */
export function fullAddress({ name, address }: Address): string {
  const shown = displayText(name, 120);
  return shown ? `${shown} <${displayText(address, 254)}>` : displayText(address, 254);
}

export function shownSubject(subject: string, locale: Locale, length = 150): string {
  return displayText(subject, length) || words(locale, 'card.noSubject');
}
