/**
 * Makes other people's text safe to store and to show. Three strengths: `wellFormed` (what Postgres accepts),
 * `cleanText` (a body: lines stay), `displayText` (a header: one line).
 */
import { excerpt } from './excerpt';

const LONE_SURROGATES = /\p{Cs}/gu;
/** Overrides, embeddings, isolates and marks: they make `gpj.exe` read as `exe.jpg`. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Invisible fillers, as used to pad previews and to break up words for filters. */
const INVISIBLE = /\u034f|[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/g;
/** One joiner inside a word or an emoji is spelling; several, or one at an edge, are padding. */
const LOOSE_JOINERS = /[\u200c\u200d]{2,}|(?<=^|\s)[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)/g;
/** Tag characters spell only the flags that follow a black flag; elsewhere they smuggle hidden text. */
const LOOSE_TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,10})[\u{e0000}-\u{e007f}]+/gu;
/** More marks on one letter than any language stacks. */
const MARK_FLOOD = /(\p{M}{8})\p{M}+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROLS_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * The same text without NUL, with lone surrogates replaced, at most `maxChars` UTF-16 units (cut between code
 * points): Postgres and JSON accept it.
 */
export function wellFormed(text: string, maxChars = Number.POSITIVE_INFINITY): string {
  const bounded = text.length > maxChars ? text.slice(0, maxChars) : text;
  const cutPair = bounded.length < text.length && /[\ud800-\udbff]$/.test(bounded);
  return (cutPair ? bounded.slice(0, -1) : bounded).replaceAll('\0', '').replace(LONE_SURROGATES, '\ufffd');
}

function withoutTricks(text: string): string {
  return text
    .replace(BIDI, '')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINERS, '')
    .replace(LOOSE_TAGS, '')
    .replace(MARK_FLOOD, '$1');
}

/** A body as readable lines: `\n` only, no control or bidi characters, never more than one empty line in a row. */
export function cleanText(text: string, maxChars: number): string {
  const lines = wellFormed(text, maxChars)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS_BUT_LINES, '');
  return trimLineEnds(withoutTricks(lines))
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** A loop, because `/\s+$/gm` is quadratic on a long run of blanks. */
function trimLineEnds(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/**
 * A header's text, safe to show on one line: no control, bidi or invisible characters, blanks collapsed, at most
 * `maxChars` UTF-16 units (cut on a grapheme, with an ellipsis). Accents and emoji sequences stay as they are.
 */
export function displayText(text: string, maxChars: number): string {
  const bounded = wellFormed(text, maxChars * 4);
  return excerpt(withoutTricks(bounded.replace(CONTROLS, ' ')).replace(/\s+/g, ' ').trim(), maxChars);
}
