import type { Log } from '../../ports/log';
import { createDoor } from './authenticate';
import { type Calls, createCalls } from './createCalls';
import { endpointsOf } from './endpoints';
import { createListener } from './listener';
import type { Incoming, Transport, TransportConfig } from './transport';

export interface TransportOptions {
  /** Rehearsal only: how many times faster Microsoft's waiting times run. */
  timeScale?: number;
  /** When an answer is given up on; 9 s without it, as Microsoft waits 10 to 15. */
  answerWithinMs?: number;
}

const ANSWER_WITHIN_MS = 9_000;
const STOP_WITHIN_MS = 5_000;

/**
 * Microsoft Teams by Microsoft's SDK.
 * @throws Error with a sentence when it could not be safe: no app without a rehearsal, a rehearsal that is elsewhere.
 */
export function createTransport(
  config: TransportConfig,
  incoming: Incoming,
  log: Log,
  options: TransportOptions = {},
): Transport & Calls {
  const { appId, tenantId } = config;
  const calls = createCalls(config, options.timeScale);
  if (appId === null) log.warn({}, 'Rehearsal of Teams without authentication: every request is believed');
  const listening = createListener({
    incoming,
    door: createDoor({ appId, tenantId, endpoints: endpointsOf(config) }),
    wantsToken: appId !== null,
    log,
    answerWithinMs: options.answerWithinMs ?? ANSWER_WITHIN_MS,
  });
  return {
    ...calls,
    listener: listening.listener,
    stop: async () => {
      const ended = await listening.stop(STOP_WITHIN_MS);
      if (!ended) log.warn({}, 'Stopped while activities of Teams were being handled');
    },
  };
}
