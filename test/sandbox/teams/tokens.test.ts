import { constants, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rehearsal, rehearse } from './recordingBot';

type Json = Record<string, unknown>;

const read = (part: string | undefined): Json => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

describe('who is who', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse();
  });
  afterAll(() => on.close());

  const ask = async (form: Record<string, string>, tenant = on.teams.tenantId) => {
    const response = await fetch(`${on.teams.url}/login/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: on.teams.appId,
        client_secret: on.teams.appPassword,
        scope: 'https://api.botframework.com/.default',
        ...form,
      }),
    });
    return { status: response.status, json: (await response.json()) as Json };
  };

  test('every delivery is signed by a key that the OpenID document names, for this bot and this service', async () => {
    await on.teams.as('ada').message('support', 'hello @Postroom');
    const [header, claims, signature] = String(on.bot.received.at(-1)?.authorization)
      .slice('Bearer '.length)
      .split('.');
    const metadata = (await (
      await fetch(`${on.teams.url}/openid/.well-known/openidconfiguration`)
    ).json()) as Json;
    expect(metadata).toMatchObject({
      issuer: 'https://api.botframework.com',
      jwks_uri: `${on.teams.url}/openid/keys`,
    });
    const { keys } = (await (await fetch(String(metadata.jwks_uri))).json()) as { keys: Json[] };
    const key = keys.find(({ kid }) => kid === read(header).kid);
    expect(key?.endorsements).toContain('msteams');
    const publicKey = createPublicKey({ key: key as never, format: 'jwk' });
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      publicKey,
      Buffer.from(signature ?? '', 'base64url'),
    );
    expect(isSigned).toBe(true);
    const now = Date.now() / 1000;
    const { exp, ...rest } = read(claims);
    expect(rest).toMatchObject({
      iss: 'https://api.botframework.com',
      aud: on.teams.appId,
      serviceurl: on.bot.activities().at(-1)?.serviceUrl,
    });
    expect(Number(exp) - now).toBeGreaterThan(3500);
  });

  test('a token is given for the right secret, to the right app, for a known scope and tenant', async () => {
    expect(await ask({})).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 3600 } });
    expect((await ask({}, 'botframework.com')).status).toBe(200);
    expect(await ask({ client_secret: 'x' })).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect((await ask({ client_id: 'x' })).json).toMatchObject({ error: 'unauthorized_client' });
    expect((await ask({ scope: 'User.Read' })).json).toMatchObject({ error: 'invalid_scope' });
    expect((await ask({ grant_type: 'password' })).json).toMatchObject({ error: 'unsupported_grant_type' });
    expect((await ask({}, 'elsewhere')).status).toBe(400);
  });

  test('connector and Graph take their own tokens only', async () => {
    const list = `/connector/v3/conversations/${on.teams.channel('support').id}/members`;
    const [team] = on.teams.as('ada').state.teams;
    const history = `/graph/v1.0/teams/${team?.groupId}/channels/${on.teams.channel('support').id}/messages`;
    const status = async (path: string, token: string | null) =>
      (await on.call('GET', path, undefined, { token })).status;
    const [connector, graph] = [await on.token('connector'), await on.token('graph')];
    expect([await status(list, connector), await status(history, graph)]).toEqual([200, 200]);
    for (const token of [null, 'x', `${connector}x`, graph]) expect(await status(list, token)).toBe(401);
    for (const token of [null, connector]) expect(await status(history, token)).toBe(401);
  });

  test('an assertion is believed when the app’s certificate signed it, for the app, here and now', async () => {
    const pem = (name: string) =>
      readFileSync(join(__dirname, `../../teams/transport/madeForTests.${name}.pem`), 'utf8');
    const certified = await rehearse({ seed: { app: { certificate: pem('certificate') } } });
    const { appId, tenantId, url } = certified.teams;
    const endpoint = `${url}/login/${tenantId}/oauth2/v2.0/token`;
    const say = async (claims: Json, alg: 'RS256' | 'PS256' | 'none' = 'RS256') => {
      const now = Math.floor(Date.now() / 1000);
      const whole = { iss: appId, sub: appId, aud: endpoint, exp: now + 300, ...claims };
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = `${part({ alg, typ: 'JWT' })}.${part(whole)}`;
      const padding = alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
      const saltLength = alg === 'PS256' ? 32 : undefined;
      const signature = sign('RSA-SHA256', Buffer.from(signed), { key: pem('key'), padding, saltLength });
      const form = {
        grant_type: 'client_credentials',
        client_id: appId,
        scope: 'https://graph.microsoft.com/.default',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${signed}.${signature.toString('base64url')}`,
      };
      const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) });
      return response.status;
    };
    expect([await say({}), await say({}, 'PS256')]).toEqual([200, 200]);
    for (const wrong of [{ iss: 'x' }, { sub: 'x' }, { aud: 'https://example.com' }, { exp: 1 }])
      expect(await say(wrong)).toBe(401);
    expect(await say({}, 'none')).toBe(401);
    await certified.close();
  });

  test('without a certificate no assertion is believed', async () => {
    const assertion = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
    const answer = await ask({ ...assertion, client_assertion: 'a.b.c' });
    expect(answer).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  });
});
