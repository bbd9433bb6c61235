import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ControlAnswer } from '../controlRoute';
import type { LivePages } from '../livePages';
import type { Patch } from '../protocol';
import { answerCall } from './api/answerCall';
import { readBody } from './api/arguments';
import { callerOf } from './api/call';
import { control, refused } from './control/control';
import { bytesOf, storeBytes } from './files';
import { foreign, sameToken } from './guard';
import { pageAnswer } from './page';
import { postResponse } from './responses';
import type { Slack } from './slack';

/** Everything that the sandbox answers over HTTP. */
export class Web {
  constructor(
    private readonly slack: Slack,
    private readonly live: LivePages<Patch>,
    private readonly pageDir: string,
    private readonly port: () => number,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const why = foreign(request, this.port());
    if (why) return sendControl(response, refused(403, why));
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const { pathname } = url;
    if (pathname.startsWith('/api/')) {
      return answerCall(this.slack, pathname.slice('/api/'.length), url.searchParams, request, response);
    }
    if (pathname.startsWith('/control/')) return this.control(url, request, response);
    if (pathname.startsWith('/response/')) return this.response(pathname, request, response);
    if (pathname.startsWith('/upload/v1/')) return this.upload(pathname, request, response);
    if (pathname.startsWith('/files-pri/')) return this.privateFile(pathname, request, response);
    const mounted = this.slack.routes.find(({ prefix, serve }) => serve && pathname.startsWith(`${prefix}/`));
    if (mounted?.serve) return mounted.serve(request, response, url);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(response, 405, 'Method not allowed');
    const page = pageAnswer(this.pageDir, pathname, this.slack.controlToken, this.port());
    response.writeHead(page.status, page.headers);
    response.end(page.data);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const allowed = foreign(request, this.port()) === undefined;
    const { delivery, faults, controlToken } = this.slack;
    if (allowed && url.pathname === '/socket') {
      delivery.sockets.upgrade(request, socket, head, faults.refuseSockets);
      return;
    }
    if (allowed && sameToken(url.searchParams.get('token'), controlToken)) {
      if (url.pathname === '/control/live') {
        this.live.upgrade(request, socket, head, url.searchParams.get('as') ?? '');
        return;
      }
      const mounted = this.slack.routes.find(
        ({ prefix, upgrade }) => upgrade && url.pathname === `/control${prefix}/live`,
      );
      if (mounted?.upgrade) {
        mounted.upgrade(request, socket, head, url.searchParams);
        return;
      }
    }
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  }

  private async control(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = url.pathname.slice('/control'.length);
    const download = request.method === 'GET' && /^\/(files\/|mail\/attachment$)/.test(path);
    const header = request.headers['x-sandbox-token'];
    const given = typeof header === 'string' ? header : download ? url.searchParams.get('token') : null;
    if (!sameToken(given, this.slack.controlToken)) {
      const hint = 'the sandbox prints it when it starts';
      return sendControl(response, refused(401, `The header x-sandbox-token is missing or wrong (${hint}).`));
    }
    const raw = await readBody(request, 60_000_000);
    let body: unknown;
    try {
      body = raw.length > 0 ? JSON.parse(raw.toString('utf8')) : undefined;
    } catch {
      return sendControl(response, refused(400, 'The body is not JSON.'));
    }
    const method = request.method ?? 'GET';
    sendControl(response, await control(this.slack, { method, path, query: url.searchParams, body }));
  }

  private async response(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const since = performance.now();
    const raw = await readBody(request);
    const target = this.slack.responseUrls.use(path.slice('/response/'.length));
    const body = jsonOrEmpty(raw);
    const error = 'error' in target ? target.error : postResponse(this.slack, target, body);
    const httpStatus = error === undefined ? 200 : 'error' in target ? 404 : 400;
    const ms = Math.round(performance.now() - since);
    const call = { method: 'response_url', at, ms, ok: error === undefined, error, httpStatus };
    this.slack.log.add({ ...call, bytes: raw.length, caller: 'none' }, body);
    if (error === undefined) return plain(response, 200, 'ok');
    response.writeHead(httpStatus, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error }));
  }

  private async upload(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = this.slack.world.files.get(path.slice('/upload/v1/'.length));
    if (!file || file.complete) return plain(response, 404, 'Not found');
    const raw = await readBody(request, 200_000_000);
    const data = fromMultipart(raw, request.headers['content-type'] ?? '') ?? raw;
    storeBytes(this.slack, file, data);
    plain(response, 200, `OK - ${data.length}`);
  }

  private privateFile(path: string, request: IncomingMessage, response: ServerResponse): void {
    const { slack } = this;
    const id = /^\/files-pri\/[^/]+-(F\w+)\//.exec(path)?.[1] ?? '';
    const token = request.headers.authorization?.replace(/^Bearer /i, '');
    const file = slack.world.files.get(id);
    const scoped = slack.world.app.scopes.includes('files:read');
    // Without a good token Slack redirects to its login page; there is none here.
    if (callerOf(slack, token) !== 'bot' || !scoped) {
      plain(response, 403, 'Forbidden');
      return;
    }
    const data = file?.complete ? bytesOf(slack, id) : undefined;
    if (!file || !data) {
      plain(response, 404, 'Not found');
      return;
    }
    response.writeHead(200, { 'content-type': file.mimetype, 'content-length': data.length });
    response.end(data);
  }
}

function sendControl(response: ServerResponse, answer: ControlAnswer): void {
  const { status = 200, json, bytes } = answer;
  const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  if (bytes) {
    const name = encodeURIComponent(bytes.fileName ?? 'file');
    const disposition = `attachment; filename*=UTF-8''${name}`;
    // A shared HTML or SVG file must never run in the page's own origin.
    const policy = "default-src 'none'; sandbox";
    response.writeHead(status, {
      ...headers,
      'content-type': bytes.type,
      'content-disposition': disposition,
      'content-security-policy': policy,
    });
    response.end(bytes.data);
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(json));
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function jsonOrEmpty(raw: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(raw.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The first file of a multipart body: some clients upload a form instead of the bytes. */
function fromMultipart(raw: Buffer, type: string): Buffer | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(type)?.[1];
  if (!boundary) return undefined;
  const start = raw.indexOf('\r\n\r\n');
  const end = raw.indexOf(`\r\n--${boundary}`, start + 4);
  return start < 0 || end < 0 ? undefined : raw.subarray(start + 4, end);
}
