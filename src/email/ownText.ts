/**
 * What the sender wrote this time. A card shows about 600 characters: without this, the tenth answer of an exchange
 * would be a card full of history. Nothing is lost by a wrong cut: the rest is one click away, and an email never
 * ends up empty.
 *
 * Own code on purpose. Of the two libraries, one cannot be loaded by CommonJS tests and has expressions that stall on
 * crafted lines, the other builds on an XML parser that is no longer maintained; both know little French.
 */
import { cleanText } from './displayText';
import { SIGNATURE_MARK } from './htmlMarks';
import { markedText } from './htmlToText';
import { limits } from './limits';
import {
  announcesQuote,
  attributionLength,
  isForwardSeparator,
  isHeaderBlock,
  isReplySeparator,
  isRule,
} from './quoteForms';
import {
  hasContactCue,
  isClosing,
  isDisclaimer,
  isSentFrom,
  isSignatureDelimiter,
  maybeSentFrom,
} from './signatureForms';

export interface OwnText {
  own: string;
  /** What was taken out: history, signature, boilerplate; '' when nothing. */
  quoted: string;
}

/** A delimiter that more lines than this follow is a divider in the text. */
const MAX_SIGNATURE_LINES = 20;
const MAX_CARD_LINES = 14;
const MAX_DISCLAIMERS = 8;
const MAX_FOOTER_LINES = 6;
const MAX_CARD_LINE_CHARS = 110;

/**
 * Splits readable text into own and quoted. Every line of both is a line of the input. Linear in the input.
 *
 * @param forwarded the email passes another one on (subject "Fwd:", "TR:" …): then what follows a header block is the
 *   point of the email and stays
 */
export function ownText(text: string, options: { forwarded?: boolean } = {}): OwnText {
  const whole = cleanText(text, limits.textChars);
  const lines = whole.split('\n');
  const own = keepOwnLines(lines, options.forwarded ?? false);
  dropBoilerplate(lines, own);
  return assemble(whole.replaceAll(SIGNATURE_MARK, ''), lines, own);
}

/**
 * The same for HTML, where mail programs say what is history and signature. Throws when the HTML cannot be read.
 */
export function ownTextOfHtml(html: string, options: { forwarded?: boolean } = {}): OwnText {
  return ownText(markedText(html, options.forwarded ?? false), options);
}

/** Whether a subject says that the email passes another one on. */
export function isForwardSubject(subject: string): boolean {
  return /^\s*(\[[^\]]{0,40}\]\s*)?(fwd?|tr|wg|rv|i|doorst|enc)\s*:/i.test(subject);
}

/** Which lines are the sender's own, by index. */
function keepOwnLines(lines: string[], forwarded: boolean): Set<number> {
  const own = new Set<number>();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isForwardSeparator(line)) {
      for (let rest = at; rest < lines.length; rest++) own.add(rest);
      break;
    }
    if (isReplySeparator(line)) break;
    if (
      !forwarded &&
      (isHeaderBlock(lines, at) || (isRule(line) && isHeaderBlock(lines, nextText(lines, at + 1))))
    )
      break;
    const quoteFollows = announcesQuote(line) && isQuoteLine(lines[nextText(lines, at + 1)] ?? '');
    const attribution = quoteFollows ? 1 : attributionLength(lines, at);
    if (attribution > 0) {
      const next = nextText(lines, at + attribution);
      // An answer under or between quotes goes on; where history is not marked line by line, it is all history.
      if (next < lines.length && !isQuoteLine(lines[next] ?? '')) break;
      at += attribution - 1;
      continue;
    }
    if (isQuoteLine(line) || line.startsWith(SIGNATURE_MARK) || isSentFrom(line)) continue;
    own.add(at);
  }
  return own;
}

/** Takes signature, contact card and disclaimer off the end of what is left. */
function dropBoilerplate(lines: string[], own: Set<number>): void {
  if ([...own].some((at) => isForwardSeparator(lines[at] ?? ''))) return;
  dropAfterDelimiter(lines, own);
  dropListFooter(lines, own);
  dropDisclaimers(lines, own);
  dropLastLine(lines, own, maybeSentFrom);
  dropContactCard(lines, own);
}

