import fc from 'fast-check';
import { createAttachmentLinks } from '../../src/http/attachmentLinks';
import { newId } from '../../src/ports/newId';
import { derivedKey } from '../../src/secrets';

const key = (secret: string) => derivedKey(secret.repeat(40), 'attachment links');
const of = { personId: newId(), conversationId: newId(), emailId: newId(), index: 3 };
let now = Date.parse('2026-11-22T09:00:00.000Z');
const linksWith = (keys: Buffer[], publicUrl: string | null = 'https://postroom.example/') =>
  createAttachmentLinks({ keys, publicUrl: () => publicUrl, clock: { now: () => new Date(now) } });
const links = linksWith([key('a')]);
const tokenOf = (from = links) => from.attachment(of)!.split('/').at(-1)!;

test('a link leads to one attachment, for one person', () => {
  expect(links.attachment(of)).toMatch(/^https:\/\/postroom\.example\/attachments\/[\w-]+$/);
  expect(links.verify(tokenOf())).toEqual(of);
});

test('given five minutes are over, then it leads nowhere', () => {
  const token = tokenOf();
  now += 5 * 60_000 - 1_000;
  expect(links.verify(token)).toEqual(of);
  now += 1_000;
  expect(links.verify(token)).toBeNull();
});

test('given no public address, then there is no link', () => {
  expect(linksWith([key('a')], null).attachment(of)).toBeNull();
  expect([linksWith([key('a')], null).available(), links.available()]).toEqual([false, true]);
});

test('given the secret key was changed, then links of the older one go on while it is kept, and only then', () => {
  const token = tokenOf();
  expect(linksWith([key('b'), key('a')]).verify(token)).toEqual(of);
  expect(linksWith([key('b')]).verify(token)).toBeNull();
});

test('given any bit of it is changed, then it leads nowhere', () => {
  const bytes = Buffer.from(tokenOf(), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
    expect(links.verify(changed.toString('base64url'))).toBeNull();
  }
});

test('given anything else, then it leads nowhere and nothing is thrown', () => {
  const token = tokenOf();
  for (const other of ['', '/', `${token}=`, `${token}A`, token.slice(0, -1), `${token}/x`, token.slice(4)])
    expect(links.verify(other)).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => links.verify(text) === null));
});

test('given another purpose, then its key is another one', () => {
  const sealed = derivedKey('a'.repeat(40), 'sealed values');
  expect(linksWith([sealed]).verify(tokenOf())).toBeNull();
});
