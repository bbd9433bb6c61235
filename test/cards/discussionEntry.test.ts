import { discussionEntry } from '../../src/cards/threadEntries';
import type { Discussion } from '../../src/ports/rows';
import { wordsOf } from '../../src/ui/text';

const said = (more: Partial<Discussion>) =>
  discussionEntry(
    { kind: 'message', personId: 'p-1', authorName: 'Dana Petit', text: 'Pay them', ...more } as Discussion,
    'en',
  );
const heading = (more: Partial<Discussion>) => {
  const [piece] = said(more).pieces;
  return piece?.kind === 'context' ? wordsOf(piece.items[0]!) : null;
};

test('given a person of ours wrote it on the other side, then it stands under their name', () => {
  expect(heading({})).toBe('Dana Petit');
  expect(said({}).summary).toBe('Dana Petit: Pay them');
  expect(heading({ kind: 'note' })).toBe('Dana Petit · note');
});

test('given somebody unknown wrote it, then their name passes for nobody’s, in the notification too', () => {
  expect(heading({ personId: null })).toBe('Dana Petit (not known to Postroom)');
  expect(said({ personId: null }).summary).toBe('Dana Petit (not known to Postroom): Pay them');
});
