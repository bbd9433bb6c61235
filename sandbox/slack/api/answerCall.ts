import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MethodFault } from '../../protocol';
import { COMMON_ERRORS, METHODS, type MethodName } from '../methodTable';
import type { Slack } from '../slack';
import { ApiError } from './apiError';
import { type Args, parseArguments, readBody } from './arguments';
import { type Call, callerOf, checkCall, type Handler } from './call';
import { chatMethods } from './chatMethods';
import { conversationMethods } from './conversationMethods';
import { fileMethods } from './fileMethods';
import { reactionMethods } from './reactionMethods';
import { viewMethods } from './viewMethods';
import { workspaceMethods } from './workspaceMethods';

const HANDLERS: Record<MethodName, Handler> = {
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...reactionMethods,
  ...viewMethods,
  ...workspaceMethods,
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** One Web API call from the first byte to the last, faults and log included. */
export async function answerCall(
  slack: Slack,
  method: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = Date.now();
  const since = performance.now();
  const body = await readBody(request);
  const header = request.headers.authorization?.replace(/^Bearer /i, '');
  const fault = slack.faults.take(method);
  const { args, token, answer } =
    fault && fault.kind !== 'dropAfter'
      ? { args: {}, token: header, answer: faultAnswer(fault) }
      : perform(slack, method, query, request, body, header);
  const caller = callerOf(slack, token);
  const lost = fault?.kind === 'drop' || fault?.kind === 'dropAfter' || fault?.kind === 'hang';
  slack.log.add(
    {
      method,
      at,
      ms: Math.round((performance.now() - since) * 10) / 10,
      ok: answer?.body.ok === true,
      error: lost ? fault.kind : (answer?.body.error as string | undefined),
      httpStatus: lost ? 0 : (answer?.status ?? 0),
      bytes: body.length,
      caller: caller instanceof ApiError ? 'none' : caller,
    },
    args,
  );
  if (fault?.kind === 'hang') return;
  if (lost || !answer) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

function perform(
  slack: Slack,
  method: string,
  query: URLSearchParams,
  request: IncomingMessage,
  body: Buffer,
  header: string | undefined,
): { args: Args; token: string | undefined; answer: Answer } {
  let args: Args = {};
  let token = header;
  try {
    args = parseArguments(request, query, body);
    token ??= typeof args.token === 'string' ? args.token : undefined;
    const row = (METHODS as Record<string, (typeof METHODS)[MethodName]>)[method];
    if (!row) throw new ApiError('unknown_method', { req_method: method });
    const call = { slack, method: method as MethodName, args };
    checkCall(call, row, token);
    const result = handled(call);
    const scopes = slack.world.app.scopes.join(',');
    return {
      args,
      token,
      answer: { status: 200, headers: { 'x-oauth-scopes': scopes }, body: { ok: true, ...result } },
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { args, token, answer: refusal(error) };
  }
}

/** A code that the table does not give to the method would be one that Slack never answers there. */
function handled(call: Call): Record<string, unknown> {
  try {
    return HANDLERS[call.method](call);
  } catch (error) {
    const codes: readonly string[] = [...METHODS[call.method].errors, ...COMMON_ERRORS];
    if (error instanceof ApiError && !codes.includes(error.code) && call.method !== 'api.test') {
      throw new Error(`The method table gives ${call.method} no error code "${error.code}".`);
    }
    throw error;
  }
}

function refusal(error: ApiError): Answer {
  const { retryAfter, ...more } = error.more;
  const body = { ok: false, error: error.code, ...more };
  if (error.code !== 'ratelimited') return { status: 200, headers: {}, body };
  return { status: 429, headers: { 'retry-after': String(retryAfter ?? 1) }, body };
}

function faultAnswer(fault: MethodFault): Answer | undefined {
  if (fault.kind === '429')
    return refusal(new ApiError('ratelimited', { retryAfter: fault.retryAfter ?? 1 }));
  if (fault.kind === '500') return { status: 500, headers: {}, body: { ok: false, error: 'internal_error' } };
  if (fault.kind === '503')
    return { status: 503, headers: {}, body: { ok: false, error: 'service_unavailable' } };
  return undefined;
}
