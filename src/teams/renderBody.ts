import { cut } from '../ui/cut';
import type { Room } from '../ui/fit';
import { type Element, jsonBytes } from './cardJson';
import { inert } from './escape';
import { limits } from './limits';

/**
 * Other people's text with its line breaks, in a frame of its own: text runs only, no link and no format can come out
 * of it. One block per paragraph, because not every client keeps empty lines.
 * @param room what does not fit is cut with an ellipsis.
 */
export function renderBody(text: string, room: Room): Element[] {
  let length = Math.floor(room.bytes / 2);
  while (length > 0) {
    const rendered = framed(cut(text.trim(), length));
    if (rendered.length === 0) return [];
    const bytes = jsonBytes(rendered);
    if (bytes <= room.bytes) return rendered;
    length = Math.min(length - 20, Math.floor((Math.min(length, text.length) * room.bytes) / bytes));
  }
  return [];
}

function framed(text: string): Element[] {
  const paragraphs = text.split(/\n\s*\n/).filter((one) => one.trim() !== '');
  if (paragraphs.length === 0) return [];
  const most = limits.paragraphs.max;
  const shown =
    paragraphs.length > most
      ? [...paragraphs.slice(0, most - 1), paragraphs.slice(most - 1).join('\n\n')]
      : paragraphs;
  const items = shown.map((paragraph, n) => ({
    type: 'RichTextBlock',
    ...(n > 0 && { spacing: 'Small' as const }),
    inlines: [{ type: 'TextRun', text: inert(paragraph) }],
  }));
  return [{ type: 'Container', style: 'emphasis', items }];
}
