import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Account } from './account';

/** One planned misbehaviour; it is used up after `times` hits. */
export interface SmtpFault {
  on: 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';
  /**
   * 451: try later, 550: never. `drop`: the connection is cut, nothing was delivered. `dropAfter` (with data):
   * delivered, then cut before the answer. `hang`: no answer until the client gives up.
   */
  kind: 451 | 550 | 'drop' | 'dropAfter' | 'hang';
  /** Only for this recipient (with rcpt). */
  recipient?: string;
  /** Only one of the two servers; both without it. */
  server?: 'submission' | 'inbound';
  /** 1 without it. */
  times?: number;
}

export interface SmtpListener {
  host: string;
  port: number;
  /** Cuts open connections at once. */
  drop(): number;
  refuse(): Promise<void>;
  allow(): Promise<void>;
  close(): Promise<void>;
}

export interface Delivery {
  from: string;
  to: string;
  raw: Buffer;
}

/**
 * `submission` wants a login and serves the team's accounts; `inbound` wants none and is how mail from outside
 * arrives. Both hand every accepted recipient to `deliver`, and answer 250 only when that has returned.
 */
export async function listenSmtp(options: {
  kind: 'submission' | 'inbound';
  host: string;
  port: number;
  account(address: string): Account | undefined;
  rejectsPassword(address: string): boolean;
  faults: SmtpFault[];
  deliver(delivery: Delivery): void;
}): Promise<SmtpListener> {
  const { kind, host, deliver } = options;
  const domain = kind === 'inbound' ? 'mx.sandbox.example' : 'smtp.sandbox.example';

  /** true when a fault took the command over: the answer was given, or never will be. */
  const fails = (
    on: SmtpFault['on'],
    session: SMTPServerSession,
    answer: (error?: Error) => void,
    recipient?: string,
  ): boolean => {
    const fault = options.faults.find(
      (one) =>
        one.on === on &&
        one.kind !== 'dropAfter' &&
        (one.server ?? kind) === kind &&
        (one.recipient === undefined || one.recipient.toLowerCase() === recipient?.toLowerCase()),
    );
    if (!fault) return false;
    spend(options.faults, fault);
    if (fault.kind === 'drop') cut(session);
    else if (fault.kind === 451) answer(refusal(451, '4.3.0 Try again later'));
    else if (fault.kind === 550) answer(refusal(550, on === 'rcpt' ? '5.1.1 No such user' : '5.7.1 Refused'));
    return true;
  };
  const cut = (session: SMTPServerSession) => {
    for (const connection of connectionsOf(server))
      if (connection.session === session || connection.session?.id === session.id)
        connection._socket.destroy();
  };

  const server = new SMTPServer({
    name: domain,
    banner: 'Postroom sandbox',
    size: 50 * 1024 * 1024,
    authOptional: kind === 'inbound',
    allowInsecureAuth: true,
    disabledCommands: kind === 'inbound' ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (session, callback) => {
      if (!fails('connect', session, callback)) callback();
    },
    onAuth: (auth, session, callback) => {
      if (fails('auth', session, (error) => callback(error))) return;
      const account = options.account(auth.username ?? '');
      const right = account?.password !== undefined && account.password === auth.password;
      if (!right || options.rejectsPassword(account.address))
        callback(refusal(535, '5.7.8 Authentication credentials invalid'));
      else callback(null, { user: account.address });
    },
    onMailFrom: (_address, session, callback) => {
      if (!fails('mail', session, callback)) callback();
    },
    onRcptTo: (address, session, callback) => {
      if (!fails('rcpt', session, callback, address.address)) callback();
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(refusal(552, '5.3.4 Message too big'));
        if (fails('data', session, callback)) return;
        const content = Buffer.concat(chunks);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const id = randomBytes(8).toString('hex');
        try {
          for (const { address: to } of session.envelope.rcptTo)
            deliver({ from, to, raw: Buffer.concat([traceHeaders(from, to, session, domain, id), content]) });
        } catch (error) {
          return callback(refusal(451, `4.3.0 ${(error as Error).message}`));
        }
        const lost = options.faults.find(
          (one) => one.on === 'data' && one.kind === 'dropAfter' && (one.server ?? kind) === kind,
        );
        if (lost) {
          spend(options.faults, lost);
          return cut(session);
        }
        callback(null, `2.0.0 Accepted as ${id}`);
      });
    },
  });
  // Clients that vanish are an everyday event here.
  server.on('error', () => {});

  const open = async (port: number) => {
    server.server.listen(port, host);
    await Promise.race([
      once(server.server, 'listening'),
      once(server.server, 'error').then(([error]) => Promise.reject(error)),
    ]);
  };
  await open(options.port);
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;

  return {
    host,
    port,
    drop() {
      const all = [...connectionsOf(server)];
      for (const connection of all) connection._socket.destroy();
      return all.length;
    },
    async refuse() {
      if (server.server.listening) server.server.close();
    },
    async allow() {
      if (!server.server.listening) await open(port);
    },
    close: () =>
      new Promise((resolve) => {
        for (const connection of connectionsOf(server)) connection._socket.destroy();
        if (server.server.listening) server.server.close(() => resolve());
        else resolve();
      }),
  };
}

/** What a receiving server puts on top: Return-Path (empty for bounces) and its own Received. */
function traceHeaders(
  from: string,
  to: string,
  session: SMTPServerSession,
  domain: string,
  id: string,
): Buffer {
  const greeting = (session.hostNameAppearsAs || 'unknown').replace(/[^\w.[\]:-]/g, '').slice(0, 200);
  return Buffer.from(
    `Return-Path: <${from}>\r\n` +
      `Received: from ${greeting} ([${session.remoteAddress}])\r\n` +
      `\tby ${domain} with ESMTP id ${id}\r\n` +
      `\tfor <${to}>; ${new Date().toUTCString().replace('GMT', '+0000')}\r\n`,
    'latin1',
  );
}

function spend(faults: SmtpFault[], fault: SmtpFault): void {
  const left = (fault.times ?? 1) - 1;
  if (left > 0) fault.times = left;
  else faults.splice(faults.indexOf(fault), 1);
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** What the sandbox needs of smtp-server's own connections: which session, and the socket to cut. */
function connectionsOf(server: SMTPServer): Set<{ session?: SMTPServerSession; _socket: Socket }> {
  return server.connections as unknown as Set<{ session?: SMTPServerSession; _socket: Socket }>;
}
