import { cut } from '../ui/cut';

/** Invisible, no blank, breaks nothing but syntax. */
const JOINER = '\u2060';

/**
 * Text with every letter as it is, for places without Markdown (text runs, titles of actions, placeholders). What
 * clients look for there all the same is parted by an invisible joiner: `{{DATE(…)}}` and `${…}`, `<at>` mentions, and
 * links, because the mobile clients read text runs as Markdown.
 * @param max length before the joiners, UTF-16 units; what is longer ends in an ellipsis.
 */
export function inert(text: string, max = Number.POSITIVE_INFINITY): string {
  const shown = Number.isFinite(max) ? cut(text, max) : cut(text, text.length + 1);
  return shown
    .replace(/([{$])(?=\{)/g, `$1${JOINER}`)
    .replace(/<(?=\/?\s*at\b)/gi, `<${JOINER}`)
    .replace(/\](?=[([])/g, `]${JOINER}`);
}

/**
 * Whether a Markdown renderer could show this line otherwise than letter by letter: emphasis, code, links, bare
 * addresses, entities, html, and what begins a list, heading, quote or rule.
 */
export function readsAsMarkdown(text: string): boolean {
  return (
    /[*_~`\\[\]<>&|@\n\t]|:\/\/|mailto:|\p{L}\.\p{L}| {2}/iu.test(text) ||
    /^\s*(?:[-+=#>]|\d+[.)])/u.test(text) ||
    /^\s|\s$/u.test(text)
  );
}

/** Blanks that nobody sees, and that end every kind of emphasis before it begins. */
const HAIR = '\u200a';

/**
 * One line for the places where a client always reads Markdown (the titles of boxes to tick). Backslashes would be
 * shown by some clients, so nothing is escaped: what means something is followed by a hair's breadth of space.
 */
export function withoutMarkdown(text: string, max: number): string {
  const line = cut(text, max).replace(/\s+/g, ' ').trim();
  if (!readsAsMarkdown(line)) return inert(line);
  const parted = line
    .replace(/[*_~`[\]<>&|\\!]/g, `$&${HAIR}`)
    .replace(/`/g, '\u02cb')
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/(?<=\p{L})[.:](?=\p{L})|@/gu, `$&${JOINER}`);
  return JOINER + inert(parted);
}
