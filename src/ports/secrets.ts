/** Keeps passwords unreadable in the database (AES-256-GCM, keys derived from POSTROOM_SECRET_KEY). */
export interface Secrets {
  /** @param purpose what it is for and whose, for example `imap:<mailbox id>`; bound to the ciphertext. */
  seal(purpose: string, plainText: string): Uint8Array;
  /** @throws Error with a sentence when no key fits or it was tampered with. */
  open(purpose: string, sealed: Uint8Array): string;
}
