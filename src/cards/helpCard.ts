import type { Locale } from '../locales/locale';
import { say, words } from '../locales/say';
import type { Card } from '../ui/card';
import { plain } from '../ui/text';

/** Every command with how it is written and what it does. */
export function helpCard(usages: { word: string; usage: string }[], locale: Locale): Card {
  return {
    summary: words(locale, 'pages.help.title'),
    pieces: [
      { kind: 'heading', text: say(locale, 'pages.help.title') },
      { kind: 'text', text: say(locale, 'pages.help.intro') },
      ...usages.map(({ word, usage }) => ({
        kind: 'text' as const,
        text: [
          { kind: 'command' as const, text: usage, strong: true },
          ...plain(` — ${words(locale, `pages.help.${word}` as 'pages.help.list')}`),
        ],
      })),
    ],
  };
}
