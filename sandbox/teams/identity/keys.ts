import { createHmac, createSign } from 'node:crypto';
import { LIMITS } from '../limits';
import type { TeamsApp } from '../seed';
import { type SigningKey, signingKey } from './signingKey';

const ISSUER = 'https://api.botframework.com';

export type Audience = 'connector' | 'graph';

const RESOURCES: Record<string, Audience> = {
  'https://api.botframework.com/.default': 'connector',
  'https://graph.microsoft.com/.default': 'graph',
};

/** Which of the two services a `scope` is for. */
export function audienceOf(scope: string): Audience | undefined {
  return RESOURCES[scope];
}

/** Signs what the sandbox sends to the bot, and makes and checks the tokens that the bot sends back. */
export class Keys {
  private readonly signing: SigningKey;

  /** @param dataDir where the key that signs outlives the process */
  constructor(
    private readonly app: TeamsApp,
    dataDir?: string,
  ) {
    this.signing = signingKey(dataDir);
  }

  /** The document behind `jwks_uri`. The endorsement says for which channel the key may speak. */
  document(): Record<string, unknown> {
    const { kid, publicKey } = this.signing;
    const { n, e } = publicKey.export({ format: 'jwk' });
    const key = { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e };
    return { keys: [{ ...key, endorsements: ['msteams', 'm365extensions'] }] };
  }

  metadata(url: string): Record<string, unknown> {
    return {
      issuer: ISSUER,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${url}/openid/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };
  }

  /** What comes with every delivery. */
  forBot(serviceUrl: string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: ISSUER,
      aud: this.app.id,
      serviceurl: serviceUrl,
      nbf: now - 60,
      iat: now,
      exp: now + LIMITS.tokenSeconds.max,
    };
    const { kid, privateKey } = this.signing;
    const signed = `${part({ alg: 'RS256', kid, x5t: kid, typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  }

  /** A token for the bot's own calls. Made of the password, so that it outlives a restart of the sandbox. */
  issue(audience: Audience, tenant: string): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { aud: audience, appid: this.app.id, tid: tenant, exp: now + LIMITS.tokenSeconds.max };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${this.mac(signed)}`;
  }

  /** True for a token that was issued here for this service and has not expired. */
  isGood(authorization: string | undefined, audience: Audience): boolean {
    const [header, claims, mac] = (authorization ?? '').replace(/^Bearer /i, '').split('.');
    if (!header || !claims || mac !== this.mac(`${header}.${claims}`)) return false;
    const { aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
      aud: string;
      exp: number;
    };
    return aud === audience && exp * 1000 > Date.now();
  }

  private mac(text: string): string {
    return createHmac('sha256', `token ${this.app.password}`).update(text).digest('base64url');
  }
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
