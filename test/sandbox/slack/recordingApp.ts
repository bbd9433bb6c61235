import { WebSocket } from 'ws';
import type { SlackSandbox } from '../../../sandbox/slack/startSlack';

export interface Envelope {
  envelope_id: string;
  type: string;
  payload: Record<string, unknown> & { event?: Record<string, unknown> };
  retry_attempt?: number;
  retry_reason?: string;
  reason?: string;
}

export interface RecordingApp {
  /** Everything that arrived, in order, `hello` and `disconnect` included. */
  received: Envelope[];
  /** What to acknowledge with; undefined: do not acknowledge. */
  answer: (envelope: Envelope) => Record<string, unknown> | undefined;
  events(type?: string): Record<string, unknown>[];
  /** Reads nothing more, not even a goodbye. */
  freeze(): void;
  close(): Promise<void>;
}

/** A bare Socket Mode client that keeps what it gets: no SDK in between. */
export async function recordingApp(slack: SlackSandbox): Promise<RecordingApp> {
  const opened = await callApi(slack, 'apps.connections.open', {}, slack.appToken);
  const socket = new WebSocket(String(opened.url));
  const app: RecordingApp = {
    received: [],
    answer: () => ({}),
    events: (type) =>
      app.received.flatMap(({ payload }) => {
        const event = payload?.event;
        return event && (type === undefined || event.type === type) ? [event] : [];
      }),
    freeze: () => socket.pause(),
    close: () =>
      new Promise((done) => {
        socket.resume();
        if (socket.readyState === socket.CLOSED) return done();
        socket.on('close', () => done());
        socket.close(1000);
      }),
  };
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data)) as Envelope;
    app.received.push(envelope);
    if (!envelope.envelope_id) return;
    const payload = app.answer(envelope);
    if (payload) socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload }));
  });
  await slack.waitFor(() => app.received.some(({ type }) => type === 'hello' || type === 'disconnect'));
  return app;
}

/** A Web API call without the SDK, so that nothing is retried or hidden. */
export async function callApi(
  slack: SlackSandbox,
  method: string,
  args: Record<string, unknown> = {},
  token: string | null = slack.botToken,
): Promise<
  Record<string, unknown> & { ok: boolean; error?: string; httpStatus: number; retryAfter?: string }
> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(args),
  });
  const body = (await response.json()) as Record<string, unknown> & { ok: boolean };
  const retryAfter = response.headers.get('retry-after') ?? undefined;
  return { ...body, httpStatus: response.status, retryAfter };
}
