import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Host names under which the sandbox may be called: another one means that a web page rebound its own name. */
const NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** A sentence when the request does not come from this machine's own page or programs. */
export function foreign(request: IncomingMessage, port: number): string | undefined {
  const host = request.headers.host ?? '';
  if (!NAMES.some((name) => host === `${name}:${port}`)) {
    return `The sandbox answers at localhost:${port} only, not as "${host}".`;
  }
  const { origin } = request.headers;
  if (origin !== undefined && !NAMES.some((name) => origin === `http://${name}:${port}`)) {
    return `Pages from "${origin}" may not talk to the sandbox.`;
  }
  return undefined;
}

export function sameToken(given: string | null | undefined, token: string): boolean {
  const one = Buffer.from(given ?? '');
  const other = Buffer.from(token);
  return one.length === other.length && timingSafeEqual(one, other);
}
