import { wellFormed } from './displayText';
import { limits } from './limits';

const MAX_HEADER_CHARS = 256 * 1024;

/**
 * The message ids in a Message-ID, In-Reply-To or References header, without <>, in order, without duplicates, at
 * most `limits.references` (the first and the newest ones are kept). Some senders forget the brackets: then words
 * with an @ count. Ids that are too long are left out, since a cut id could equal another.
 */
export function parseMessageIds(value: string): string[] {
  const text = value.slice(0, MAX_HEADER_CHARS);
  const bracketed = [...text.matchAll(/<([^<>]{1,2000})>/g)].map((match) => match[1] ?? '');
  const words =
    bracketed.length > 0 ? bracketed : text.split(/[\s,;<>]+/).filter((word) => word.includes('@'));
  // A folded id has a blank inside; the id does not.
  const ids = words.map((word) => wellFormed(word).replace(/[\s\p{Cc}]+/gu, ''));
  const distinct = [...new Set(ids)].filter((id) => id !== '' && id.length <= limits.idChars);
  if (distinct.length <= limits.references) return distinct;
  return [...distinct.slice(0, 1), ...distinct.slice(1 - limits.references)];
}

/** The Message-ID itself. Some senders leave out brackets and @; any single word will do. */
export function parseMessageId(value: string): string | null {
  const [id] = parseMessageIds(value);
  if (id) return id;
  const word = wellFormed(value).replace(/[<>]/g, '').trim();
  return word !== '' && word.length <= limits.idChars && !/\s/.test(word) ? word : null;
}
