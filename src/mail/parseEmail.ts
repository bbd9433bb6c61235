import { decodeWords } from '../email/addresses';
import { displayText, wellFormed } from '../email/displayText';
import { readHeadersOnly } from '../email/headersOnly';
import { limits } from '../email/limits';
import type { ParsedAttachment, ParsedEmail, ReadingProblem } from '../email/parsedEmail';
import { decodeBytes, firstHeader, readRawHeaders } from '../email/rawHeaders';
import { type BodyPart, readableBody } from '../email/readableBody';
import { isRiskyFile } from '../email/riskyFile';
import { safeFileName } from '../email/safeName';
import { withLineFeeds } from '../email/sourceLines';
import { type MimeAttachment, parseMime } from './mimeParser';

const REPORT_PART = /^message\/(global-)?delivery-status$/;
const RETURNED_PART =
  /^(message\/(global|rfc822)|text\/(rfc822-headers|global-headers)|message\/rfc822-headers)$/;
const HEADERS_PART = /^(text|message)\/(rfc822|global)-headers$/;

/**
 * Reads an email source. Never throws: what cannot be read in full comes back with `reading` and `problem` saying so.
 * Over `limits.rawBytes` attachments are listed without their content. Costs time and memory that a hostile email
 * chooses: outside tests call it through `createParser`, which runs it where it can be killed.
 */
export async function parseEmail(source: Buffer): Promise<ParsedEmail> {
  const raw = withLineFeeds(source);
  const tooLarge = raw.length > limits.rawBytes;
  const headers = readHeadersOnly(raw, tooLarge ? 'tooLarge' : 'broken');
  if (headers.reading === 'unreadable') return headers;
  const mime = await parseMime(raw, (index) => !tooLarge && index < limits.attachments);
  const problem: ReadingProblem | null = tooLarge ? 'tooLarge' : mime.error ? 'broken' : null;
  const reports = mime.attachments.filter((part) => REPORT_PART.test(part.mediaType));
  const returned = mime.attachments.find((part) => RETURNED_PART.test(part.mediaType));
  const files = mime.attachments.filter(
    (part) => !REPORT_PART.test(part.mediaType) && !HEADERS_PART.test(part.mediaType),
  );
  const nothing = mime.parts.length === 0 && mime.attachments.length === 0;
  const body = readableBody(nothing ? [bodyAsItStands(raw)] : mime.parts, headers);
  return {
    ...headers,
    ...body,
    reading: problem ? 'headersOnly' : 'full',
    problem,
    attachments: files
      .slice(0, limits.attachments)
      .map((file, index) => describe(file, index, body.html ?? '')),
    attachmentsLeftOut: Math.max(0, files.length - limits.attachments),
    deliveryStatus: reports.slice(0, 5).map((report) => textOf(report.content, limits.deliveryStatusChars)),
    returnedHeaders: returned ? headerBlock(returned.content) : null,
  };
}

/** A multipart whose boundary never comes has no parts, but people can read it all the same. */
function bodyAsItStands(raw: Buffer): BodyPart {
  const { bodyStart } = readRawHeaders(raw);
  return { text: decodeBytes(raw.subarray(bodyStart, bodyStart + limits.textChars)), html: null };
}

function describe(file: MimeAttachment, index: number, html: string): ParsedAttachment {
  const mediaType = /^[\w.+-]{1,80}\/[\w.+-]{1,100}$/.test(file.mediaType)
    ? file.mediaType
    : 'application/octet-stream';
  const contentId = file.contentId ? displayText(file.contentId, limits.idChars) : null;
  const shown = contentId !== null && html.includes(`cid:${contentId}`);
  const fileName = safeFileName(file.fileName ?? subjectOf(file), mediaType, index);
  return {
    index,
    fileName,
    mediaType,
    size: file.size,
    sha256: file.sha256,
    contentId,
    inline: shown || (file.related && contentId !== null && file.disposition !== 'attachment'),
    content: file.content,
    risky: isRiskyFile(fileName, file.content),
  };
}

/** An attached email is called like its subject. */
function subjectOf(file: MimeAttachment): string | null {
  if (file.mediaType !== 'message/rfc822') return null;
  const subject = displayText(decodeWords(firstHeader(readRawHeaders(file.content), 'subject') ?? ''), 80);
  return subject ? `${subject.replace(/[\\/]/g, '_')}.eml` : null;
}

function headerBlock(content: Buffer): string {
  const end = Math.min(readRawHeaders(content).bodyStart, limits.returnedHeadersChars);
  return textOf(content.subarray(0, end), limits.returnedHeadersChars);
}

function textOf(content: Buffer, maxChars: number): string {
  return wellFormed(decodeBytes(content.subarray(0, maxChars)), maxChars).replace(/\r\n?/g, '\n');
}