function dropAfterDelimiter(lines: string[], own: Set<number>): void {
  const kept = [...own];
  const position = kept.findIndex((at, index) => index > 0 && isSignatureDelimiter(lines[at] ?? ''));
  if (position < 0 || !hasText(lines, kept.slice(0, position))) return;
  const after = kept.slice(position).filter((at) => lines[at] !== '');
  const strict = lines[kept[position] as number]?.startsWith('--');
  if (after.length > (strict ? MAX_SIGNATURE_LINES * 2 : MAX_SIGNATURE_LINES)) return;
  for (const at of kept.slice(position)) own.delete(at);
}

/** A rule and, under it, a few lines with the address of a list or a company. */
function dropListFooter(lines: string[], own: Set<number>): void {
  const kept = [...own].filter((at) => lines[at] !== '');
  const rule = kept.findLastIndex((at) => isRule(lines[at] ?? ''));
  const footer = kept.slice(rule + 1);
  if (rule < 1 || footer.length === 0 || footer.length > MAX_FOOTER_LINES) return;
  if (!footer.some((at) => hasContactCue(lines[at] ?? ''))) return;
  for (const at of kept.slice(rule)) own.delete(at);
}

function dropLastLine(lines: string[], own: Set<number>, matches: (line: string) => boolean): void {
  const kept = [...own].filter((at) => lines[at] !== '');
  const last = kept.at(-1);
  if (last !== undefined && kept.length > 1 && matches(lines[last] ?? '')) own.delete(last);
}

function dropDisclaimers(lines: string[], own: Set<number>): void {
  for (let round = 0; round < MAX_DISCLAIMERS; round++) {
    const paragraph = lastParagraph(lines, own);
    const before = [...own].filter((at) => at < (paragraph[0] ?? 0));
    const words = paragraph.map((at) => lines[at]).join(' ');
    if (paragraph.length === 0 || !isDisclaimer(words) || !hasText(lines, before)) return;
    for (const at of paragraph) own.delete(at);
  }
}

/** After a closing and a name, a block of short lines with a telephone number or address is a business card. */
function dropContactCard(lines: string[], own: Set<number>): void {
  const kept = [...own].filter((at) => (lines[at] ?? '').trim() !== '');
  for (let index = Math.max(1, kept.length - MAX_CARD_LINES); index < kept.length; index++) {
    if (!isClosing(lines[kept[index] as number] ?? '')) continue;
    const below = kept.slice(index + 1);
    const name = lines[below[0] ?? -1] ?? '';
    const isName = name.length <= 40 && !/\d|@|:/.test(name);
    const card = isName ? below.slice(1) : below;
    const looksLikeCard =
      card.every((at) => (lines[at] ?? '').length <= MAX_CARD_LINE_CHARS) &&
      card.some((at) => hasContactCue(lines[at] ?? ''));
    if (looksLikeCard) for (const at of card) own.delete(at);
    return;
  }
}

function assemble(whole: string, lines: string[], own: Set<number>): OwnText {
  const pick = (wanted: boolean) => {
    const picked = lines
      .filter((_, at) => own.has(at) === wanted)
      .map((line) => line.replaceAll(SIGNATURE_MARK, ''));
    return picked
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  };
  const kept = pick(true);
  return kept === '' ? { own: whole.trim(), quoted: '' } : { own: kept, quoted: pick(false) };
}

function isQuoteLine(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

function nextText(lines: string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

function hasText(lines: string[], indexes: number[]): boolean {
  return indexes.some((at) => /[\p{L}\p{N}]/u.test(lines[at] ?? ''));
}

/** Indexes of the last lines with text that no empty line parts. */
function lastParagraph(lines: string[], own: Set<number>): number[] {
  const kept = [...own];
  let end = kept.length;
  while (end > 0 && (lines[kept[end - 1] as number] ?? '') === '') end--;
  let start = end;
  while (start > 0 && (lines[kept[start - 1] as number] ?? '') !== '') start--;
  return kept.slice(start, end);
}
