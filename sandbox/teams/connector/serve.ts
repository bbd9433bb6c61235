import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../slack/api/arguments';
import type { TeamsFault } from '../../teamsProtocol';
import { graphAnswer, isGraphPath } from '../graph/messages';
import { tokenAnswer } from '../identity/token';
import { LIMITS } from '../limits';
import type { Teams } from '../teams';
import { type Answer, Refusal, type Understood } from './answer';
import { understand } from './routes';

/** Everything under `/teams/`: what Microsoft's servers would answer to the bot, faults and log included. */
export async function serve(
  teams: Teams,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const at = Date.now();
  const since = performance.now();
  const parts = url.pathname.slice('/teams/'.length).split('/').filter(Boolean).map(decoded);
  if (parts[0] === 'openid' && request.method === 'GET') return reply(response, openId(teams, parts));
  const raw = await readBody(request, 5_000_000);
  const body = bodyOf(raw);
  const understood = whatItIs(teams, request, url, parts, body);
  if (!understood)
    return reply(response, new Refusal(404, 'NotFound', `The sandbox has no ${url.pathname}.`).answer);
  const { operation, conversation } = understood;
  const fault = teams.faults.take(operation);
  const answer =
    fault && fault.kind !== 'dropAfter' ? faultAnswer(fault) : perform(teams, understood, request, raw);
  if (operation === 'token' && answer?.status === 200) teams.delivery.seen(true);
  const lost = fault?.kind === 'drop' || fault?.kind === 'dropAfter' || fault?.kind === 'hang';
  teams.log.add({
    operation,
    conversation,
    at,
    ms: Math.round((performance.now() - since) * 10) / 10,
    httpStatus: lost ? 0 : (answer?.status ?? 0),
    bytes: raw.length,
    body: operation === 'token' ? undefined : body,
  });
  if (fault?.kind === 'hang') return;
  if (lost || !answer) {
    response.destroy();
    return;
  }
  reply(response, answer);
}

function whatItIs(
  teams: Teams,
  request: IncomingMessage,
  url: URL,
  parts: string[],
  body: unknown,
): Understood | undefined {
  const method = request.method ?? 'GET';
  const [area, ...rest] = parts;
  if (area === 'login' && method === 'POST' && rest.slice(1).join('/') === 'oauth2/v2.0/token') {
    const form = typeof body === 'string' ? body : '';
    return {
      operation: 'token',
      conversation: null,
      perform: () => tokenAnswer(teams, rest[0] as string, form),
    };
  }
  if (area === 'graph' && rest[0] === 'v1.0' && method === 'GET' && isGraphPath(rest.slice(1))) {
    // Absolute, so that a nextLink leads back to where it came from.
    const own = new URL(url.pathname + url.search, teams.url());
    return {
      operation: 'history',
      conversation: rest[4] as string,
      perform: () => graphAnswer(teams, rest.slice(1), own),
    };
  }
  if (area !== 'connector' || rest[0] !== 'v3') return undefined;
  const object = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return understand(teams, { method, parts: rest.slice(1), query: url.searchParams, body: object });
}

/** Token, size and rate first, as at the door of a service; then what was asked. */
function perform(teams: Teams, understood: Understood, request: IncomingMessage, raw: Buffer): Answer {
  const { operation, conversation } = understood;
  try {
    if (operation === 'token') return understood.perform();
    const audience = operation === 'history' ? 'graph' : 'connector';
    if (!teams.keys.isGood(request.headers.authorization, audience))
      throw new Refusal(401, 'Unauthorized', 'Authorization has been denied for this request.');
    if (raw.length > LIMITS.activityBytes.max)
      throw new Refusal(413, 'MessageSizeTooBig', `Message size too large: ${raw.length} bytes.`);
    if (teams.enforceRateLimits && operation !== 'history') {
      const kind = operation === 'members' || operation === 'channels' ? 'members' : 'send';
      const wait = teams.rates.take(kind, conversation ?? 'new chats');
      if (wait > 0) throw throttled(wait);
    }
    return understood.perform();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.answer;
  }
}

function throttled(seconds: number): Refusal {
  return new Refusal(429, 'Throttled', 'API calls quota exceeded.', { 'retry-after': String(seconds) });
}

function faultAnswer(fault: TeamsFault): Answer | undefined {
  if (fault.kind === '429') return throttled(fault.retryAfter ?? 1).answer;
  const status = Number(fault.kind);
  if (!status) return undefined;
  const code = {
    412: 'PreconditionFailed',
    502: 'BadGateway',
    503: 'ServiceUnavailable',
    504: 'GatewayTimeout',
  };
  const name = code[status as keyof typeof code] ?? 'InternalServerError';
  const headers: Record<string, string> = fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {};
  return new Refusal(status, name, 'As asked of the sandbox.', headers).answer;
}

function openId(teams: Teams, parts: string[]): Answer {
  const path = parts.slice(1).join('/');
  if (path === '.well-known/openidconfiguration')
    return { status: 200, json: teams.keys.metadata(teams.url()) };
  if (path === 'keys') return { status: 200, json: teams.keys.document() };
  return new Refusal(404, 'NotFound', 'There is no such document.').answer;
}

function reply(response: ServerResponse, { status, headers = {}, json }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(json === undefined ? '' : JSON.stringify(json));
}

/** JSON, or the text of a form. */
function bodyOf(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  const text = raw.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
