import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from './ports/secrets';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM under a key derived from the secret key for this one purpose (HKDF-SHA256). Layout of a sealed value:
 * version (1 byte), nonce (12), tag (16), ciphertext. The purpose is authenticated: what was sealed for one mailbox
 * does not open for another.
 *
 * @param keys the first seals; all of them open, so that a key is changed by putting the new one in front.
 */
export function createSecrets(keys: string[]): Secrets {
  const [current] = keys;
  if (!current) throw new Error('There is no secret key.');
  return {
    seal(purpose, plainText) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', derivedKey(current, 'sealed values'), nonce);
      cipher.setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), sealed]);
    },

    open(purpose, value) {
      const sealed = Buffer.from(value);
      if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new Error(unreadable(purpose));
      const nonce = sealed.subarray(1, 1 + NONCE);
      const tag = sealed.subarray(1 + NONCE, 1 + NONCE + TAG);
      for (const key of keys) {
        const decipher = createDecipheriv('aes-256-gcm', derivedKey(key, 'sealed values'), nonce);
        decipher.setAAD(Buffer.from(purpose));
        decipher.setAuthTag(tag);
        try {
          const opened = [decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()];
          return Buffer.concat(opened).toString('utf8');
        } catch {
          // Another key may fit.
        }
      }
      throw new Error(unreadable(purpose));
    },
  };
}

/** One key per purpose (HKDF-SHA256, 32 bytes): knowing one tells nothing about another. */
export function derivedKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'postroom', purpose, 32));
}

function unreadable(purpose: string): string {
  const whose = purpose.split(':')[0];
  return `The stored ${whose} password cannot be opened with POSTROOM_SECRET_KEY. Put the key that it was stored with after the present one (with a comma), or store the password again.`;
}
