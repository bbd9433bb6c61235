import { isWebLink, linkedParts } from '../../src/ui/safeLink';

const most = { links: 10, url: 200 };
const links = (text: string) => linkedParts(text, most).flatMap((part) => ('url' in part ? [part.url] : []));

test('addresses are found as they stand in the text, without what ends the sentence', () => {
  expect(linkedParts('See https://example.org/a_(b), and http://x.org.', most)).toEqual([
    { text: 'See ' },
    { url: 'https://example.org/a_(b' },
    { text: '), and ' },
    { url: 'http://x.org' },
    { text: '.' },
  ]);
  expect(links('mailto:jo@example.org')).toEqual(['mailto:jo@example.org']);
});

test.each([
  'javascript:alert(1)',
  'slack://open',
  'data:text/html,x',
  'https://bank.example@evil.example/',
  'https://',
  'file:///etc/passwd',
  'mailto:nobody',
])('%s is no link', (bad) => {
  expect(links(`Look: ${bad} there`)).toEqual([]);
});

test('given more addresses than may be linked, or longer ones, then the rest stays text', () => {
  expect(linkedParts('http://a.org http://b.org', { links: 1, url: 200 })).toHaveLength(2);
  expect(linkedParts('http://a.org/long', { links: 1, url: 12 })).toEqual([{ text: 'http://a.org/long' }]);
});

test('an address of our own is a web address that cannot end markup', () => {
  expect(isWebLink('https://postroom.example/attachments/x')).toBe(true);
  expect(isWebLink('https://a.example/x|y')).toBe(false);
  expect(isWebLink('javascript:alert(1)')).toBe(false);
});
