import type { types } from '@slack/bolt';
import { cut } from '../ui/cut';
import { linkedParts } from '../ui/safeLink';
import { limits } from './limits';

/**
 * Other people's text with its line breaks, as blocks in which only `text` and `link` elements occur: no mention,
 * emoji, channel or broadcast can come out of it, and no link other than http, https and mailto.
 *
 * @param room how many characters all the blocks together may hold; what does not fit is cut with an ellipsis.
 * @param blocks how many blocks there may be at most.
 */
export function renderBody(text: string, room: number, blocks: number): types.RichTextBlock[] {
  const bounded = cut(text.trim(), Math.max(0, Math.min(room, blocks * limits.richText.max)));
  if (bounded === '') return [];
  const rendered: types.RichTextBlock[] = [];
  for (const part of parts(bounded, limits.richText.max)) {
    if (rendered.length === blocks) break;
    const elements = linked(part);
    rendered.push({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
  }
  return rendered;
}

/** Cuts long text at line ends where it can, else between words, else between graphemes. */
function parts(text: string, max: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const end = breakingPoint(rest, max);
    found.push(rest.slice(0, end).replace(/\n+$/, ''));
    rest = rest.slice(end).replace(/^\n/, '');
  }
  return [...found, rest].filter((part) => part.trim() !== '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function breakingPoint(text: string, max: number): number {
  const head = text.slice(0, max);
  const line = head.lastIndexOf('\n');
  if (line > max / 2) return line;
  const blank = head.search(/\s\S*$/u);
  if (blank > max / 2) return blank + 1;
  const inside = graphemes
    .segment(text.slice(Math.max(0, max - 200), max + 200))
    .containing(Math.min(200, max));
  const start = Math.max(0, max - 200) + (inside?.index ?? 0);
  return start > 0 ? start : max;
}

function linked(text: string): types.RichTextElement[] {
  return linkedParts(text, { links: limits.linksPerBody.max, url: limits.linkUrl.max }).map((part) =>
    'url' in part ? { type: 'link', url: part.url } : { type: 'text', text: part.text },
  );
}
