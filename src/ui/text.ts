import { printable } from './cut';

/**
 * A sentence for people, as spans, so that each platform escapes and formats it in its own way: time spans are shown
 * in the reader's time zone, strong ones bold. Nothing in `text` is markup, wherever it came from.
 */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'time'; at: string; style: TimeStyle; fallback: string }
  /** Words of a command; the platform's adapter adds how commands begin there. */
  | { kind: 'command'; text: string; strong?: boolean }
  /** A way to a message in chat; the platform's adapter makes it a `link`. */
  | { kind: 'message'; text: string; channel: string; ts: string }
  /** An address that Postroom or the platform made; never one from an email. */
  | { kind: 'link'; text: string; url: string };
export type TimeStyle = 'time' | 'date' | 'dateTime' | 'relative';
export type Text = Span[];

export function plain(text: string): Text {
  return [{ kind: 'text', text }];
}

export function strong(text: string): Text {
  return [{ kind: 'strong', text }];
}

/** The words alone, for notification lines, logs of tests and places without formatting. */
export function wordsOf(text: Text): string {
  return text.map((span) => (span.kind === 'time' ? span.fallback : span.text)).join('');
}

/** What is written for a span where the platform cannot do better: a time may come without words of its own. */
export function spanWords(span: Span): string {
  return span.kind === 'time' ? span.fallback.trim() || '–' : span.text;
}

/** Whether nothing of it could be seen: no time, and nothing but blanks and control characters. */
export function isBlank(text: Text): boolean {
  return text.every((span) => span.kind !== 'time' && printable(span.text).trim() === '');
}
