import type { CommandWord } from '../ui/request';
import { plainWords } from './slackWords';

/** A quote, and what closes it. */
const QUOTES: Record<string, string> = { '"': '"', '«': '»', '“': '”', '„': '“' };

/**
 * The words behind a slash command. `<@U1|ada>` becomes `{ user: 'U1' }`; what stands in quotes ("…", «…», “…”)
 * is one word; the rest is divided at blanks. A quote that is never closed is a letter like any other.
 */
export function commandWords(text: string): CommandWord[] {
  const words: CommandWord[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const [word, length] = firstWord(rest);
    words.push(word);
    rest = rest.slice(length).trimStart();
  }
  return words;
}

function firstWord(text: string): [CommandWord, number] {
  const mention = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text);
  if (mention) return [{ user: mention[1]! }, mention[0].length];
  const closing = QUOTES[text[0]!];
  const end = closing === undefined ? -1 : text.indexOf(closing, 1);
  if (end > 0) return [asTyped(text.slice(1, end)).trim(), end + 1];
  // A link such as `<mailto:…|…>` is one word even though its label may hold a blank.
  const word = /^(?:<[^<>]*>|[^\s<]|<)+?(?=\s|<@|$)/u.exec(text)?.[0] ?? text;
  return [asTyped(word), word.length];
}

function asTyped(text: string): string {
  return plainWords(text, (user) => user);
}
