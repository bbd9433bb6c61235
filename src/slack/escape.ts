import { cut, ELLIPSIS, printableStart } from '../ui/cut';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as Slack's mrkdwn and `text` fields want it: without this `<!channel>` in an email would call everybody.
 * @param max length of the escaped text; what is longer ends in an ellipsis, cut between graphemes and never inside
 *   an entity.
 */
export function escaped(text: string, max = Number.POSITIVE_INFINITY): string {
  const clean = printableStart(text, max);
  return escapeAll(keptUnits(clean, max) === clean.length ? clean : cut(clean, fitting(clean, max)));
}

function escapeAll(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** How many units from the beginning fit into `max` once they are escaped. */
function keptUnits(text: string, max: number): number {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length += ENTITIES[text[at]!]?.length ?? 1;
    if (length > max) return at;
  }
  return text.length;
}

/** The same with room for the ellipsis: how long the excerpt may be. */
function fitting(text: string, max: number): number {
  return keptUnits(text, max - ELLIPSIS.length) + ELLIPSIS.length;
}

/**
 * Whether mrkdwn would show this text otherwise than letter by letter: emphasis, code, emoji names, quotes, lists
 * of entities. Underscores inside words are letters to Slack too.
 */
export function readsAsMarkup(text: string): boolean {
  return /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:[\w+'-]+:|^\s*>/mu.test(text);
}

/** For the notification line, which has no literal form: emoji names stay words. */
export function withoutEmojiNames(text: string): string {
  return text.replace(/:(?=[\w+'-]+:)/g, ':\u2060');
}
