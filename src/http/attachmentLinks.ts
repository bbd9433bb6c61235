import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../ports/clock';
import type { AttachmentLink, Links } from '../ports/links';

/** The path under which they are fetched; the token follows it. */
export const ATTACHMENTS_PATH = '/attachments';

const MINUTES = 5;
const VERSION = 1;
const UUID = 16;
const LENGTH = 1 + 3 * UUID + 4 + 4;

export interface AttachmentLinks extends Links {
  /** @returns null for what was not minted here, was changed, or is over. */
  verify(token: string): AttachmentLink | null;
}

/**
 * Links that carry all they need: for whom, to what, until when, and a seal (HMAC-SHA256) over it. Nothing is stored.
 *
 * Layout of a token, base64url: version (1 byte), person, conversation and email (16 each), index (4), end in seconds
 * since 1970 (4), seal (32).
 *
 * @param options.keys of this purpose alone (`derivedKey`); the first seals, all of them verify.
 * @param options.publicUrl asked at each minting: a rehearsal knows its port only when it listens.
 */
export function createAttachmentLinks(options: {
  keys: Buffer[];
  publicUrl: () => string | null;
  clock: Clock;
}): AttachmentLinks {
  const [current] = options.keys;
  if (!current) throw new Error('There is no key for links.');
  const seconds = () => Math.floor(options.clock.now().getTime() / 1000);
  return {
    minutes: MINUTES,
    available: () => options.publicUrl() !== null,

    attachment(of) {
      const publicUrl = options.publicUrl();
      if (publicUrl === null) return null;
      const content = encode(of, seconds() + MINUTES * 60);
      const token = Buffer.concat([content, seal(content, current)]).toString('base64url');
      return `${publicUrl.replace(/\/+$/, '')}${ATTACHMENTS_PATH}/${token}`;
    },

    verify(token) {
      if (!/^[\w-]{1,200}$/.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      // One spelling only: base64 forgives bits that belong to nothing.
      if (bytes.toString('base64url') !== token) return null;
      const content = bytes.subarray(0, LENGTH);
      const given = bytes.subarray(LENGTH);
      if (content.length !== LENGTH || given.length !== 32) return null;
      if (!options.keys.some((key) => timingSafeEqual(given, seal(content, key)))) return null;
      const { until, ...of } = decode(content);
      return content[0] === VERSION && seconds() < until ? of : null;
    },
  };
}

function seal(content: Buffer, key: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function encode({ personId, conversationId, emailId, index }: AttachmentLink, until: number): Buffer {
  const content = Buffer.alloc(LENGTH);
  content[0] = VERSION;
  [personId, conversationId, emailId].forEach((id, n) => {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    if (bytes.length !== UUID) throw new Error('A link needs ids.');
    bytes.copy(content, 1 + n * UUID);
  });
  content.writeUInt32BE(index, LENGTH - 8);
  content.writeUInt32BE(until, LENGTH - 4);
  return content;
}

function decode(content: Buffer): AttachmentLink & { until: number } {
  const id = (n: number) => {
    const hex = content.toString('hex', 1 + n * UUID, 1 + (n + 1) * UUID);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
  return {
    personId: id(0),
    conversationId: id(1),
    emailId: id(2),
    index: content.readUInt32BE(LENGTH - 8),
    until: content.readUInt32BE(LENGTH - 4),
  };
}
