import type { Log } from '../../src/ports/log';

/** `TEST_LOG=1` shows what the parts under test complain about. */
const complain = process.env.TEST_LOG
  ? (fields: object, message: string) => console.error(message, fields)
  : () => undefined;

export const silentLog: Log = { info() {}, warn: complain, error: complain, debug() {} };
