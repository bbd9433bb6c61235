import { excerpt } from '../email/excerpt';

export const ELLIPSIS = '…';
const LONE_SURROGATES = /\p{Cs}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What JSON and chat take without complaint: no control characters but line breaks and tabs, no half characters. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(LONE_SURROGATES, '\ufffd');
}

/**
 * The same of the beginning alone: subjects of ten thousand characters become labels of seventy-five. Still longer
 * than `max` when the text is, so that the cut shows.
 */
export function printableStart(text: string, max: number): string {
  const enough = max * 4 + 1_000;
  if (text.length <= enough) return printable(text);
  const start = printable(text.slice(0, enough));
  return start.length > max ? start : start + ELLIPSIS.repeat(max + 1 - start.length);
}

/** Looking for the end of a grapheme costs time for every character before it: only the end of long text is looked at. */
const TAIL = 400;

/** Literal text at most so long (UTF-16 units), cut between graphemes with an ellipsis. */
export function cut(text: string, max: number): string {
  const clean = printableStart(text, max);
  if (clean.length <= max || max <= TAIL) return excerpt(clean, max);
  const start = max - TAIL;
  return clean.slice(0, start) + excerpt(clean.slice(start, max + TAIL), TAIL);
}

export function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}
