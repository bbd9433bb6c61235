import { ImapFlow } from 'imapflow';
import type { Log } from '../ports/log';
import type { ServerAddress } from '../ports/rows';

/** Why a mailbox cannot be read, as a sentence for the administrator. */
export class MailProblem extends Error {
  constructor(
    /** `refused`: nothing helps until somebody acts. `unreachable`: it may come back by itself. */
    readonly kind: 'refused' | 'unreachable',
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 90_000 };
/** A server that announces more than this in one piece is broken or hostile. */
const MAX_LITERAL = 160 * 1024 * 1024;

/**
 * Opens a session. It never reconnects by itself and tells of its end by `close` only; errors of a session that is
 * gone anyway are logged, not thrown.
 * @throws MailProblem
 */
export async function connectImap(
  server: ServerAddress,
  password: string,
  log: Log,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  const loopback = isLoopback(server.host);
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    // Where a password travels, it travels encrypted; only this very machine is trusted without.
    ...(!server.secure && { doSTARTTLS: !loopback }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    auth: { user: server.user, pass: password },
    clientInfo: { name: 'Postroom' },
    // Its lines carry addresses and subjects.
    logger: false,
    // Its automatic IDLE begins after 15 seconds only: the watcher calls it.
    disableAutoIdle: true,
    maxLiteralSize: MAX_LITERAL,
    maxResponseSize: MAX_LITERAL + 1024 * 1024,
    ...TIMEOUTS,
  });
  client.on('error', (error: Error) => log.debug({ err: error, host: server.host }, 'An IMAP session broke'));
  const close = () => client.close();
  signal?.addEventListener('abort', close, { once: true });
  try {
    signal?.throwIfAborted();
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw problemOf(error, server);
  } finally {
    signal?.removeEventListener('abort', close);
  }
}

/** Says goodbye when there is somebody to say it to. */
export async function disconnect(client: ImapFlow): Promise<void> {
  try {
    if (client.usable) await within(client.logout(), 2_000);
  } catch {
    // The server was quicker.
  } finally {
    client.close();
  }
}

export function problemOf(error: unknown, server: ServerAddress): MailProblem {
  if (error instanceof MailProblem) return error;
  const { authenticationFailed, code, responseStatus, responseText, serverResponseCode } = error as {
    authenticationFailed?: boolean;
    code?: string;
    serverResponseCode?: string;
    responseStatus?: string;
    responseText?: string;
  };
  const where = `${server.host}:${server.port}`;
  if (authenticationFailed && TRY_LATER.test(serverResponseCode ?? '')) {
    const sentence = `The mail server ${where} lets nobody in right now (${serverResponseCode}).`;
    return new MailProblem('unreachable', sentence, { cause: error });
  }
  if (authenticationFailed) {
    const sentence = `The mail server ${where} refused the user name or the password.`;
    return new MailProblem('refused', sentence, { cause: error });
  }
  if (code && TLS_CODES.test(code)) {
    const sentence = `The certificate of the mail server ${where} is not valid (${code}).`;
    return new MailProblem('refused', sentence, { cause: error });
  }
  if (responseStatus) {
    const sentence = `The mail server ${where} answered ${responseStatus}: ${(responseText ?? '').slice(0, 200)}`;
    return new MailProblem('unreachable', sentence, { cause: error });
  }
  const sentence = `The mail server ${where} could not be reached or broke off (${code ?? 'no answer'}).`;
  return new MailProblem('unreachable', sentence, { cause: error });
}

/** RFC 5530: the password may well be right. */
const TRY_LATER = /^(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/i;
const TLS_CODES = /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_)/;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
