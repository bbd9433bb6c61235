import type { Locale } from '../locales/locale';
import { words } from '../locales/say';

/** The few sentences that the adapter says by itself, because only it knows that they are needed. */
export interface Words {
  locale: Locale;
  title: string;
  close: string;
  done: string;
  tooLate: string;
  stillWorking: string;
  openHere: string;
  notFromHere: string;
}

export function ownWords(locale: Locale): Words {
  return {
    locale,
    title: words(locale, 'pages.title'),
    close: words(locale, 'pages.close'),
    done: words(locale, 'pages.done'),
    tooLate: words(locale, 'pages.tooLate'),
    stillWorking: words(locale, 'teams.stillWorking'),
    openHere: words(locale, 'teams.openHere'),
    notFromHere: words(locale, 'teams.notFromHere'),
  };
}
