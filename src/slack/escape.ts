import { excerpt } from '../email/excerpt';

const ELLIPSIS = '…';
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const LONE_SURROGATES = /\p{Cs}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What JSON and Slack take without complaint: no control characters but line breaks and tabs, no half characters. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(LONE_SURROGATES, '\ufffd');
}

/**
 * Text as Slack's mrkdwn and `text` fields want it: without this `<!channel>` in an email would call everybody.
 * @param max length of the escaped text; what is longer ends in an ellipsis, cut between graphemes and never inside
 *   an entity.
 */
export function escaped(text: string, max = Number.POSITIVE_INFINITY): string {
  const clean = printableStart(text, max);
  return escapeAll(keptUnits(clean, max) === clean.length ? clean : cut(clean, fitting(clean, max)));
}

/**
 * The same of the beginning alone: subjects of ten thousand characters become labels of seventy-five. Still longer
 * than `max` when the text is, so that the cut shows.
 */
function printableStart(text: string, max: number): string {
  const enough = max * 4 + 1_000;
  if (text.length <= enough) return printable(text);
  const start = printable(text.slice(0, enough));
  return start.length > max ? start : start + ELLIPSIS.repeat(max + 1 - start.length);
}

function escapeAll(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** How many units from the beginning fit into `max` once they are escaped. */
function keptUnits(text: string, max: number): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length += ENTITIES[text[at]!]?.length ?? 1;
    if (length > max) return at;
  }
  return text.length;
}

/** The same with room for the ellipsis: how long the excerpt may be. */
function fitting(text: string, max: number): number {
  return keptUnits(text, max - ELLIPSIS.length) + ELLIPSIS.length;
}

/** Looking for the end of a grapheme costs time for every character before it: only the end of long text is looked at. */
const TAIL = 400;

/** Literal text at most so long, cut between graphemes with an ellipsis. */
export function cut(text: string, max: number): string {
  const clean = printableStart(text, max);
  if (clean.length <= max || max <= TAIL) return excerpt(clean, max);
  const start = max - TAIL;
  return clean.slice(0, start) + excerpt(clean.slice(start, max + TAIL), TAIL);
}

/**
 * Whether mrkdwn would show this text otherwise than letter by letter: emphasis, code, emoji names, quotes, lists
 * of entities. Underscores inside words are letters to Slack too.
 */
export function readsAsMarkup(text: string): boolean {
  return /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:[\w+'-]+:|^\s*>/mu.test(text);
}

/** For the notification line, which has no literal form: emoji names stay words. */
export function withoutEmojiNames(text: string): string {
  return text.replace(/:(?=[\w+'-]+:)/g, ':\u2060');
}
