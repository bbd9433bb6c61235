import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TransportConfig } from '../teams/transport/transport';
import { isLoopback, text } from './values';

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What single variables of Teams may be. */
export const teamsSettings = {
  TEAMS_APP_ID: text.refine((value) => value === undefined || guid.test(value), {
    error: 'accepted is the application (client) id of your app registration in Microsoft Entra, a GUID',
  }),
  TEAMS_TENANT_ID: text.refine((value) => value === undefined || guid.test(value), {
    error: 'accepted is the directory (tenant) id in Microsoft Entra, a GUID',
  }),
  TEAMS_APP_PASSWORD: text,
  TEAMS_CERTIFICATE_FILE: text,
  TEAMS_CERTIFICATE_KEY_FILE: text,
  TEAMS_REHEARSAL_URL: text.refine((value) => value === undefined || isLoopback(value), {
    error: 'accepted is an address on this machine (http://localhost:…): it is for rehearsals only',
  }),
};

type Given = { [Name in keyof typeof teamsSettings]?: string | undefined };

/** Whether Teams is meant at all. */
export function wantsTeams(env: NodeJS.ProcessEnv): boolean {
  return Object.keys(teamsSettings).some((name) => Boolean(env[name]));
}

/**
 * What only shows when the variables are seen together. Never a value.
 * @param needs the command line needs no address at which Microsoft reaches it.
 */
export function teamsProblems(env: NodeJS.ProcessEnv, needs: 'bot' | 'commands'): string[] {
  if (!wantsTeams(env)) return [];
  const problems: string[] = [];
  const rehearsal = Boolean(env.TEAMS_REHEARSAL_URL);
  const proofs = [env.TEAMS_APP_PASSWORD, env.TEAMS_CERTIFICATE_FILE || env.TEAMS_CERTIFICATE_KEY_FILE];
  const given = proofs.filter(Boolean).length;
  if (!env.TEAMS_APP_ID && (!rehearsal || given > 0 || env.TEAMS_TENANT_ID)) {
    problems.push(
      'TEAMS_APP_ID is missing: register an app in Microsoft Entra and copy its application (client) id.',
    );
  }
  if (env.TEAMS_APP_ID && given === 0) {
    problems.push(
      'TEAMS_APP_PASSWORD, or TEAMS_CERTIFICATE_FILE with TEAMS_CERTIFICATE_KEY_FILE, is missing: the app proves with one of the two who it is.',
    );
  }
  if (given > 1) {
    problems.push('TEAMS_APP_PASSWORD is set beside a certificate: keep one of the two.');
  }
  if (needs === 'bot' && !rehearsal && !env.POSTROOM_PUBLIC_URL) {
    problems.push(
      'POSTROOM_PUBLIC_URL is missing: Microsoft Teams delivers to it (as messaging endpoint, followed by /api/messages), and files are fetched from it.',
    );
  }
  return [...problems, ...certificateProblems(env)];
}

/** @returns null without Teams. What it reads was checked by `teamsProblems`. */
export function teamsConfig(given: Given): { transport: TransportConfig } | null {
  if (!given.TEAMS_APP_ID && !given.TEAMS_REHEARSAL_URL) return null;
  return {
    transport: {
      appId: given.TEAMS_APP_ID?.toLowerCase() ?? null,
      tenantId: given.TEAMS_TENANT_ID?.toLowerCase() ?? null,
      rehearsalUrl: given.TEAMS_REHEARSAL_URL ?? null,
      credentials: credentialsOf(given),
    },
  };
}

function credentialsOf(given: Given): TransportConfig['credentials'] {
  if (given.TEAMS_APP_PASSWORD) return { secret: given.TEAMS_APP_PASSWORD };
  if (!given.TEAMS_CERTIFICATE_FILE || !given.TEAMS_CERTIFICATE_KEY_FILE) return null;
  return {
    certificatePem: readFileSync(given.TEAMS_CERTIFICATE_FILE, 'utf8'),
    privateKeyPem: readFileSync(given.TEAMS_CERTIFICATE_KEY_FILE, 'utf8'),
  };
}

/** Read at the start, so that a wrong file is not noticed with the first message. */
function certificateProblems(env: NodeJS.ProcessEnv): string[] {
  const { TEAMS_CERTIFICATE_FILE: file, TEAMS_CERTIFICATE_KEY_FILE: keyFile } = env;
  if (!file && !keyFile) return [];
  if (!file) return ['TEAMS_CERTIFICATE_FILE is missing: the key file needs its certificate.'];
  if (!keyFile) return ['TEAMS_CERTIFICATE_KEY_FILE is missing: the certificate needs its private key.'];
  const certificate = read(file, (pem) => new X509Certificate(pem));
  const key = read(keyFile, (pem) => createPrivateKey(pem));
  if (!certificate || !key) {
    return [
      ...(certificate
        ? []
        : ['TEAMS_CERTIFICATE_FILE: accepted is a file that can be read and holds a certificate as PEM.']),
      ...(key
        ? []
        : [
            'TEAMS_CERTIFICATE_KEY_FILE: accepted is a file that can be read and holds a private key as PEM, without a passphrase.',
          ]),
    ];
  }
  if (key.asymmetricKeyType !== 'rsa') {
    return ['TEAMS_CERTIFICATE_KEY_FILE: accepted is an RSA key, which Microsoft Entra asks for.'];
  }
  if (!certificate.checkPrivateKey(key)) {
    return [
      'TEAMS_CERTIFICATE_KEY_FILE: accepted is the key of TEAMS_CERTIFICATE_FILE, and this is another one.',
    ];
  }
  if (Date.parse(certificate.validTo) < Date.now()) {
    return ['TEAMS_CERTIFICATE_FILE: accepted is a certificate that is still valid, and this one has ended.'];
  }
  return [];
}

function read<T>(file: string, parse: (pem: string) => T): T | null {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
