import i18next from 'i18next';
import { type Text, type TimeStyle, wordsOf } from '../ui/text';
import { en } from './en';
import { fr } from './fr';
import type { Locale } from './locale';

type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${WithoutPlural<K>}` : Leaves<T[K], `${Path}${K}.`>;
}[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** Every sentence that Postroom can say, as a dotted path into the catalogue. */
export type Sentence = Leaves<typeof en>;

/** What fills a `{{place}}` of a sentence. Only `count` chooses between singular and plural. */
export type Param =
  | string
  | number
  | { time: string; style: TimeStyle }
  | { strong: string }
  | { text: Text };
export type Params = Record<string, Param>;

const catalogue = i18next.createInstance();
catalogue.init({
  initAsync: false,
  fallbackLng: 'en',
  resources: { en: { translation: en }, fr: { translation: fr } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Stands for a parameter while the sentence is put together, so that nothing inside a parameter is ever read as a sentence. */
const slot = (index: number) => `⟦${index}⟧`;

/** A sentence in the person's language. Parameters are inserted as they are: never interpreted, never markup. */
export function say(locale: Locale, sentence: Sentence, params: Params = {}): Text {
  const names = Object.keys(params);
  const slots: Record<string, string | number> = {};
  names.forEach((name, index) => {
    const value = params[name];
    slots[name] = name === 'count' && typeof value === 'number' ? value : slot(index);
  });
  const filled = (source: string): Text =>
    source.split(/⟦(\d+)⟧/).flatMap((part, index): Text => {
      if (index % 2 === 0) return part === '' ? [] : [{ kind: 'text', text: part }];
      return spansOf(params[names[Number(part)]!]!, locale);
    });
  // A command stands in double brackets: how it begins is a matter of the platform.
  const parts = catalogue.t(sentence, { ...slots, lng: locale }).split(/\[\[(.+?)\]\]/);
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? filled(part) : [{ kind: 'command', text: wordsOf(filled(part)) }],
  );
}

/** The same as bare words: labels, titles, file names, notification lines. */
export function words(locale: Locale, sentence: Sentence, params: Params = {}): string {
  return wordsOf(say(locale, sentence, params));
}

function spansOf(param: Param, locale: Locale): Text {
  if (typeof param === 'string') return [{ kind: 'text', text: param }];
  if (typeof param === 'number') return [{ kind: 'text', text: String(param) }];
  if ('strong' in param) return [{ kind: 'strong', text: param.strong }];
  if ('text' in param) return param.text;
  return [{ kind: 'time', at: param.time, style: param.style, fallback: timeWords(param.time, locale) }];
}

/** For places that cannot show the reader's own time zone. */
function timeWords(at: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(at))} UTC`;
}
