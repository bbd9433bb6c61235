import { commandWords as knownWords } from '../app/command';
import type { CommandWord } from '../ui/request';
import type { Piece } from './messageText';

/** A quote, and what closes it; Teams' clients write the curly ones by themselves. */
const QUOTES: Record<string, string> = { '"': '"', '«': '»', '“': '”', '„': '“' };

/**
 * The words of a message to the bot. Mentioned people become `{ user }`, the bot itself nothing; what stands in quotes
 * is one word; the rest is divided at blanks. A quote that is never closed is a letter like any other.
 * @param userOf the Entra object id behind `29:…`; null when Teams does not say: then the name counts as typed.
 */
export function commandWords(
  pieces: Piece[],
  bot: string,
  userOf: (mention: string) => string | null,
): CommandWord[] {
  return pieces.flatMap((piece): CommandWord[] => {
    if ('text' in piece) return divided(piece.text);
    const { id, name } = piece.mention;
    if (id === bot) return [];
    const user = userOf(id);
    return user === null ? divided(name) : [{ user }];
  });
}

/** Whether these words are meant for the bot, where people also talk to each other. Nothing at all asks for help. */
export function beginsCommand(words: CommandWord[]): boolean {
  const [first] = words;
  if (first === undefined) return true;
  if (typeof first !== 'string') return false;
  return knownWords.includes(first.toLowerCase()) || (words.length === 1 && /^#?\d{1,15}$/.test(first));
}

function divided(text: string): string[] {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const closing = QUOTES[rest[0]!];
    const end = closing === undefined ? -1 : rest.indexOf(closing, 1);
    const length = end > 0 ? end + 1 : /^\S+/u.exec(rest)![0].length;
    words.push(end > 0 ? rest.slice(1, end).trim() : rest.slice(0, length));
    rest = rest.slice(length).trimStart();
  }
  return words;
}
