import type { Locale } from '../locales/locale';
import { words } from '../locales/say';

/** The few sentences that the adapter says by itself, because only it knows that they are needed. */
export interface Words {
  title: string;
  close: string;
  loading: string;
  stillWorking: string;
  done: string;
  tooLate: string;
}

export function ownWords(locale: Locale): Words {
  return {
    title: words(locale, 'pages.title'),
    close: words(locale, 'pages.close'),
    loading: words(locale, 'pages.loading'),
    stillWorking: words(locale, 'pages.stillWorking'),
    done: words(locale, 'pages.done'),
    tooLate: words(locale, 'pages.tooLate'),
  };
}
