import { createHmac } from 'node:crypto';
import type { App, RequestUrls } from '../seed';
import type { Delivered, EnvelopeType } from './sockets';

/** Deliveries as signed HTTP requests to the app's request URLs. */
export async function postToApp(
  app: App,
  urls: RequestUrls,
  type: EnvelopeType,
  payload: Record<string, unknown>,
  timeoutMs: number,
  retry?: { attempt: number; reason: string },
): Promise<Delivered> {
  const since = performance.now();
  const ms = (): number => Math.round(performance.now() - since);
  const body = type === 'events_api' ? JSON.stringify(payload) : form(type, payload);
  try {
    const response = await fetch(urlFor(urls, type, payload), {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signature(app.signingSecret, body),
        ...(retry
          ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
          : {}),
      },
    });
    const text = await response.text();
    if (response.status !== 200) return { status: 'http error', ms: ms(), httpStatus: response.status };
    return { status: 'acknowledged', ms: ms(), httpStatus: 200, body: parse(text) };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { status: timedOut ? 'timeout' : 'no app', ms: ms() };
  }
}

/** The handshake with which Slack checks a request URL: the challenge must come back. */
export async function verifyUrl(app: App, url: string): Promise<boolean> {
  const challenge = createHmac('sha256', app.signingSecret).update(url).digest('hex');
  const body = JSON.stringify({ token: app.verificationToken, challenge, type: 'url_verification' });
  const headers = { 'content-type': 'application/json', ...signature(app.signingSecret, body) };
  const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(3000) });
  return (await response.text()).includes(challenge);
}

/** Slack's v0 request signature, and its time. */
export function signature(
  secret: string,
  body: string,
  at = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
}

function urlFor(urls: RequestUrls, type: EnvelopeType, payload: Record<string, unknown>): string {
  if (type === 'slash_commands') return urls.commands ?? urls.events;
  if (type === 'events_api') return urls.events;
  if (payload.type === 'block_suggestion') return urls.options ?? urls.interactivity ?? urls.events;
  return urls.interactivity ?? urls.events;
}

function form(type: EnvelopeType, payload: Record<string, unknown>): string {
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
  return new URLSearchParams(fields).toString();
}

function parse(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
