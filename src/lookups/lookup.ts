import type { Refusal } from '../domain/refusal';
import type { Mailbox } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Option } from '../ui/card';

/** One source of choices: what a form offers while a person types, and what words in a command mean. */
export interface Lookup {
  /** At most `limit` choices that fit what was typed, best first; everything when nothing was typed. */
  options(tx: Tx, mailbox: Mailbox, typed: string, limit: number): Promise<Option[]>;
  /** The one choice that these words of a command name. */
  named(tx: Tx, mailbox: Mailbox, words: string): Promise<{ value: string } | Refusal>;
}

/** For comparing what people type: no accents, no case, no outer spaces. */
export function folded(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()
    .trim();
}

/** Best first: equal, begins with it, a word of it begins with it, contains it. Others are left out. */
export function fitting<T>(items: T[], typed: string, textsOf: (item: T) => string[]): T[] {
  const wanted = folded(typed);
  if (wanted === '') return items;
  const rank = (item: T) => Math.min(...textsOf(item).map((text) => rankOf(folded(text), wanted)));
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((ranked) => ranked.rank < 4)
    .sort((one, other) => one.rank - other.rank)
    .map((ranked) => ranked.item);
}

function rankOf(text: string, wanted: string): number {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.split(/[\s@._-]+/).some((word) => word.startsWith(wanted))) return 2;
  return text.includes(wanted) ? 3 : 4;
}

/** The one item that is meant: the only equal one, else the only fitting one. */
export function theOne<T>(items: T[], typed: string, textsOf: (item: T) => string[]): T[] {
  const equal = items.filter((item) => textsOf(item).some((text) => folded(text) === folded(typed)));
  return equal.length > 0 ? equal : fitting(items, typed, textsOf);
}
