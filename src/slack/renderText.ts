import type { types } from '@slack/bolt';
import { cut, printable } from '../ui/cut';
import { isWebLink } from '../ui/safeLink';
import type { Span, Text, TimeStyle } from '../ui/text';
import { spanWords, wordsOf } from '../ui/text';
import { escaped, readsAsMarkup } from './escape';

/** Slack fills these in for each reader. Source: "Formatting with dates" and @slack/types (RichTextDate). */
const DATE_FORMATS: Record<TimeStyle, string> = {
  time: '{time}',
  date: '{date_short_pretty}',
  dateTime: '{date_short_pretty} {time}',
  relative: '{ago}',
};

/** The words alone, as an object in which nothing is markup: labels, options, headings. Never empty: Slack refuses that. */
export function plainObject(words: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(words, max).trim() || '–', emoji: false };
}

/**
 * A text object for sections and context lines. Nothing of it can come alive: text without bold or times is sent as
 * plain text; mrkdwn is used only where no letter of it could be taken for markup.
 */
export function textObject(text: Text, max: number): types.PlainTextElement | types.MrkdwnElement {
  const words = wordsOf(text);
  const source = isDecorated(text) && words.length <= max ? mrkdwn(text) : null;
  if (source === null || source.trim() === '' || source.length > max) return plainObject(words, max);
  return { type: 'mrkdwn', text: source, verbatim: true };
}

/** @returns null when mrkdwn could not show these spans letter by letter. */
export function mrkdwn(text: Text): string | null {
  // The name of an emoji may begin in one span and end in the next, or beyond a time between them.
  if (readsAsMarkup(text.map((span) => (isShownTime(span) ? '' : spanWords(span))).join(''))) return null;
  const spans = text.map((span, index) => spanSource(span, text[index - 1], text[index + 1]));
  return spans.every((source) => source !== null) ? spans.join('') : null;
}

function spanSource(span: Span, before: Span | undefined, after: Span | undefined): string | null {
  const unix = span.kind === 'time' ? unixSeconds(span.at) : null;
  if (span.kind === 'time' && unix !== null) {
    return `<!date^${unix}^${DATE_FORMATS[span.style]}|${escaped(spanWords(span).replaceAll('|', '/'))}>`;
  }
  const words = spanWords(span);
  if (span.kind === 'link' && isWebLink(span.url))
    return `<${span.url}|${escaped(words.replaceAll('|', '/'))}>`;
  if (readsAsMarkup(words)) return null;
  if (span.kind !== 'strong' || words === '') return escaped(words);
  // Slack takes asterisks for bold only at the edges of words, around something, on one line.
  const loose =
    !/^\S(.*\S)?$/u.test(words) || /[\p{L}\p{N}]$/u.test(edge(before)) || /^[\p{L}\p{N}]/u.test(edge(after));
  return loose ? null : `*${escaped(words)}*`;
}

function isShownTime(span: Span): boolean {
  return span.kind === 'time' && unixSeconds(span.at) !== null;
}

function edge(span: Span | undefined): string {
  return span ? wordsOf([span]) : '';
}

/** The same as elements of rich text, which has a true literal form, bold and dates. */
export function richElements(text: Text, max: number): types.RichTextElement[] {
  const elements: types.RichTextElement[] = [];
  let room = max;
  for (const span of text) {
    const unix = span.kind === 'time' ? unixSeconds(span.at) : null;
    const whole = spanWords(span);
    const words = cut(whole, room);
    if (words === '' && printable(whole) === '') continue;
    if (words !== printable(whole)) {
      if (words !== '') elements.push({ type: 'text', text: words, ...bold(span) });
      break;
    }
    room -= words.length;
    if (span.kind === 'time' && unix !== null) {
      elements.push({ type: 'date', timestamp: unix, format: DATE_FORMATS[span.style], fallback: words });
    } else if (span.kind === 'link' && isWebLink(span.url)) {
      elements.push({ type: 'link', url: span.url, text: words });
    } else elements.push({ type: 'text', text: words, ...bold(span) });
  }
  return elements;
}

export function isDecorated(text: Text): boolean {
  return text.some((span) => span.kind !== 'text');
}

function bold(span: Span): { style?: { bold: true } } {
  return span.kind === 'strong' ? { style: { bold: true } } : {};
}

function unixSeconds(at: string): number | null {
  const ms = Date.parse(at);
  // Slack shows nothing at all for a time outside what its clients can format.
  return Number.isNaN(ms) || ms < 0 || ms > 253_402_300_799_000 ? null : Math.floor(ms / 1000);
}
