/**
 * The process that reads emails for `parser.ts`. It holds no secrets and no connections: its environment is empty, and
 * whatever an email does to it, it can be killed and replaced.
 */
import type { ParsedEmail } from '../email/parsedEmail';
import { parseEmail } from './parseEmail';

export interface ParseRequest {
  id: number;
  raw: Uint8Array;
}

export type ParseAnswer =
  | { ready: true }
  | { ready?: false; id: number; email: ParsedEmail }
  | { ready?: false; id: number; failed: string };

function answer(message: ParseAnswer): void {
  process.send?.(message);
}

process.on('message', ({ id, raw }: ParseRequest) => {
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  parseEmail(source).then(
    (email) => answer({ id, email }),
    (error: unknown) => answer({ id, failed: String(error).slice(0, 500) }),
  );
});
// The parent is gone, however it went: an orphan would wait for ever.
process.on('disconnect', () => process.exit(0));
answer({ ready: true });
