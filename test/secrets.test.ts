import fc from 'fast-check';
import { createSecrets } from '../src/secrets';

const key = 'a'.repeat(40);
const newer = 'b'.repeat(40);

test('whatever is sealed opens again, and never looks the same twice', () => {
  const secrets = createSecrets([key]);
  fc.assert(
    fc.property(fc.string(), fc.string(), (purpose, words) => {
      const sealed = secrets.seal(purpose, words);
      expect(secrets.open(purpose, sealed)).toBe(words);
      expect(Buffer.from(sealed).equals(Buffer.from(secrets.seal(purpose, words)))).toBe(false);
    }),
  );
});

test('a new key in front seals, the old one behind still opens', () => {
  const before = createSecrets([key]).seal('imap:1', 'hunter2');
  const rotated = createSecrets([newer, key]);
  expect(rotated.open('imap:1', before)).toBe('hunter2');
  expect(createSecrets([newer]).open('imap:1', rotated.seal('imap:1', 'hunter2'))).toBe('hunter2');
});

test.each([
  [
    'another key',
    () => createSecrets([newer]).open('imap:1', createSecrets([key]).seal('imap:1', 'hunter2')),
  ],
  [
    'another mailbox',
    () => createSecrets([key]).open('imap:2', createSecrets([key]).seal('imap:1', 'hunter2')),
  ],
  ['nothing', () => createSecrets([key]).open('imap:1', Buffer.alloc(0))],
])('%s does not open it, and the sentence says what to do, not what was in it', (_what, open) => {
  expect(open).toThrow(/imap password cannot be opened.*POSTROOM_SECRET_KEY/);
  expect(open).not.toThrow(/hunter2/);
});

test('one changed bit anywhere is noticed', () => {
  const secrets = createSecrets([key]);
  const sealed = Buffer.from(secrets.seal('imap:1', 'hunter2'));
  for (let at = 0; at < sealed.length; at++) {
    const tampered = Buffer.from(sealed);
    tampered[at]! ^= 1;
    expect(() => secrets.open('imap:1', tampered)).toThrow();
  }
});
