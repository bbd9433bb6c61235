import { randomFillSync } from 'node:crypto';

let lastAt = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, method 1): sorts by time of creation, and within one process always after the one before, so
 * that rows made in one transaction keep their order and indexes grow at their end.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastAt) {
    lastAt = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastAt++;
    counter = 0;
  }
  const bytes = randomFillSync(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(lastAt / 2 ** 32));
  view.setUint32(2, lastAt % 2 ** 32);
  view.setUint16(6, 0x7000 | counter);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
