import libmime from 'libmime';
import { decodeWords, parseAddresses } from './addresses';
import { displayText } from './displayText';
import { limits } from './limits';
import { parseMessageId, parseMessageIds } from './messageIds';
import type { Address, ClassifyingHeaders, ParsedEmail } from './parsedEmail';
import { allHeaders, firstHeader, type RawHeaders } from './rawHeaders';

/** What a ParsedEmail takes from its headers alone. */
export type HeaderFields = Pick<
  ParsedEmail,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'subject'
  | 'from'
  | 'fromHeaderCount'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'sender'
  | 'date'
  | 'headers'
  | 'authenticationResults'
>;

/** Headers that only an email has; a text file with a "Note:" line has none of them. */
const EMAIL_HEADERS = new Set(
  (
    'from to cc subject date message-id received return-path mime-version content-type reply-to sender ' +
    'delivered-to in-reply-to references dkim-signature x-mailer content-transfer-encoding'
  ).split(' '),
);

const DATE_AND_TIME =
  /((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|^\d{4}-\d\d-\d\d).{0,40}\d{1,2}:\d\d/i;

/** Whether this is an email at all, by its headers. */
export function looksLikeEmail(headers: RawHeaders): boolean {
  return headers.list.some((header) => EMAIL_HEADERS.has(header.name));
}

/** Everything that Postroom reads from headers, decoded and bounded. Pure; never throws. */
export function readHeaderFields(headers: RawHeaders): HeaderFields {
  const idsOf = (name: string) => parseMessageIds(allHeaders(headers, name).join(' '));
  return {
    messageId: parseMessageId(firstHeader(headers, 'message-id') ?? ''),
    inReplyTo: idsOf('in-reply-to'),
    references: idsOf('references'),
    subject: displayText(
      decodeWords((firstHeader(headers, 'subject') ?? '').slice(0, 32_768)),
      limits.subjectChars,
    ),
    // The first one is what most people see; the others are counted.
    from: parseAddresses(firstHeader(headers, 'from') ?? ''),
    fromHeaderCount: allHeaders(headers, 'from').length,
    replyTo: addressesOf(headers, 'reply-to'),
    to: addressesOf(headers, 'to'),
    cc: addressesOf(headers, 'cc'),
    bcc: addressesOf(headers, 'bcc'),
    sender: addressesOf(headers, 'sender')[0] ?? null,
    date: parseDate(firstHeader(headers, 'date')),
    headers: classifyingHeaders(headers),
    authenticationResults: allHeaders(headers, 'authentication-results')
      .slice(0, limits.authenticationResults)
      .map((value) => displayText(value, limits.authenticationResultsChars)),
  };
}

/** Media type and parameters of a Content-Type value; `type` is '' when malformed. */
export function parseContentType(value: string): { type: string; params: Record<string, string> } {
  try {
    const { value: type, params } = libmime.parseHeaderValue(value.slice(0, 8192));
    const lower = String(type ?? '').toLowerCase();
    return { type: /^[\w.+-]{1,80}\/[\w.+-]{1,100}$/.test(lower) ? lower : '', params: params ?? {} };
  } catch {
    return { type: '', params: {} };
  }
}

function addressesOf(headers: RawHeaders, name: string): Address[] {
  return parseAddresses(allHeaders(headers, name).join(', '));
}

/** Null when missing or invalid: guessing "now" would put old mail on top. */
function parseDate(value: string | null): Date | null {
  if (value === null) return null;
  const written = value
    .slice(0, 200)
    .replace(/\([^)]*\)/g, ' ')
    .trim();
  // JavaScript finds the year 2001 in "before 1" and in the year 0001, which some programs write for "unknown".
  if (!DATE_AND_TIME.test(written) || /\s0\d{3}\s/.test(written)) return null;
  const date = new Date(written);
  const year = date.getUTCFullYear();
  return Number.isNaN(date.getTime()) || year < 1970 || year > 2200 ? null : date;
}

function classifyingHeaders(headers: RawHeaders): ClassifyingHeaders {
  const value = (name: string) => {
    const found = firstHeader(headers, name);
    return found === null ? null : displayText(decodeWords(found.slice(0, 16_384)), limits.headerChars);
  };
  const contentType = parseContentType(firstHeader(headers, 'content-type') ?? '');
  return {
    autoSubmitted: value('auto-submitted'),
    precedence: value('precedence'),
    listId: value('list-id'),
    listUnsubscribe: value('list-unsubscribe'),
    returnPath: value('return-path'),
    xAutoResponseSuppress: value('x-auto-response-suppress'),
    xAutoreply: value('x-autoreply'),
    xAutorespond: value('x-autorespond'),
    xFailedRecipients: value('x-failed-recipients'),
    feedbackId: value('feedback-id'),
    contentType: contentType.type || null,
    reportType: contentType.params['report-type']
      ? displayText(contentType.params['report-type'].toLowerCase(), 100)
      : null,
  };
}
