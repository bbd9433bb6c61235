import { compile, type FormatCallback, type HtmlToTextOptions } from 'html-to-text';
import { cleanText, displayText } from './displayText';
import { markTree, QUOTE, SIGNATURE, SIGNATURE_MARK } from './htmlMarks';
import type { HtmlNode } from './htmlNode';
import { limits } from './limits';

/** A root of our own, so that the tree can be prepared before html-to-text walks it. */
const ROOT = 'postroom-root';
const MAX_ALT = 200;
/** htmlparser2 needs time that grows with the square of the depth: 87,000 open tags take it five seconds. */
const MAX_OPEN_TAGS = 3000;
/** Elements that are never closed, or that the next one of their kind closes. */
const NEED_NO_END = new Set(
  'br hr img input meta link area base col embed source track wbr p li dt dd option tr td th tbody thead'.split(
    ' ',
  ),
);

/**
 * The readable text of an email's HTML: hidden text, styles and preheaders dropped, images as their alternative
 * text, links as `text (host)` where the text does not show where they lead, quotes as `> ` lines. Loads nothing.
 * At most `limits.htmlToTextChars` of input are looked at.
 *
 * @returns '' when nothing is readable
 * @throws when html-to-text cannot cope; the caller falls back
 */
export function htmlToText(html: string): string {
  return markedText(html, false).replaceAll(SIGNATURE_MARK, '');
}

/** Like `htmlToText`, with each line of a marked signature beginning with SIGNATURE_MARK. */
export function markedText(html: string, forwarded: boolean): string {
  const source = html.slice(0, limits.htmlToTextChars).replace(/<(\/?)postroom-[\w-]*/gi, '<$1div');
  if (nestsTooDeeply(source)) throw new Error('HTML is nested too deeply to be read');
  const text = converterFor(forwarded)(`<${ROOT}>${source}</${ROOT}>`);
  // HTML has no other way to write several blanks.
  return cleanText(text.replaceAll('\u00a0', ' '), limits.textChars).trim();
}

function nestsTooDeeply(html: string): boolean {
  let open = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    if (NEED_NO_END.has(name.toLowerCase())) continue;
    open = end ? Math.max(0, open - 1) : open + 1;
    if (open > MAX_OPEN_TAGS) return true;
  }
  return false;
}

const converters = new Map<boolean, (html: string) => string>();

/** Compiled once: that takes longer than reading a usual email. */
function converterFor(forwarded: boolean): (html: string) => string {
  const converter = converters.get(forwarded) ?? compile(optionsFor(forwarded));
  converters.set(forwarded, converter);
  return converter;
}

function optionsFor(forwarded: boolean): HtmlToTextOptions {
  const prepareAndWalk: FormatCallback = (elem, walk, builder) => {
    markTree(elem.children as HtmlNode[], forwarded);
    walk(elem.children, builder);
  };
  const block = { leadingLineBreaks: 1, trailingLineBreaks: 1 };
  return {
    wordwrap: false,
    baseElements: { selectors: [ROOT], returnDomByDefault: true },
    limits: {
      maxDepth: 64,
      maxChildNodes: 5000,
      maxInputLength: limits.htmlToTextChars + 100,
      ellipsis: '…',
    },
    formatters: { prepareAndWalk, link, picture, cell, signature, rule },
    selectors: [
      { selector: ROOT, format: 'prepareAndWalk' },
      { selector: QUOTE, format: 'blockquote', options: block },
      { selector: SIGNATURE, format: 'signature' },
      { selector: 'a', format: 'link' },
      { selector: 'img', format: 'picture' },
      { selector: 'tr', format: 'block', options: block },
      { selector: 'td', format: 'cell' },
      { selector: 'th', format: 'cell' },
      { selector: 'hr', format: 'rule' },
      { selector: 'ul', options: { itemPrefix: '• ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  };
}

const link: FormatCallback = (elem, walk, builder) => {
  let shown = '';
  builder.pushWordTransform((word) => {
    if (shown.length < 4000) shown += `${word} `;
    return word;
  });
  walk(elem.children, builder);
  builder.popWordTransform();
  const target = destination(elem.attribs?.href ?? '');
  if (target && shown.trim() !== '' && !shown.toLowerCase().includes(target)) {
    builder.addInline(` (${target})`, { noWordTransform: true });
  }
};

/** The size-1 pictures that count readers have no alternative text. */
const picture: FormatCallback = (elem, _walk, builder) => {
  const alt = displayText(elem.attribs?.alt ?? '', MAX_ALT);
  if (alt !== '') builder.addInline(alt, { noWordTransform: true });
};

const cell: FormatCallback = (elem, walk, builder) => {
  walk(elem.children, builder);
  builder.addInline(' ');
};

/** A rule often stands between an answer and its history: one line, as mail programs write it in text. */
const rule: FormatCallback = (_elem, _walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addInline('________________________________');
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const signature: FormatCallback = (elem, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(elem.children, builder);
  builder.closeBlock({
    trailingLineBreaks: 1,
    blockTransform: (text) =>
      text
        .split('\n')
        .map((line) => (line.trim() === '' ? line : SIGNATURE_MARK + line))
        .join('\n'),
  });
};

/** Where a link leads, for showing: the host of http(s), the address of mailto; null for everything else. */
function destination(href: string): string | null {
  const mail = /^\s*mailto:([^?\s]{3,320})/i.exec(href);
  if (mail?.[1]) return displayText(mail[1].toLowerCase(), 320);
  if (!/^\s*https?:/i.test(href)) return null;
  try {
    return displayText(new URL(href.trim().slice(0, 4000)).hostname.replace(/^www\./, ''), 253);
  } catch {
    return null;
  }
}
