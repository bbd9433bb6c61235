import { assertion } from './assertion';
import { exchange, Fault } from './fault';
import type { TransportConfig } from './transport';

export type Proof = NonNullable<TransportConfig['credentials']>;

/** For whom a token is: the connector, or Microsoft Graph. */
export const SCOPES = {
  connector: 'https://api.botframework.com/.default',
  graph: 'https://graph.microsoft.com/.default',
} as const;

/** Tokens for the bot's own calls. */
export interface Tokens {
  /** Kept until shortly before it ends; asked for once when several want it. @throws Fault */
  get(scope: keyof typeof SCOPES, tenant: string): Promise<string>;
  /** It was refused (401): the next call asks for another. */
  forget(scope: keyof typeof SCOPES, tenant: string): void;
}

/** A token is renewed that long before it ends. */
const EARLY_MS = 5 * 60_000;

/**
 * The client credentials flow of Microsoft's identity platform, in rehearsal and reality alike. Not through MSAL: it
 * refuses a login server without https, and the SDK around it keeps one token per app, whatever the tenant.
 * @param login address of the login server, without the tenant.
 */
export function tokensOf(appId: string, proof: Proof, login: string): Tokens {
  const kept = new Map<string, { token: string; until: number }>();
  const asked = new Map<string, Promise<string>>();

  const fetchToken = async (scope: keyof typeof SCOPES, tenant: string, key: string) => {
    const url = `${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      scope: SCOPES[scope],
      ...('secret' in proof
        ? { client_secret: proof.secret }
        : {
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion: assertion({ ...proof, appId, audience: url }),
          }),
    });
    const { token, seconds } = await ask(url, form.toString());
    kept.set(key, { token, until: Date.now() + seconds * 1000 - EARLY_MS });
    return token;
  };

  return {
    get: async (scope, tenant) => {
      const key = `${scope} ${tenant}`;
      const known = kept.get(key);
      if (known && known.until > Date.now()) return known.token;
      const running = asked.get(key) ?? fetchToken(scope, tenant, key).finally(() => asked.delete(key));
      asked.set(key, running);
      return running;
    },
    forget: (scope, tenant) => void kept.delete(`${scope} ${tenant}`),
  };
}

async function ask(url: string, body: string): Promise<{ token: string; seconds: number }> {
  try {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const { text } = await exchange({ url, method: 'POST', headers, body });
    const { access_token, expires_in } = JSON.parse(text) as Record<string, unknown>;
    if (typeof access_token !== 'string') throw new SyntaxError('no token');
    return { token: access_token, seconds: Number(expires_in) || 0 };
  } catch (error) {
    throw noToken(error);
  }
}

/** Of what the login server says, only codes are kept (`invalid_client AADSTS7000215`). */
function noToken(error: unknown): Fault {
  if (!(error instanceof Fault)) {
    return new Fault({ what: 'noToken', refused: false }, 'the login server gave no token');
  }
  if (error.kind.what !== 'status') return new Fault({ what: 'noToken', refused: false }, error.message);
  const { status, says } = error.kind;
  const reason = /AADSTS\d+/.exec(says)?.[0];
  const message = ['login', error.message, reason].filter(Boolean).join(' ');
  return new Fault({ what: 'noToken', refused: status >= 400 && status < 500 && status !== 429 }, message);
}
