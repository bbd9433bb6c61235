const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ELLIPSIS = '…';
/** Rather than cut a word in two, go back this far for a blank. */
const WORD_BACK = 24;

/**
 * The beginning of `text`, at most `maxChars` UTF-16 units with the ellipsis that says it was cut. Never splits a
 * grapheme (accent, flag, family emoji), and prefers the end of a word.
 */
export function excerpt(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  if (maxChars < ELLIPSIS.length) return '';
  const room = maxChars - ELLIPSIS.length;
  // Two units more than fit, so that a boundary found inside the room is a boundary of the whole text too.
  const head = text.slice(0, room + 2);
  let end = 0;
  let wordEnd = 0;
  for (const { segment, index } of graphemes.segment(head)) {
    if (index > room) break;
    end = index;
    if (/^\s/.test(segment)) wordEnd = index;
  }
  const cut = end - wordEnd <= WORD_BACK && wordEnd > 0 ? wordEnd : end;
  return text.slice(0, cut).trimEnd() + ELLIPSIS;
}
