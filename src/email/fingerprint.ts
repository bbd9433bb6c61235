import { createHash } from 'node:crypto';
import { readRawHeaders } from './rawHeaders';

/**
 * The headers that are content: what a reader sees, what threading and classifying use. Named one by one, because
 * servers keep inventing headers to add on the way (Received, DKIM-Signature, ARC-*, X-*, List-* of a group …).
 */
const CONTENT_HEADERS = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'auto-submitted',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
]);

const LF = 0x0a;
const CR = 0x0d;

/**
 * sha256 (hex) of what an email says, the same whichever route it took: headers that servers add, folding and the
 * order of headers do not matter, neither do line endings and empty lines at the end. Another body, subject, sender
 * or date gives another hash.
 *
 * Without a Message-ID nothing but the bytes says which email it is (it may be no email at all): then everything counts.
 */
export function contentHash(raw: Buffer): string {
  const { list, bodyStart } = readRawHeaders(raw);
  const hash = createHash('sha256');
  if (!list.some((header) => header.name === 'message-id'))
    return hash.update(normaliseLines(raw)).digest('hex');
  const lines = list
    .filter((header) => CONTENT_HEADERS.has(header.name))
    .map((header) => `${header.name}:${header.value.replace(/\s+/g, ' ').trim()}\n`);
  // A stable sort keeps two headers of one name in their order: the first From is the one shown.
  lines.sort((a, b) => compare(a.slice(0, a.indexOf(':')), b.slice(0, b.indexOf(':'))));
  for (const line of lines) hash.update(line);
  hash.update('\n');
  hash.update(normaliseLines(raw.subarray(bodyStart)));
  return hash.digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** CRLF and lone CR become LF; empty lines at the end go. */
function normaliseLines(body: Buffer): Buffer {
  const output = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number;
    if (byte === CR && body[at + 1] === LF) continue;
    output[length++] = byte === CR ? LF : byte;
  }
  while (length > 0 && output[length - 1] === LF) length--;
  return output.subarray(0, length);
}
