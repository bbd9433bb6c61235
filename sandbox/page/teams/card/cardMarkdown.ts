import MarkdownIt from 'markdown-it';
import { safeLink } from '../../text/safeLink';

/**
 * What Teams reads in the text of a card: bold, italic, links and lists. HTML is text, addresses alone are no links,
 * and a link leads to the web or to mail only.
 */
const markdown = new MarkdownIt('zero', { html: false, linkify: false });
markdown.enable(['escape', 'entity', 'newline', 'emphasis', 'link', 'list']);
markdown.validateLink = (address) => safeLink(address) !== undefined;

/** `<at>Ada</at>`: a mention, where the message or the card names that person as mentioned. */
markdown.inline.ruler.push('mention', (state, silent) => {
  const known = (state.env as { mentions?: Set<string> }).mentions;
  const match = known?.size ? /^<at>([^<]+)<\/at>/.exec(state.src.slice(state.pos)) : null;
  if (!match?.[1] || !known?.has(match[1])) return false;
  if (!silent) {
    state.push('mention_open', 'span', 1).attrSet('class', 'teams-mention');
    state.push('text', '', 0).content = match[1];
    state.push('mention_close', 'span', -1);
  }
  state.pos += match[0].length;
  return true;
});

/**
 * Markdown of a bot as HTML that may stand in the page: everything that is not one of the few formats is escaped.
 * @param mentions names that may stand as `<at>name</at>`
 */
export function markdownToHtml(text: string, mentions?: Set<string>): string {
  return markdown.render(text, { mentions }).trim();
}
