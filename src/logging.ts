import pino from 'pino';
import type { Log } from './ports/log';

const secretNames = ['password', 'token', 'secret', 'authorization', 'pass', 'accessToken'];

/**
 * JSON lines on standard output. What could carry a secret is blanked wherever somebody passes it by mistake.
 * @param destination of the lines; standard output without it.
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: plainError },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[secret]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What a line needs of an error. Libraries hang whole connections on theirs (pg: the client, with its password), so
 * nothing else of it is taken.
 */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, message: error.message, ...(code && { code }), stack: error.stack };
}
