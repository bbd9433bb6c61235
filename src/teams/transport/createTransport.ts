import type { Log } from '../../ports/log';
import { createDoor } from './authenticate';
import { createConnector } from './connector';
import { endpointsOf } from './endpoints';
import { createHistory } from './history';
import { createListener } from './listener';
import { tokensOf } from './tokens';
import type { Incoming, Transport, TransportConfig } from './transport';

export interface TransportOptions {
  /** Rehearsal only: how many times faster Microsoft's waiting times run. */
  timeScale?: number;
  /** When an answer is given up on; 9 s without it, as Microsoft waits 10 to 15. */
  answerWithinMs?: number;
}

/** Of an app of several tenants: where its tokens for the connector come from. */
const TENANT_OF_ALL_BOTS = 'botframework.com';
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
): Transport {
  const { appId, credentials, tenantId, rehearsalUrl } = config;
  const { timeScale = 1, answerWithinMs = ANSWER_WITHIN_MS } = options;
  if (appId === null && rehearsalUrl === null) {
    throw new Error('TEAMS_APP_ID is missing: without it anybody could speak for anybody in Teams.');
  }
  if (appId !== null && credentials === null) {
    throw new Error(
      'TEAMS_APP_PASSWORD or a certificate is missing: the Teams app could not prove who it is.',
    );
  }
  if (timeScale !== 1 && rehearsalUrl === null) {
    throw new Error('A time scale is for rehearsals: it needs TEAMS_REHEARSAL_URL.');
  }
  const endpoints = endpointsOf(config);
  if (appId === null) log.warn({}, 'Rehearsal of Teams without authentication: every request is believed');

  const tokens = appId !== null && credentials ? tokensOf(appId, credentials, endpoints.login) : null;
  const listening = createListener({
    incoming,
    door: createDoor({ appId, tenantId, endpoints }),
    wantsToken: appId !== null,
    log,
    answerWithinMs,
  });
  return {
    listener: listening.listener,
    connector: createConnector({
      appId,
      tokens,
      tokenTenant: tenantId ?? TENANT_OF_ALL_BOTS,
      endpoints,
      timeScale,
    }),
    history: createHistory(endpoints, tokens, timeScale),
    stop: async () => {
      const ended = await listening.stop(STOP_WITHIN_MS);
      if (!ended) log.warn({}, 'Stopped while activities of Teams were being handled');
    },
  };
}
