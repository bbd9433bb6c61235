import * as webApi from '@slack/web-api';
import { codeOf, neverSent } from '../ports/brokenConnection';
import type { Called } from '../ports/chat';

type Failed = Extract<Called<never>, { ok: false }>;

export interface Calling {
  /** Whether the call changes something: then nobody knows, after a broken connection, whether it did. */
  writes: boolean;
  /** What a 429 means here: too many posts in this channel, or too many calls of this method. */
  scope: 'channel' | 'method';
  /** Slack's seconds are that many times shorter (rehearsal only). */
  timeScale: number;
}

/** One call, once. Expected failures are values (law 5). */
export async function callSlack<T>(calling: Calling, call: () => Promise<T>): Promise<Called<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return failureOf(error, calling);
  }
}

/** What a 429 without a number waits. */
const UNKNOWN_RETRY_S = 30;

export function failureOf(error: unknown, { writes, scope, timeScale }: Calling): Failed {
  const later = (seconds: number): Failed => {
    return { ok: false, why: 'later', retryAfterMs: Math.ceil((seconds * 1000) / timeScale), scope };
  };
  if (error instanceof webApi.WebAPIRateLimitedError) return later(error.retryAfter);
  if (error instanceof webApi.WebAPIHTTPError) {
    const detail = `HTTP ${error.statusCode}`;
    if (error.statusCode === 413) return { ok: false, why: 'rejected', detail };
    // Slack itself answers 200 or 429 only: anything else comes from a broken server, or from a proxy that stopped it.
    return unreachable(writes && error.statusCode >= 500, detail);
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = String(error.data.error);
    // A proxy's page in place of Slack's answer arrives here too, as if it were a code.
    if (!/^[a-z0-9_.]{1,80}$/.test(code)) return unreachable(writes, 'not an answer of Slack');
    if (RATE_LIMITED.has(code)) return later(error.data.response_metadata?.retryAfter ?? UNKNOWN_RETRY_S);
    return failureOfCode(code, writes, error.data.response_metadata?.messages);
  }
  if (error instanceof webApi.WebAPIRequestError) {
    return unreachable(writes && !neverSent(error.original), codeOf(error.original));
  }
  if (error instanceof Error && error.message.startsWith('Retry header')) return later(UNKNOWN_RETRY_S);
  // The connection broke while the answer was being read, or the SDK failed in some other way.
  if (error instanceof TypeError || isAbort(error)) return unreachable(writes, codeOf(error));
  return { ok: false, why: 'rejected', detail: codeOf(error) };
}

/** Error codes by what they mean for us. Source: the errors of each method in Slack's documentation. */
const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const MESSAGE_GONE = new Set(['message_not_found', 'thread_not_found', 'cannot_reply_to_message']);
const BROKEN_SERVER = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'external_channel_migrating',
]);
const CHANNEL_CLOSED = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'channel_type_not_supported',
  'method_not_supported_for_channel_type',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'cannot_dm_bot',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'invalid_channel',
]);
const NOT_AUTHORIZED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'accesslimited',
  'two_factor_setup_required',
  'enterprise_is_restricted',
  'team_access_not_granted',
  'app_missing_action_url',
]);

/** @param messages what Slack says about wrong arguments: pointers into the payload, never its content. */
export function failureOfCode(code: string, writes: boolean, messages: string[] = []): Failed {
  if (MESSAGE_GONE.has(code)) return { ok: false, why: 'messageGone' };
  if (BROKEN_SERVER.has(code)) return unreachable(writes, code);
  if (CHANNEL_CLOSED.has(code)) return { ok: false, why: 'channelClosed', detail: code };
  if (NOT_AUTHORIZED.has(code)) return { ok: false, why: 'notAuthorized', detail: code };
  const detail = [code, ...messages].join(' ').slice(0, 500);
  return { ok: false, why: 'rejected', detail };
}

function unreachable(maybeDone: boolean, detail: string): Failed {
  return { ok: false, why: 'unreachable', maybeDone, detail };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
}
