import { isIP } from 'node:net';
import type { ServerAddress } from '../ports/rows';
import { wrongUsage } from './problem';

export const tlsModes = ['implicit', 'starttls', 'none'] as const;
type Protocol = 'imap' | 'smtp';

/** Registered ports. TLS from the first byte: RFC 8314. */
const PORTS: Record<Protocol, { implicit: number; plain: number }> = {
  imap: { implicit: 993, plain: 143 },
  smtp: { implicit: 465, plain: 587 },
};

/**
 * `host:port` or `host` as `--imap` and `--smtp` take it. Without `tls`: from the first byte, except on the ports
 * that are known for STARTTLS and on this machine.
 * @throws Problem (wrong usage). The words are not repeated in it: a password may be among them.
 */
export function serverAddress(
  protocol: Protocol,
  words: string,
  user: string,
  tls: string | undefined,
): ServerAddress {
  const { implicit, plain } = PORTS[protocol];
  const [, bracketed, bare, digits] = /^(?:\[([\da-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(words) ?? [];
  const host = bracketed ?? bare;
  if (!host || Number(digits ?? 1) < 1 || Number(digits ?? 1) > 65_535) {
    throw wrongUsage(
      `--${protocol} takes a server as host:port, for example ${protocol}.example.com:${implicit}.`,
    );
  }
  const local = isLoopback(host);
  if (tls !== undefined && !tlsModes.includes(tls as (typeof tlsModes)[number])) {
    throw wrongUsage(`--${protocol}-tls takes ${tlsModes.join(', ')}.`);
  }
  if (tls === 'none' && !local) {
    throw wrongUsage(
      `--${protocol}-tls none is for a server on this machine: anywhere else the password would be readable on its way.`,
    );
  }
  const port = digits ? Number(digits) : tls === 'starttls' || tls === 'none' ? plain : implicit;
  const secure = tls ? tls === 'implicit' : port === implicit || (!local && !isPlainPort(port));
  return { host, port, secure, user };
}

/** 25, 143 and 587 begin in the clear and change to TLS. */
function isPlainPort(port: number): boolean {
  return [25, 143, 587].includes(port);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** For lists and summaries. */
export function addressWords({ host, port, secure }: ServerAddress): string {
  const tls = secure ? 'TLS' : isLoopback(host) ? 'this machine' : 'STARTTLS';
  return `${host.includes(':') ? `[${host}]` : host}:${port} (${tls})`;
}
