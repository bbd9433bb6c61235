import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { LIMITS } from '../limits';

export type EnvelopeType = 'events_api' | 'interactive' | 'slash_commands';

/** How one delivery ended. `body` is what came with the acknowledgement. */
export interface Delivered {
  status: 'acknowledged' | 'timeout' | 'no app' | 'http error';
  ms: number;
  httpStatus?: number;
  body?: Record<string, unknown>;
}

interface Waiting {
  socket: WebSocket;
  done(delivered: Delivered): void;
  since: number;
}

/** The Socket Mode connections of the app: each delivery goes to one of them, in turn. */
export class Sockets {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly tickets = new Set<string>();
  private readonly open: WebSocket[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private turn = 0;
  private readonly pings: NodeJS.Timeout;

  constructor(
    private readonly appId: string,
    private readonly changed: (connections: number) => void,
  ) {
    this.pings = setInterval(() => {
      for (const socket of this.open) socket.ping();
    }, 10_000);
    this.pings.unref();
  }

  /** Those that take envelopes: one that is closing is there and does not. */
  get connections(): number {
    return this.ready().length;
  }

  /** The query of a URL with which one connection may be opened. */
  ticket(): string {
    const ticket = randomBytes(16).toString('hex');
    this.tickets.add(ticket);
    return `ticket=${ticket}&app_id=${this.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, refused: boolean): void {
    const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? '';
    if (refused || !this.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (connected) => this.accept(connected));
  }

  /** One envelope; answers when it was acknowledged, or after `timeoutMs`. */
  send(
    type: EnvelopeType,
    payload: unknown,
    timeoutMs: number,
    retry?: { attempt: number; reason: string },
  ): Promise<Delivered> {
    const socket = this.next();
    if (!socket) return Promise.resolve({ status: 'no app', ms: 0 });
    const envelopeId = randomUUID();
    const since = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish({ status: 'timeout', ms: timeoutMs }), timeoutMs);
      const finish = (delivered: Delivered): void => {
        clearTimeout(timer);
        this.waiting.delete(envelopeId);
        resolve(delivered);
      };
      this.waiting.set(envelopeId, { socket, done: finish, since });
      socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          payload,
          type,
          accepts_response_payload: type !== 'events_api',
          ...(type === 'events_api'
            ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
            : {}),
        }),
      );
    });
  }

  /** `polite`: a disconnect message first, as Slack does before it recycles a connection. */
  drop(how: 'polite' | 'abrupt', reason = 'refresh_requested'): void {
    for (const socket of [...this.open]) {
      if (how === 'polite') socket.send(disconnectMessage(reason), () => socket.close(1000));
      else socket.terminate();
    }
  }

  /** Says goodbye and waits for the other side, half a second at most: a cut handshake leaves clients hanging. */
  async close(): Promise<void> {
    clearInterval(this.pings);
    const left = [...this.open].map((socket) => {
      const gone = new Promise<void>((done) => socket.once('close', () => done()));
      socket.close(1001);
      return gone;
    });
    const late = new Promise<void>((done) => setTimeout(done, 500).unref());
    await Promise.race([Promise.all(left), late]);
    for (const socket of [...this.open]) socket.terminate();
    for (const { done } of this.waiting.values()) done({ status: 'no app', ms: 0 });
    this.server.close();
  }

  private accept(socket: WebSocket): void {
    if (this.open.length >= LIMITS.socketConnections.max) {
      socket.send(disconnectMessage('too_many_websockets'), () => socket.close(1000));
      return;
    }
    socket.on('message', (data) => this.received(String(data)));
    socket.on('close', () => this.gone(socket));
    socket.on('error', () => this.gone(socket));
    this.open.push(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.open.length,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: this.appId },
      }),
      () => this.changed(this.open.length),
    );
  }

  private received(text: string): void {
    let message: { envelope_id?: string; payload?: Record<string, unknown> };
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    const waiting = this.waiting.get(String(message.envelope_id));
    waiting?.done({
      status: 'acknowledged',
      ms: Math.round(performance.now() - waiting.since),
      body: message.payload,
    });
  }

  private gone(socket: WebSocket): void {
    const at = this.open.indexOf(socket);
    if (at < 0) return;
    this.open.splice(at, 1);
    for (const waiting of [...this.waiting.values()]) {
      if (waiting.socket !== socket) continue;
      waiting.done({ status: 'no app', ms: Math.round(performance.now() - waiting.since) });
    }
    this.changed(this.open.length);
  }

  private ready(): WebSocket[] {
    return this.open.filter((socket) => socket.readyState === socket.OPEN);
  }

  private next(): WebSocket | undefined {
    const ready = this.ready();
    this.turn += 1;
    return ready[this.turn % Math.max(1, ready.length)];
  }
}

function disconnectMessage(reason: string): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}
