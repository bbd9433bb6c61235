import type { TransportConfig } from './transport';

/** Who is asked for what: Microsoft's public cloud, or the local server that stands for it. */
export interface Endpoints {
  /** Says with which keys the tokens are signed that arrive with activities. */
  openId: string;
  /** Gives tokens for our own calls, at `{login}/{tenant}/oauth2/v2.0/token`. */
  login: string;
  graph: string;
  /** Whether an activity may send us to this address with our token (`serviceUrl`). */
  isConnector(serviceUrl: string): boolean;
}

/** Who signs the tokens of activities, in rehearsal as in reality. */
export const ISSUER = 'https://api.botframework.com';

/** @throws Error with a sentence when `rehearsalUrl` is not on this machine. */
export function endpointsOf({ rehearsalUrl }: Pick<TransportConfig, 'rehearsalUrl'>): Endpoints {
  if (rehearsalUrl === null) {
    return {
      openId: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      login: 'https://login.microsoftonline.com',
      graph: 'https://graph.microsoft.com/v1.0',
      isConnector: isMicrosofts,
    };
  }
  if (!isLoopback(rehearsalUrl)) {
    throw new Error(
      'TEAMS_REHEARSAL_URL has to be an address on this machine, such as http://localhost:4100/teams.',
    );
  }
  const base = rehearsalUrl.replace(/\/+$/, '');
  return {
    openId: `${base}/openid/.well-known/openidconfiguration`,
    login: `${base}/login`,
    graph: `${base}/graph/v1.0`,
    isConnector: isLoopback,
  };
}

/**
 * Where Teams' connector is, in the public cloud and in GCC. Microsoft's own proactive endpoints are
 * `smba.trafficmanager.net` and `smba.infra.gcc.teams.microsoft.com` (Learn: "Send proactive messages"), and its Teams
 * SDK accepts those hosts only. Anybody can rent another name under trafficmanager.net, and `*.botframework.com` serves
 * other channels than Teams: neither is in the list.
 */
function isMicrosofts(serviceUrl: string): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, port, username } = new URL(serviceUrl);
  const known = hostname === 'smba.trafficmanager.net' || hostname.endsWith('.teams.microsoft.com');
  return protocol === 'https:' && port === '' && username === '' && known;
}

/**
 * Messages for one person are known in the public cloud only. A cloud that does not know them might take one for a
 * message to everybody, so there is nothing to be tried.
 */
export function knowsTargeted(serviceUrl: string): boolean {
  return URL.canParse(serviceUrl) && !new URL(serviceUrl).hostname.endsWith('.teams.microsoft.com');
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
