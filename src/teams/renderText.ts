import { cut, printable } from '../ui/cut';
import { isWebLink } from '../ui/safeLink';
import { type Span, spanWords, type Text, wordsOf } from '../ui/text';
import type { Element, TextRun } from './cardJson';
import { inert, readsAsMarkdown } from './escape';
import { limits } from './limits';

export type Look = Pick<TextRun, 'size' | 'color' | 'isSubtle' | 'weight'>;

/**
 * Sentences as text runs, which know no Markdown: every letter stays a letter. Times are shown in the reader's zone;
 * clients fill the macros in text runs as they do in text blocks (the web renderer and the mobile ones, seen in their
 * source). Spans that look alike share a run: a list of thirty lines has to fit a card.
 * @param max of all the words together, UTF-16 units.
 */
export function textRuns(text: Text, max: number, look: Look = {}): TextRun[] {
  const runs: { words: string[]; span: Span }[] = [];
  let room = max;
  for (const span of text) {
    const whole = printable(spanWords(span));
    if (whole === '') continue;
    const words = cut(whole, room);
    const time = span.kind === 'time' && words === whole ? timeMacro(span) : null;
    const last = runs.at(-1);
    if (words !== '') {
      if (last && looksAlike(last.span, span)) addTo(last.words, words, time);
      else runs.push({ words: time ? ['', time] : [words], span });
    }
    if (words !== whole) break;
    room -= words.length;
  }
  return runs.map(({ words, span }) => runOf(words, span, look));
}

/** Words and macros by turns, words first. Words that meet are made harmless together. */
function addTo(turns: string[], words: string, time: string | null): void {
  if (time !== null) turns.push(...(turns.length % 2 === 0 ? ['', time] : [time]));
  else if (turns.length % 2 === 0) turns.push(words);
  else turns[turns.length - 1] += words;
}

function looksAlike(one: Span, other: Span): boolean {
  if (one.kind === 'link' || other.kind === 'link') return false;
  return (one.kind === 'strong') === (other.kind === 'strong');
}

function runOf(turns: string[], span: Span, look: Look): TextRun {
  return {
    type: 'TextRun',
    text: turns.map((part, n) => (n % 2 === 0 ? inert(part) : part)).join(''),
    ...look,
    ...(span.kind === 'strong' && { weight: 'Bolder' as const }),
    ...(span.kind === 'link' &&
      isWebLink(span.url) && { selectAction: { type: 'Action.OpenUrl', url: span.url } as const }),
  };
}

/** Teams knows no relative times: the day and time in the reader's zone say more than our words in UTC. */
function timeMacro(span: Extract<Span, { kind: 'time' }>): string | null {
  const ms = Date.parse(span.at);
  if (Number.isNaN(ms) || ms < 0 || ms > 253_402_300_799_000) return null;
  const at = `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const date = `{{DATE(${at}, SHORT)}}`;
  const time = `{{TIME(${at})}}`;
  switch (span.style) {
    case 'time':
      return time;
    case 'date':
      return date;
    default:
      return `${date} ${time}`;
  }
}

/** @returns null when there would be nothing to see. */
export function richText(text: Text, max: number, look: Look = {}): Element | null {
  const inlines = textRuns(text, max, look);
  return inlines.length > 0 ? { type: 'RichTextBlock', inlines } : null;
}

/** A heading that screen readers announce as one, unless its words mean something in Markdown. */
export function headingElement(text: Text): Element | null {
  // Browsers draw several blanks as one; an en space keeps the parts of a heading apart.
  const words = cut(wordsOf(text), limits.headingText.max)
    .trim()
    .replace(/ {2,}/g, '\u2002')
    .replace(/[\n\t]+/g, ' ');
  if (words === '') return null;
  if (readsAsMarkdown(words))
    return richText([{ kind: 'text', text: words }], words.length, { size: 'Medium', weight: 'Bolder' });
  return {
    type: 'TextBlock',
    text: inert(words),
    size: 'Medium',
    weight: 'Bolder',
    wrap: true,
    style: 'heading',
  };
}
