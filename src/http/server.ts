import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import type { LoopDelay } from './loopDelay';

/** What `/health` says; `ok` decides between 200 and 503. */
export interface Health {
  ok: boolean;
  /** One line per part, for people and for the command line. */
  [part: string]: unknown;
}

export interface HttpOptions {
  port: number;
  /** `127.0.0.1` in rehearsals, every interface otherwise. */
  host: string;
  health(): Promise<Health>;
  loopDelay: LoopDelay;
  /** Other owners of paths, asked first: a chat platform's events. */
  routes: { path: string; listener: RequestListener }[];
}

export interface HttpServer {
  /** Where the same machine reaches it. */
  url: string;
  stop(): Promise<void>;
}

/** Health for load balancers and the command line, and what the chat platform sends in HTTP mode. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    const owner = options.routes.find((route) => path === route.path || path.startsWith(`${route.path}/`));
    if (owner) return hand(owner.listener, request, response);
    void handle(options, request, response, path);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), 1_000);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Bolt throws for what it does not know (a GET, a longer path): that must not end the process for anybody who asks. */
function hand(listener: RequestListener, request: IncomingMessage, response: ServerResponse): void {
  try {
    listener(request, response);
  } catch {
    if (response.headersSent) response.destroy();
    else nothing(response);
  }
}

async function handle(
  options: HttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (request.method === 'GET' && path === '/health') {
    try {
      const health = await options.health();
      return json(response, health.ok ? 200 : 503, { ...health, eventLoopDelay: options.loopDelay.read() });
    } catch {
      return json(response, 503, { ok: false, eventLoopDelay: options.loopDelay.read() });
    }
  }
  // For measuring a stretch of work; only from this machine.
  if (request.method === 'POST' && path === '/health/event-loop/reset' && isLoopback(request)) {
    options.loopDelay.reset();
    return json(response, 200, { ok: true });
  }
  nothing(response);
}

function nothing(response: ServerResponse): void {
  json(response, 404, { error: 'There is nothing here. Postroom answers at /health.' });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

/** Not through a proxy on this machine, which speaks for everybody. */
function isLoopback(request: IncomingMessage): boolean {
  if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined)
    return false;
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is taken by another program. Set PORT to a free one.`);
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs more rights. Set PORT to one above 1023.`);
  return error;
}
