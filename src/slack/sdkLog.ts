import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../ports/log';

/**
 * Slack's SDK logs whole payloads when it debugs, and our messages hold other people's words: only its warnings and
 * errors pass, and of these only what names no content.
 */
export function sdkLog(log: Log, part: string): Logger {
  const told = (words: unknown[]) =>
    words
      .map((word) => (word instanceof Error ? word.message : String(word)))
      .join(' ')
      .replace(/xox[a-z]-[\w-]+|xapp-[\w-]+/g, '[token]')
      .slice(0, 500);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words) => log.warn({ part }, told(words)),
    error: (...words) => log.error({ part }, told(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
