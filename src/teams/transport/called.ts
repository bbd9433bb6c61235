import type { Called } from '../../ports/chat';
import { Fault } from './fault';

type Failed = Extract<Called<never>, { ok: false }>;

/** What one call means, so that its failure can be told. */
export interface Calling {
  /** Whether it changes something: then nobody knows, after a broken connection, whether it did. */
  writes: boolean;
  /** It names one message, if only as the root of a thread: a 404 means that this is not there. */
  names: 'message' | 'conversation';
  /** What a 429 means: too much in this conversation, or too many calls of this kind. */
  scope: 'channel' | 'method';
  /** Microsoft's seconds are that many times shorter (rehearsal only). */
  timeScale: number;
}

/** One call, once. Expected failures are values (law 5). */
export async function called<T>(calling: Calling, call: () => Promise<T>): Promise<Called<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return failureOf(error, calling);
  }
}

/** What a 429 without a number waits, and a 412 ("several at once on the same conversation: retry"). */
const UNKNOWN_RETRY_MS = 5_000;
const CONCURRENT_RETRY_MS = 1_000;

/**
 * The connector's codes by what they mean for us. Source: "Status codes from agent conversational APIs" (Learn,
 * build-conversational-capability); `ForbiddenOperationException` and `MessageWritesBlocked` from "Send proactive
 * messages" and "Understand who blocked, muted, or uninstalled a bot".
 */
const CHANNEL_CLOSED = new Set([
  'botnotinconversationroster',
  'conversationblockedbyuser',
  'messagewritesblocked',
  'forbiddenoperationexception',
  'notenoughpermissions',
  'invalidbotapihost',
]);
const MESSAGE_GONE = new Set(['activitynotfoundinconversation']);

export function failureOf(error: unknown, { writes, names, scope, timeScale }: Calling): Failed {
  // Carried out, as far as we know, but the answer was not one.
  if (!(error instanceof Fault)) return unreachable(writes, 'not an answer of the service');
  const { kind } = error;
  if (kind.what === 'broken') return unreachable(writes && kind.sent, error.message);
  if (kind.what === 'noToken') {
    return kind.refused
      ? { ok: false, why: 'notAuthorized', detail: error.message }
      : unreachable(false, error.message);
  }
  const later = (ms: number): Failed => {
    return { ok: false, why: 'later', retryAfterMs: Math.ceil(ms / timeScale), scope };
  };
  const { status, says } = kind;
  if (status === 429) return later(kind.retryAfterMs ?? UNKNOWN_RETRY_MS);
  if (status === 412) return later(kind.retryAfterMs ?? CONCURRENT_RETRY_MS);
  if (status >= 500) return unreachable(writes, error.message);
  const code = kind.code.toLowerCase();
  if (MESSAGE_GONE.has(code)) return { ok: false, why: 'messageGone' };
  if (CHANNEL_CLOSED.has(code)) return { ok: false, why: 'channelClosed', detail: kind.code };
  if (status === 401 || status === 403) return { ok: false, why: 'notAuthorized', detail: error.message };
  if (status === 404 || status === 410) {
    return names === 'message'
      ? { ok: false, why: 'messageGone' }
      : { ok: false, why: 'channelClosed', detail: error.message };
  }
  // A redirect is not followed, so nothing was done.
  if (status < 400) return unreachable(false, error.message);
  return { ok: false, why: 'rejected', detail: [error.message, says].filter(Boolean).join(': ') };
}

function unreachable(maybeDone: boolean, detail: string): Failed {
  return { ok: false, why: 'unreachable', maybeDone, detail };
}
