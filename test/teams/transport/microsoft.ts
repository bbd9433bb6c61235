import { constants, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../../src/ports/log';
import { createTransport, type TransportOptions } from '../../../src/teams/transport/createTransport';
import type { Activity, Incoming, Transport, TransportConfig } from '../../../src/teams/transport/transport';

export const APP = 'a0a0a0a0-1111-4222-8333-444444444444';
export const TENANT = 'b1b1b1b1-1111-4222-8333-444444444444';
export const SECRET = 'planted-client-secret';
const ISSUER = 'https://api.botframework.com';

/** One request that arrived at the local Microsoft. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Answers so much later, or never (`cut`: the connection ends without an answer). */
  afterMs?: number;
  cut?: boolean;
}

/** Stands for Microsoft: its keys, its login server, and whatever `answer` says for the rest. */
export class Microsoft {
  readonly asked: Asked[] = [];
  readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  keyId = `key-${Math.random()}`;
  answer: (asked: Asked) => Reply = () => ({ body: {} });
  login: (asked: Asked) => Reply = () => ({ body: { access_token: 'planted-token', expires_in: 3600 } });
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const asked = { method: request.method!, path: request.url!, headers: request.headers, body };
        this.asked.push(asked);
        const reply = this.replyTo(asked);
        if (reply.cut) return void request.socket.destroy();
        const send = () => {
          response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
          const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
          response.end(text);
        };
        if (reply.afterMs) setTimeout(send, reply.afterMs).unref();
        else send();
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}/teams`;
  }

  get serviceUrl(): string {
    return `${this.url}/connector/`;
  }

  /** What was asked of the connector and of Graph. */
  get calls(): Asked[] {
    return this.asked.filter(({ path }) => /^\/teams\/(connector|graph)\//.test(path));
  }

  private replyTo(asked: Asked): Reply {
    if (asked.path === '/teams/openid/.well-known/openidconfiguration') {
      return { body: { issuer: ISSUER, jwks_uri: `${this.url}/openid/keys` } };
    }
    if (asked.path === '/teams/openid/keys') {
      const jwk = this.keys.publicKey.export({ format: 'jwk' });
      return { body: { keys: [{ ...jwk, kid: this.keyId, use: 'sig', endorsements: ['msteams'] }] } };
    }
    return asked.path.startsWith('/teams/login/') ? this.login(asked) : this.answer(asked);
  }

  /** A token as the connector signs it; what is given replaces what is right. */
  token(
    changed: { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: KeyObject } = {},
  ): string {
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'RS256', typ: 'JWT', kid: this.keyId, ...changed.header };
    const claims = {
      iss: ISSUER,
      aud: APP,
      serviceurl: this.serviceUrl,
      nbf: now - 10,
      exp: now + 3600,
      ...changed.claims,
    };
    const said = [header, claims].map(encoded).join('.');
    if (header.alg === 'none') return `${said}.`;
    return `${said}.${sign('sha256', Buffer.from(said), changed.key ?? this.keys.privateKey).toString('base64url')}`;
  }
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Whether an assertion was signed with the key of this certificate, and what it says. */
export function readAssertion(assertion: string, certificatePem: string) {
  const [header, claims, signature] = assertion.split('.') as [string, string, string];
  const { verify } = require('node:crypto') as typeof import('node:crypto');
  const signed = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey(certificatePem), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    Buffer.from(signature, 'base64url'),
  );
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  return { signed, header: read(header), claims: read(claims) };
}

/** What the bot's log said. */
export class Lines implements Log {
  readonly lines: { level: string; fields: Record<string, unknown>; message: string }[] = [];
  private readonly at = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void this.lines.push({ level, fields, message });
  info = this.at('info');
  warn = this.at('warn');
  error = this.at('error');
  debug = this.at('debug');
  get text(): string {
    return JSON.stringify(this.lines, (_, value) =>
      value instanceof Error ? `${value.message} ${value.stack}` : value,
    );
  }
}

/** A transport behind a port of its own. */
export class Bot {
  readonly log = new Lines();
  readonly heard: Activity[] = [];
  onInvoke: (activity: Activity) => Promise<unknown> = async () => ({ answered: true });
  onActivity: (activity: Activity) => Promise<void> = async () => undefined;
  readonly transport: Transport;
  private readonly server: Server;

  constructor(
    readonly microsoft: Microsoft,
    config: Partial<TransportConfig> = {},
    options: TransportOptions = {},
  ) {
    const incoming: Incoming = {
      activity: async (activity) => {
        this.heard.push(activity);
        await this.onActivity(activity);
      },
      invoke: async (activity) => {
        this.heard.push(activity);
        return this.onInvoke(activity);
      },
    };
    const whole = {
      appId: APP,
      credentials: { secret: SECRET },
      tenantId: TENANT,
      rehearsalUrl: microsoft.url,
      ...config,
    };
    this.transport = createTransport(whole, incoming, this.log, options);
    this.server = createServer(this.transport.listener);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/messages`;
  }

  /** Delivers an activity as the connector does. @param token null: none. */
  async deliver(
    activity: Record<string, unknown> | string,
    token: string | null = this.microsoft.token(),
  ): Promise<{ status: number; body: unknown; headers: Headers }> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
  }
}

/** A message in a channel, as Teams delivers it. */
export function messageIn(microsoft: Microsoft, changed: Record<string, unknown> = {}) {
  return {
    type: 'message',
    id: '1700000000001',
    timestamp: '2026-11-22T10:00:00.0000000Z',
    serviceUrl: microsoft.serviceUrl,
    channelId: 'msteams',
    from: { id: '29:ada', name: 'Ada', aadObjectId: 'c2c2c2c2-1111-4222-8333-444444444444' },
    recipient: { id: `28:${APP}`, name: 'Postroom' },
    conversation: {
      id: '19:support@thread.tacv2;messageid=1700000000000',
      conversationType: 'channel',
      tenantId: TENANT,
      isGroup: true,
    },
    text: '<at>Postroom</at> help',
    channelData: { tenant: { id: TENANT }, team: { id: '19:team@thread.tacv2' } },
    ...changed,
  };
}
