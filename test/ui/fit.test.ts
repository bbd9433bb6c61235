import { type Draft, type Fitting, fitInto } from '../../src/ui/fit';

const how: Fitting<string> = {
  weigh: (blocks) => ({ blocks: blocks.length, characters: blocks.join('').length, bytes: 0 }),
  note: (missing) => `+${missing}`,
  noteRoom: { blocks: 1, characters: 2, bytes: 0 },
  least: { blocks: 1, characters: 3, bytes: 0 },
  entries: (block) => block.split(',').length,
};
const room = (blocks: number, characters: number) => ({ blocks, characters, bytes: 0 });
const fixed = (block: string, keep = false): Draft<string> => ({ block, keep });
const body: Draft<string> = { flexible: ({ characters }) => ['x'.repeat(Math.min(20, characters))] };

test('given room for all, then all of it stands there in order', () => {
  expect(fitInto([fixed('a'), body, fixed('b')], room(5, 30), how)).toEqual(['a', 'x'.repeat(20), 'b']);
});

test('text in between takes what the others leave', () => {
  expect(fitInto([fixed('aaaa'), body, fixed('bbbb')], room(5, 13), how)).toEqual(['aaaa', 'xxxxx', 'bbbb']);
});

test('what comes last is left out first, kept ones last of all, and in its place stands how much is missing', () => {
  const drafts = [fixed('head', true), fixed('1,2'), fixed('3,4'), fixed('5,6'), fixed('buttons', true)];
  expect(fitInto(drafts, room(5, 17), how)).toEqual(['head', '1,2', '+4', 'buttons']);
  expect(fitInto(drafts, room(2, 17), how)).toEqual(['head', '+7']);
});
