import pino from 'pino';
import type { Log } from './ports/log';

/** JSON lines on standard output. What could carry a secret is blanked wherever somebody passes it by mistake. */
export function createLog(level: string): Log {
  const secret = ['password', 'token', 'secret', 'authorization', 'pass', 'accessToken'];
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [...secret, ...secret.map((name) => `*.${name}`), ...secret.map((name) => `*.*.${name}`)],
      censor: '[secret]',
    },
  });
}
