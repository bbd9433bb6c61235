import { cut, inGroups, printable } from '../../src/ui/cut';

test('text is cut between graphemes, with an ellipsis, and never longer than asked', () => {
  const family = '👩‍👩‍👧‍👦';
  expect(cut('short', 10)).toBe('short');
  expect(cut(family.repeat(100), 150)).toMatch(new RegExp(`^(${family})+…$`));
  expect(cut('word '.repeat(1_000), 2_000).length).toBeLessThanOrEqual(2_000);
  expect(cut('word '.repeat(1_000), 2_000)).toMatch(/ word…$/);
});

test('given a very long text, then only its beginning is cleaned, and the cut still shows', () => {
  expect(cut(`${'\u0000'.repeat(5_000)}abc`, 10)).toMatch(/…$/);
});

test('half characters and control characters are taken out, line breaks stay', () => {
  expect(printable('a\u0007b\r\nc\rd\ud83d')).toBe('ab\nc\nd\ufffd');
});

test('groups keep the order, the last one is shorter', () => {
  expect(inGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inGroups([], 2)).toEqual([]);
});
