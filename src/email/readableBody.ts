import { cleanText, wellFormed } from './displayText';
import { htmlToText } from './htmlToText';
import { limits } from './limits';
import { isForwardSubject, type OwnText, ownText, ownTextOfHtml } from './ownText';
import type { ParsedEmail } from './parsedEmail';

/** One piece of the body: a text, an HTML, or both when they are alternatives of each other. */
export interface BodyPart {
  text: string | null;
  html: string | null;
}

/**
 * The readable side of a body. `text` comes from the text parts, and from HTML where a part has no text; own text
 * comes from the HTML when there is one, since mail programs mark their quotes there and do not wrap its lines.
 */
export function readableBody(
  parts: BodyPart[],
  email: Pick<ParsedEmail, 'subject' | 'inReplyTo' | 'references'>,
): Pick<ParsedEmail, 'text' | 'ownText' | 'quotedText' | 'hasHtml' | 'html'> {
  const hasHtml = parts.some((part) => part.html !== null);
  const text = cleanText(parts.map(textOfPart).join('\n\n'), limits.textChars);
  const html = hasHtml ? wellFormed(parts.map(htmlOfPart).join('\n')) : null;
  const { own, quoted } = ownPart(html, text, {
    forwarded: isForwardSubject(email.subject) || !answers(email),
  });
  return {
    text: text || own,
    ownText: own,
    quotedText: quoted,
    hasHtml,
    html: html !== null && html.length <= limits.htmlChars ? html : null,
  };
}

/** A web form also writes "From: … Subject: …" above what the customer wants: without an answer, that is no history. */
function answers({
  subject,
  inReplyTo,
  references,
}: Pick<ParsedEmail, 'subject' | 'inReplyTo' | 'references'>): boolean {
  return (
    inReplyTo.length > 0 ||
    references.length > 0 ||
    /^\s*(\[[^\]]{0,40}\]\s*)?(re|aw|sv|antw|rif|odp)\s*(\[\d+\])?\s*:/i.test(subject)
  );
}

function ownPart(html: string | null, text: string, options: { forwarded: boolean }): OwnText {
  if (html !== null && html.length <= limits.htmlToTextChars) {
    try {
      const fromHtml = ownTextOfHtml(html, options);
      if (fromHtml.own !== '') return fromHtml;
    } catch {
      // Nested beyond reason: the text part has to do.
    }
  }
  return ownText(text, options);
}

function textOfPart({ text, html }: BodyPart): string {
  if (text !== null && (text.trim() !== '' || html === null)) return text;
  try {
    return htmlToText(html ?? '');
  } catch {
    return '';
  }
}

function htmlOfPart({ text, html }: BodyPart): string {
  if (html !== null) return html;
  const escaped = (text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<div>${escaped.replace(/\r?\n/g, '<br>\n')}</div>`;
}
