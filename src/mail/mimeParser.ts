/**
 * mailparser, kept lean, with two corrections: text without a usable charset is UTF-8 or windows-1252 (mailparser
 * leaves U+FFFD), and a named text file stays a file instead of melting into the body.
 */
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { type AttachmentStream, MailParser } from 'mailparser';
import { decodeBytes } from '../email/rawHeaders';
import type { BodyPart } from '../email/readableBody';

/** What mailparser keeps of a MIME part; not in its types. */
interface MimeNode {
  contentType?: string;
  charset?: string;
  textContent?: string;
  isAttachment?: boolean;
  disposition?: string;
  children?: MimeNode[];
}
interface Internals {
  tree: MimeNode | false;
  hasText: boolean;
  hasHtml: boolean;
  decoder: { decodeStream(charset: string): Transform };
  createNode(node: { filename?: string | false; disposition?: string | false }): MimeNode;
}

/** A charset name of our own that means: look at the bytes. */
const BY_ITS_BYTES = 'x-postroom-by-bytes';
const CLAIMS_NOTHING =
  /^(|us-?ascii|ascii|ansi_x3\.4-1968|utf-?8|unknown(-8bit)?|x-unknown|default(_charset)?|none|8bit|7bit|binary)$/i;

const SLICE = 64 * 1024;

export interface MimeAttachment {
  fileName: string | null;
  mediaType: string;
  size: number;
  sha256: string;
  contentId: string | null;
  /** What Content-Disposition says, lower-case; '' when nothing. */
  disposition: string;
  /** Part of a multipart/related, next to the HTML that shows it. */
  related: boolean;
  content: Buffer;
}

export interface MimeResult {
  parts: BodyPart[];
  attachments: MimeAttachment[];
  /** What stopped the parser before the end; null when it got there. */
  error: Error | null;
}

/**
 * Takes a source apart. Never rejects: what was read before an error is returned with it.
 *
 * @param keepContent whether this attachment's bytes are wanted, by its index
 */
export function parseMime(raw: Buffer, keepContent: (index: number) => boolean): Promise<MimeResult> {
  return new Promise((resolve) => {
    const parser = leanParser();
    const attachments: MimeAttachment[] = [];
    const settle = (error: Error | null) => {
      const { tree } = parser as unknown as Internals;
      resolve({ parts: tree ? bodyParts(tree) : [], attachments, error });
    };
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return;
      const index = attachments.length;
      attachments.push(describe(part));
      collect(part, keepContent(index), (content) => {
        attachments[index] = { ...describe(part), content };
      });
    });
    parser.once('end', () => settle(null));
    parser.on('error', (error: Error) => settle(error));
    Readable.from(slices(raw)).pipe(parser);
  });
}

/** In one piece, a large source would be cut into all its lines at once: several times its size in memory. */
function* slices(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += SLICE) yield raw.subarray(at, at + SLICE);
}

function leanParser(): MailParser {
  const options = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: 'sha256',
    // An attached email is a file; read as part of this one, a bounce would seem to be what bounced.
    ignoreEmbedded: true,
  };
  const parser = new MailParser(options);
  const internals = parser as unknown as Internals;
  const createNode = internals.createNode.bind(parser);
  internals.createNode = (node) => {
    const hasBody = internals.hasText || internals.hasHtml;
    const created = createNode(node);
    if (CLAIMS_NOTHING.test(created.charset ?? '')) created.charset = BY_ITS_BYTES;
    if (
      !created.isAttachment &&
      created.disposition === 'inline' &&
      hasBody &&
      node.filename &&
      node.disposition
    ) {
      created.isAttachment = true;
      created.disposition = 'attachment';
    }
    return created;
  };
  const { decoder } = internals;
  const decodeStream = decoder.decodeStream.bind(decoder);
  decoder.decodeStream = (charset) =>
    charset === BY_ITS_BYTES ? new DecodeByBytes() : decodeStream(charset);
  return parser;
}

class DecodeByBytes extends Transform {
  private readonly chunks: Buffer[] = [];
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks.push(chunk);
    done();
  }
  override _flush(done: TransformCallback): void {
    this.push(Buffer.from(decodeBytes(Buffer.concat(this.chunks))));
    done();
  }
}

function describe(part: AttachmentStream): MimeAttachment {
  return {
    fileName: typeof part.filename === 'string' ? part.filename : null,
    mediaType: String(part.contentType ?? '').toLowerCase(),
    size: part.size ?? 0,
    sha256: part.checksum ?? '',
    contentId: part.cid || null,
    disposition: String(part.contentDisposition ?? '').toLowerCase(),
    related: part.related === true,
    content: Buffer.alloc(0),
  };
}

/** Drains the stream in any case: the parser waits for it. */
function collect(part: AttachmentStream, keep: boolean, done: (content: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = part.content as Readable;
  stream.on('data', (chunk: Buffer) => {
    if (keep) chunks.push(chunk);
  });
  stream.on('error', () => part.release());
  stream.on('end', () => {
    done(Buffer.concat(chunks));
    part.release();
  });
}

/** The body in reading order; alternatives become one part. An own stack is not needed: mailsplit bounds the depth. */
function bodyParts(node: MimeNode): BodyPart[] {
  if (!node.children || node.children.length === 0) return leaf(node);
  const children = node.children.map(bodyParts);
  if (node.contentType !== 'multipart/alternative') return children.flat();
  const htmlOf = (parts: BodyPart[]) => parts.some((part) => part.html !== null);
  const rich = children.findLast(htmlOf);
  const plain = children.find((parts) => parts.length > 0 && !htmlOf(parts));
  if (!rich) return plain ?? [];
  const text = plain ? plain.map((part) => part.text).join('\n') : null;
  return [{ text: text ?? textIn(rich), html: rich.map((part) => part.html ?? '').join('\n') }];
}

function leaf(node: MimeNode): BodyPart[] {
  if (node.isAttachment || !node.textContent) return [];
  if (node.contentType === 'text/html') return [{ text: null, html: node.textContent }];
  return node.contentType === 'text/plain' ? [{ text: node.textContent, html: null }] : [];
}

function textIn(parts: BodyPart[]): string | null {
  const texts = parts.flatMap((part) => (part.text === null ? [] : [part.text]));
  return texts.length > 0 ? texts.join('\n') : null;
}
