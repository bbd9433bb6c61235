import type { Called } from '../../ports/chat';
import { called } from './called';
import { createConnector } from './connector';
import { endpointsOf } from './endpoints';
import { createHistory } from './history';
import { tokensOf } from './tokens';
import type { Transport, TransportConfig } from './transport';

/** Of an app of several tenants: where its tokens for the connector come from. */
const TENANT_OF_ALL_BOTS = 'botframework.com';

export interface Calls extends Pick<Transport, 'connector' | 'history'> {
  /** Asks for a token: whether Microsoft takes the app's secret or certificate. */
  prove(): Promise<Called<null>>;
}

/**
 * What the bot asks of Microsoft, without listening: enough for the command line.
 * @param timeScale rehearsal only: how many times faster Microsoft's waiting times run.
 * @throws Error with a sentence when the app could not prove who it is, or the rehearsal is not on this machine.
 */
export function createCalls(config: TransportConfig, timeScale = 1): Calls {
  const { appId, credentials, tenantId, rehearsalUrl } = config;
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
  const tokens = appId !== null && credentials ? tokensOf(appId, credentials, endpoints.login) : null;
  const tokenTenant = tenantId ?? TENANT_OF_ALL_BOTS;
  return {
    connector: createConnector({ appId, tokens, tokenTenant, endpoints, timeScale }),
    history: createHistory(endpoints, tokens, timeScale),
    prove: () =>
      called({ writes: false, names: 'conversation', scope: 'method', timeScale }, async () => {
        await tokens?.get('connector', tokenTenant);
        return null;
      }),
  };
}
