import { cleanText } from './displayText';
import { contentHash } from './fingerprint';
import { looksLikeEmail, readHeaderFields } from './headers';
import { limits } from './limits';
import type { ParsedEmail, ReadingProblem } from './parsedEmail';
import { decodeBytes, readRawHeaders } from './rawHeaders';
import { withLineFeeds } from './sourceLines';

/**
 * The email as far as its headers tell: what every other reading begins with, and what is left when the body could
 * not be read. Linear and bounded, so that the main process may do it for an email that killed its reader.
 *
 * A source without any email header comes back as `unreadable`, with its text when it looks like text.
 */
export function readHeadersOnly(source: Buffer, problem: ReadingProblem): ParsedEmail {
  const raw = withLineFeeds(source);
  const headers = readRawHeaders(raw);
  const isEmail = looksLikeEmail(headers);
  return {
    reading: isEmail ? 'headersOnly' : 'unreadable',
    problem: isEmail ? problem : 'notAnEmail',
    contentHash: contentHash(raw),
    rawSize: raw.length,
    ...readHeaderFields(headers),
    ...emptyBody(isEmail ? '' : textOf(raw)),
  };
}

type Body = Pick<
  ParsedEmail,
  | 'text'
  | 'ownText'
  | 'quotedText'
  | 'hasHtml'
  | 'html'
  | 'attachments'
  | 'attachmentsLeftOut'
  | 'deliveryStatus'
  | 'returnedHeaders'
>;

function emptyBody(text: string): Body {
  return {
    text,
    ownText: text,
    quotedText: '',
    hasHtml: false,
    html: null,
    attachments: [],
    attachmentsLeftOut: 0,
    deliveryStatus: [],
    returnedHeaders: null,
  };
}

/** A file of text that is no email is still worth reading; bytes are not. */
function textOf(raw: Buffer): string {
  const start = raw.subarray(0, limits.textChars);
  let controls = 0;
  for (const byte of start) if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) controls++;
  return controls * 20 > start.length ? '' : cleanText(decodeBytes(start), limits.textChars);
}
