import type { Log } from '../../src/ports/log';

export const silentLog: Log = { info() {}, warn() {}, error() {}, debug() {} };
