import type { MethodName, MethodRow } from '../methodTable';
import type { Slack } from '../slack';
import { ApiError } from './apiError';
import type { Args } from './arguments';

export interface Call {
  slack: Slack;
  method: MethodName;
  args: Args;
}

/** One Web API method: answers what goes beside `ok: true`, or throws an ApiError. */
export type Handler = (call: Call) => Record<string, unknown>;

export type Caller = 'bot' | 'app' | 'none';

/** Whose token it is. Unknown tokens are `invalid_auth`, none at all is `not_authed`. */
export function callerOf(slack: Slack, token: string | undefined): Caller | ApiError {
  const { botToken, appToken } = slack.world.app;
  if (!token) return new ApiError('not_authed');
  if (token === botToken) return 'bot';
  if (token === appToken) return 'app';
  return new ApiError('invalid_auth');
}

/** Token kind, scope, rate tier and required arguments, in that order. */
export function checkCall(call: Call, row: MethodRow, token: string | undefined): void {
  const { slack, args } = call;
  if (row.token !== 'none') {
    const caller = callerOf(slack, token);
    if (caller instanceof ApiError) throw caller;
    if (row.token !== 'any' && caller !== row.token) throw new ApiError('not_allowed_token_type');
    const { scopes } = slack.world.app;
    if (row.scopes.length > 0 && !row.scopes.some((scope) => scopes.includes(scope))) {
      throw new ApiError('missing_scope', { needed: row.scopes.join(','), provided: scopes.join(',') });
    }
  }
  if (slack.switches.enforceRateLimits) {
    const wait = slack.rates.method(call.method, row);
    if (wait > 0) throw new ApiError('ratelimited', { retryAfter: wait });
  }
  const missing = row.required.filter((key) => args[key] === undefined || args[key] === '');
  if (missing.length > 0) {
    throw ApiError.withMessages(
      'invalid_arguments',
      missing.map((key) => `[ERROR] missing required field: ${key}`),
    );
  }
}
