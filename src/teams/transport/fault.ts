import { codeOf, neverSent } from '../../ports/brokenConnection';

/** An HTTP exchange that did not end with a 2xx, in the few words that somebody has to know of it. Carries no request. */
export class Fault extends Error {
  constructor(
    readonly kind:
      | { what: 'status'; status: number; code: string; says: string; retryAfterMs: number | null }
      /** `sent`: bytes may have left; false when there was no connection at all. */
      | { what: 'broken'; sent: boolean }
      /** We could not get a token, so nothing was called. */
      | { what: 'noToken'; refused: boolean },
    message: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/** How long one exchange may take, body included. */
export const TIMEOUT_MS = 10_000;
/** A page of a channel, with all replies and their cards, may be some megabytes. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export interface Exchange {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** One request, once: redirects are not followed, as they would take the token to another host. @throws Fault */
export async function exchange({ url, method, headers, body }: Exchange): Promise<Answer> {
  let answer: Answer;
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = { status: response.status, headers: response.headers, text: await bounded(response) };
  } catch (error) {
    throw new Fault({ what: 'broken', sent: !neverSent(error) }, codeOf(error));
  }
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw statusFault(answer);
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function statusFault({ status, headers, text }: Answer): Fault {
  const { code, says } = errorOf(text);
  const retryAfterMs = retryAfterOf(headers.get('retry-after'));
  const message = [`HTTP ${status}`, code].filter(Boolean).join(' ');
  return new Fault({ what: 'status', status, code, says, retryAfterMs }, message);
}

/** `{ error: { code, message } }` of the connector and of Graph, `{ error, error_description }` of the login server. */
function errorOf(text: string): { code: string; says: string } {
  try {
    const { error, error_description } = JSON.parse(text) as Record<string, unknown>;
    const { code, message } =
      typeof error === 'object' && error !== null
        ? (error as Record<string, unknown>)
        : { code: error, message: error_description };
    return { code: short(code, 80), says: short(message, 200) };
  } catch {
    return { code: '', says: '' };
  }
}

function short(value: unknown, length: number): string {
  return typeof value === 'string' ? value.slice(0, length) : '';
}

/** Seconds, or a date. */
function retryAfterOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 3600) * 1000 : null;
}
