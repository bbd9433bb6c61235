import { constants, randomUUID, sign, X509Certificate } from 'node:crypto';

export interface AssertionOf {
  certificatePem: string;
  privateKeyPem: string;
  appId: string;
  /** The address that is asked for the token. */
  audience: string;
}

/** How long an assertion may be shown, in seconds: it is made anew for each request. */
const VALID_S = 300;

/**
 * What an app shows in place of a secret: a statement signed with the key of its certificate (Microsoft identity
 * platform, "application authentication certificate credentials": PS256, thumbprint `x5t#S256`).
 */
export function assertion({ certificatePem, privateKeyPem, appId, audience }: AssertionOf): string {
  const thumbprint = Buffer.from(
    new X509Certificate(certificatePem).fingerprint256.replaceAll(':', ''),
    'hex',
  ).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint };
  const claims = {
    aud: audience,
    iss: appId,
    sub: appId,
    jti: randomUUID(),
    nbf: now,
    iat: now,
    exp: now + VALID_S,
  };
  const said = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(said), {
    key: privateKeyPem,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${said}.${signature.toString('base64url')}`;
}
