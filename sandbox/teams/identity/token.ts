import { createVerify, X509Certificate } from 'node:crypto';
import type { Answer } from '../connector/answer';
import { LIMITS } from '../limits';
import type { Teams } from '../teams';
import { audienceOf } from './keys';

/** What Entra's token endpoint answers: `POST /login/{tenant}/oauth2/v2.0/token`, client credentials only. */
export function tokenAnswer(teams: Teams, tenant: string, body: string): Answer {
  const form = new URLSearchParams(body);
  const { world, keys } = teams;
  if (![world.tenant.id, 'botframework.com', 'organizations', 'common'].includes(tenant))
    return no(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
  if (form.get('grant_type') !== 'client_credentials')
    return no(400, 'unsupported_grant_type', 'AADSTS70003: The grant type is not client_credentials.');
  if (form.get('client_id') !== world.app.id)
    return no(401, 'unauthorized_client', `AADSTS700016: Application '${form.get('client_id')}' not found.`);
  const audience = audienceOf(form.get('scope') ?? '');
  if (!audience)
    return no(400, 'invalid_scope', `AADSTS70011: The scope '${form.get('scope')}' is not valid here.`);
  const why = form.has('client_assertion') ? assertionProblem(teams, form) : secretProblem(teams, form);
  if (why) return no(401, 'invalid_client', why);
  const lasts = LIMITS.tokenSeconds.max;
  return {
    status: 200,
    json: {
      token_type: 'Bearer',
      expires_in: lasts,
      ext_expires_in: lasts,
      access_token: keys.issue(audience, tenant),
    },
  };
}

function secretProblem(teams: Teams, form: URLSearchParams): string | undefined {
  if (form.get('client_secret') === teams.world.app.password) return undefined;
  return 'AADSTS7000215: Invalid client secret provided.';
}

/** A JWT that the certificate's key signed: RS256 or PS256, for this endpoint, by the app about itself. */
function assertionProblem(teams: Teams, form: URLSearchParams): string | undefined {
  const { app } = teams.world;
  const wrong = (what: string): string => `AADSTS700027: The client assertion ${what}.`;
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    return wrong('has no type');
  if (!app.certificate) return wrong('comes from an app without certificate');
  const [header = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
  let read: { alg?: string; iss?: string; sub?: string; aud?: string; exp?: number };
  try {
    read = { ...parse(header), ...parse(claims) };
  } catch {
    return wrong('cannot be read');
  }
  const key = new X509Certificate(app.certificate).publicKey;
  const verify = createVerify('RSA-SHA256').update(`${header}.${claims}`);
  const options = read.alg === 'PS256' ? { key, padding: 6, saltLength: 32 } : { key };
  if (!['RS256', 'PS256'].includes(read.alg ?? '') || !verify.verify(options, signature, 'base64url'))
    return wrong('has a wrong signature');
  if (read.iss !== app.id || read.sub !== app.id) return wrong('is not by the app about itself');
  if (!read.aud?.endsWith('/oauth2/v2.0/token')) return wrong('is for another audience');
  if (!((read.exp ?? 0) * 1000 > Date.now())) return wrong('has expired');
  return undefined;
}

function parse(part: string): Record<string, string> {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

function no(status: number, error: string, description: string): Answer {
  return { status, json: { error, error_description: description } };
}
