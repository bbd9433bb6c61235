import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { inTime } from '../../ports/patience';
import { type Endpoints, ISSUER } from './endpoints';
import type { Activity } from './transport';

/** Not believed: 401, and nothing is done. The message is for the log; it holds nothing of the token. */
export class Refused extends Error {}

/** The keys could not be fetched: 503, so that Microsoft delivers again. */
export class CannotCheck extends Error {}

export interface AuthenticationOptions {
  /** Null: a rehearsal without authentication. */
  appId: string | null;
  /** Set: only activities of this tenant are believed. */
  tenantId: string | null;
  endpoints: Pick<Endpoints, 'openId' | 'login' | 'isConnector'>;
}

/** What arrived, as far as it has to be read before it is believed. */
export type Unproven = Pick<Activity, 'serviceUrl' | 'conversation' | 'channelData'> & { channelId?: string };

export interface Door {
  /** Runs what was believed, as the SDK wants it. */
  adapter: CloudAdapter;
  /** Rejects with Refused or CannotCheck. */
  authenticate(activity: Unproven, authorization: string | undefined): Promise<AuthenticateRequestResult>;
}

/** How long the keys may take to come, the first time and once a day. */
const CHECK_WITHIN_MS = 5_000;

/**
 * Microsoft's own check of signature, issuer, audience, validity and service address, narrowed to Teams. By itself it
 * would also believe other bots ("skills"), the emulator and other channels, with issuers that the token names itself.
 */
export function createDoor({ appId, tenantId, endpoints }: AuthenticationOptions): Door {
  const sdk = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId ?? '',
      ...(tenantId && { MicrosoftAppTenantId: tenantId }),
      ToBotFromChannelOpenIdMetadataUrl: endpoints.openId,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromEmulatorOpenIdMetadataUrl: endpoints.openId,
      ToChannelFromBotLoginUrl: endpoints.login,
      ToChannelFromBotOAuthScope: ISSUER,
      OAuthUrl: ISSUER,
      CallerId: '',
      ValidateAuthority: true,
    },
    new OwnAppOnly(appId),
  );
  const byKey = lanes();
  return {
    adapter: new CloudAdapter(sdk),
    authenticate: async (activity, authorization) => {
      if (appId !== null) refuseForeign(authorization);
      if (activity.channelId !== 'msteams') throw new Refused('an activity of another channel than Teams');
      if (!endpoints.isConnector(activity.serviceUrl))
        throw new Refused('a service address that is not Teams’');
      const check = () => checked(() => sdk.authenticateRequest(activity as never, authorization ?? ''));
      const proof = await byKey(keyNamedBy(authorization), check);
      if (tenantId !== null) refuseOtherTenants(activity, tenantId);
      return proof;
    },
  };
}

/** Checks with a key that has never proven anything, waiting for each other. */
const MOST_WAITING = 50;

/**
 * For a key that it does not know, the SDK asks Microsoft, once more for every request until the answer is there: so
 * only one such check runs at a time. What a known key signed never waits for them.
 */
function lanes(): <T>(key: string, check: () => Promise<T>) => Promise<T> {
  const proven = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (key, check) => {
    if (proven.has(key)) return check();
    if (waiting >= MOST_WAITING) throw new CannotCheck('too many unknown keys at once');
    waiting += 1;
    const mine = last.then(check);
    last = mine.catch(() => undefined);
    try {
      const proof = await mine;
      proven.add(key);
      return proof;
    } finally {
      waiting -= 1;
    }
  };
}

function keyNamedBy(authorization = ''): string {
  try {
    const [header = ''] = authorization.replace(/^Bearer /, '').split('.');
    return String((JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid?: unknown }).kid);
  } catch {
    return '';
  }
}

/** A token that is not even meant to come from the connector never reaches the SDK. */
function refuseForeign(authorization: string | undefined): void {
  const [, payload] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization ?? '') ?? [];
  if (payload === undefined) throw new Refused('no token');
  let issuer: unknown;
  try {
    issuer = (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown }).iss;
  } catch {
    throw new Refused('a token that cannot be read');
  }
  if (issuer !== ISSUER) throw new Refused('a token of another issuer');
}

/** The connector names the tenant in two places; both have to be ours, and one at least has to be there. */
function refuseOtherTenants({ conversation, channelData }: Unproven, tenantId: string): void {
  const named = [conversation?.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined);
  if (named.length === 0 || named.some((one) => one.toLowerCase() !== tenantId.toLowerCase())) {
    throw new Refused('an activity of another tenant');
  }
}

/** jsonwebtoken's own errors are not taken for a refusal by the SDK, which would answer 500 to a forged signature. */
const FORGED = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']);

async function checked(
  authenticate: () => Promise<AuthenticateRequestResult>,
): Promise<AuthenticateRequestResult> {
  try {
    const proof = await inTime(authenticate(), CHECK_WITHIN_MS);
    if (proof.late) throw new Error('the keys did not come in time');
    return proof.value;
  } catch (error) {
    const { name, message } = error as Error;
    const unauthorized = error instanceof AuthenticationError && (error.statusCode as number) === 401;
    if (unauthorized || FORGED.has(name)) throw new Refused(message.slice(0, 200));
    throw new CannotCheck(message.slice(0, 200));
  }
}

/** Says which audience is ours. Its credentials are never used: what the bot sends goes by its own connector. */
class OwnAppOnly extends ServiceClientCredentialsFactory {
  constructor(private readonly appId: string | null) {
    super();
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return this.appId === null;
  }

  override async createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return { signRequest: async (request) => request };
  }
}
