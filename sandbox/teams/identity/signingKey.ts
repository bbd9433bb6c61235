import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sandbox signs with, as Microsoft does. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** Belongs to the key: another key has another one. */
  kid: string;
}

/**
 * The key of the data folder, made and kept there when it has none; a new one without a folder. Microsoft's SDK looks
 * for a key that it does not know at most once an hour: a running bot must find the old one after the sandbox's restart.
 */
export function signingKey(dataDir: string | undefined): SigningKey {
  const privateKey = (dataDir && keptIn(dataDir)) || made(dataDir);
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey, kid: createHash('sha1').update(spki).digest('base64url') };
}

function keptIn(dataDir: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(fileIn(dataDir)));
  } catch {
    // None yet, or not a key: either way a new one takes its place.
    return undefined;
  }
}

function made(dataDir: string | undefined): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (!dataDir) return privateKey;
  mkdirSync(dataDir, { recursive: true });
  const waiting = `${fileIn(dataDir)}.new`;
  writeFileSync(waiting, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(waiting, fileIn(dataDir));
  return privateKey;
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'teams-signing-key.pem');
}
