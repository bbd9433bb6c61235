import * as fc from 'fast-check';
import { backoff } from '../../src/ports/backoff';
import { newId } from '../../src/ports/newId';
import { postKey, readPostKey } from '../../src/ports/postKey';

describe('backoff', () => {
  test('doubles up to its cap, and leaves half to chance', () => {
    const waits = [1, 2, 3, 4, 5].map((failures) => backoff(failures, { first: 100, cap: 1_000 }, () => 1));
    expect(waits).toEqual([100, 200, 400, 800, 1_000]);
    expect(backoff(1, { first: 100, cap: 1_000 }, () => 0)).toBe(50);
  });

  test('is never longer than its cap, nor shorter than half of the first wait', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const wait = backoff(failures, { first: 1_000, cap: 60_000 }, () => chance);
        return wait >= 500 && wait <= 60_000;
      }),
    );
  });
});

describe('the key of a post', () => {
  test('is read back, and nothing else is', () => {
    const post = { id: newId(), generation: 12 };
    expect(readPostKey(postKey(post))).toEqual(post);
    for (const other of ['', 'x', `${post.id}`, `${post.id}.0`, `${post.id}.1;drop`, `a${postKey(post)}`]) {
      expect(readPostKey(other)).toBeNull();
    }
  });
});
