import type { IncomingMessage } from 'node:http';
import { isObject } from '../blocks/problems';
import { ApiError } from './apiError';

export type Args = Record<string, unknown>;

/** Arguments that are JSON inside a form field. */
const JSON_ARGUMENTS = ['blocks', 'attachments', 'metadata', 'view', 'files'];

/** Reads the body, up to a size; beyond it the connection is cut. */
export async function readBody(request: IncomingMessage, limit = 20_000_000): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new Error('The request is too large for the sandbox.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The arguments of a Web API call: query, form or JSON. */
export function parseArguments(request: IncomingMessage, query: URLSearchParams, body: Buffer): Args {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  const args: Args = Object.fromEntries(query);
  if (body.length === 0) return args;
  if (type === 'application/json') {
    const parsed = parseJson(body.toString('utf8'), 'invalid_json');
    if (!isObject(parsed)) throw new ApiError('invalid_json');
    return { ...args, ...parsed };
  }
  if (type !== 'application/x-www-form-urlencoded') throw new ApiError('invalid_form_data');
  for (const [key, value] of new URLSearchParams(body.toString('utf8'))) args[key] = value;
  for (const key of JSON_ARGUMENTS) {
    if (typeof args[key] !== 'string') continue;
    const code = key === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments';
    args[key] = parseJson(args[key] as string, code);
  }
  return args;
}

function parseJson(text: string, code: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(code);
  }
}

export function text(args: Args, key: string): string {
  const value = args[key];
  return value === undefined || value === null ? '' : String(value);
}

/** Booleans come as `true`, `"true"`, `"1"`. */
export function flag(args: Args, key: string): boolean {
  return args[key] === true || args[key] === 'true' || args[key] === '1' || args[key] === 1;
}

/** A page of a list: items and the cursor of the next. `limit` outside 1..max answers `invalid_limit`. */
export function page<T>(
  items: T[],
  args: Args,
  max: number,
  byDefault: number,
  limitError = 'invalid_limit',
): { items: T[]; cursor: string } {
  const limit = args.limit === undefined || args.limit === '' ? byDefault : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 0 || limit > max) throw new ApiError(limitError);
  const size = limit === 0 ? byDefault : limit;
  const from = readCursor(text(args, 'cursor'));
  const next = from + size < items.length ? Buffer.from(`next:${from + size}`).toString('base64') : '';
  return { items: items.slice(from, from + size), cursor: next };
}

function readCursor(cursor: string): number {
  if (cursor === '') return 0;
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!found) throw new ApiError('invalid_cursor');
  return Number(found[1]);
}
