import { cut, printable } from '../ui/cut';
import { isWebLink } from '../ui/safeLink';
import { type Span, spanWords, type Text, wordsOf } from '../ui/text';
import type { Element, TextRun } from './cardJson';
import { inert, readsAsMarkdown } from './escape';
import { limits } from './limits';

export type Look = Pick<TextRun, 'size' | 'color' | 'isSubtle' | 'weight'>;

/**
 * Sentences as text runs, which know no Markdown: every letter stays a letter, on every client. Times are shown in the
 * reader's zone; clients fill the macros in text runs as they do in text blocks (the web renderer and the mobile
 * ones, seen in their source).
 * @param max of all the words together, UTF-16 units.
 */
export function textRuns(text: Text, max: number, look: Look = {}): TextRun[] {
  const runs: TextRun[] = [];
  let room = max;
  for (const span of text) {
    const whole = printable(spanWords(span));
    if (whole === '') continue;
    const words = cut(whole, room);
    if (words !== whole) {
      if (words !== '') runs.push(run(inert(words), span, look));
      break;
    }
    room -= words.length;
    const time = span.kind === 'time' ? timeMacro(span) : null;
    runs.push(run(time ?? inert(words), span, look));
  }
  return runs;
}

function run(text: string, span: Span, look: Look): TextRun {
  return {
    type: 'TextRun',
    text,
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
  const words = cut(wordsOf(text), limits.headingText.max).replace(/\s+/g, ' ').trim();
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
