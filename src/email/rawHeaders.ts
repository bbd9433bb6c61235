/**
 * The header block, read by hand. mailparser keeps the last of several From headers, turns an invalid date into now
 * and gives up on some broken mail: ids, senders and duplicates must not depend on that. Linear in the input.
 */
import charset from 'libmime/lib/charset';
import { limits } from './limits';

export interface RawHeader {
  /** Lower-case. */
  name: string;
  /** Unfolded, not decoded: encoded words are still in it. */
  value: string;
}

export interface RawHeaders {
  /** In the order of the source, topmost first. */
  list: RawHeader[];
  /** Offset of the first byte after the empty line; where reading stopped when there is none. */
  bodyStart: number;
}

const FIELD = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s;

/** Reads the header block of an email source or of any MIME part. Never throws; lines that are no header are skipped. */
export function readRawHeaders(raw: Buffer): RawHeaders {
  const list: RawHeader[] = [];
  let at = skipEmptyLines(raw);
  const end = Math.min(raw.length, at + limits.headerBytes);
  let field: Buffer[] = [];
  const close = () => {
    if (field.length > 0 && list.length < limits.headers) {
      const match = FIELD.exec(decodeBytes(Buffer.concat(field)));
      const [, name, value = ''] = match ?? [];
      if (name !== undefined) list.push({ name: name.toLowerCase(), value: value.trim() });
    }
    field = [];
  };
  while (at < end) {
    const newline = raw.indexOf(0x0a, at);
    const next = newline < 0 ? raw.length : newline + 1;
    let lineEnd = newline < 0 ? raw.length : newline;
    if (lineEnd > at && raw[lineEnd - 1] === 0x0d) lineEnd--;
    const line = raw.subarray(at, Math.min(lineEnd, at + limits.headerBytes));
    if (line.length === 0) {
      close();
      return { list, bodyStart: next };
    }
    if ((line[0] === 0x20 || line[0] === 0x09) && field.length > 0) field.push(line);
    else {
      close();
      field = [line];
    }
    at = next;
  }
  close();
  return { list, bodyStart: Math.min(at, raw.length) };
}

/** The first header of that name, or null. */
export function firstHeader(headers: RawHeaders, name: string): string | null {
  return headers.list.find((header) => header.name === name)?.value ?? null;
}

/** All headers of that name, topmost first. */
export function allHeaders(headers: RawHeaders, name: string): string[] {
  return headers.list.filter((header) => header.name === name).map((header) => header.value);
}

/** Bytes without a declared charset: UTF-8 when they are valid UTF-8, else windows-1252, as old French senders mean. */
export function decodeBytes(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Node 20's own windows-1252 decoder loses the quotes and the euro sign.
    return charset.decode(bytes, 'windows-1252');
  }
}

function skipEmptyLines(raw: Buffer): number {
  let at = 0;
  while (raw[at] === 0x0a || raw[at] === 0x0d) at++;
  return at;
}
