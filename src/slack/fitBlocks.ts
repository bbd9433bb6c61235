import type { types } from '@slack/bolt';
import type { Draft as AnyDraft, Fitting, Room } from '../ui/fit';

export type Draft = AnyDraft<types.KnownBlock>;

export const slackFitting: Fitting<types.KnownBlock> = {
  weigh,
  note: (missing) => ({
    type: 'context',
    elements: [{ type: 'plain_text', text: `… (+${missing})`, emoji: false }],
  }),
  noteRoom: { blocks: 1, characters: 20, bytes: 120 },
  least: { blocks: 1, characters: 200, bytes: 800 },
  entries(block) {
    if (block.type === 'section' && block.fields) return block.fields.length;
    if (block.type === 'context' || block.type === 'actions') return block.elements.length;
    return 1;
  },
};

export function weigh(blocks: types.KnownBlock[]): Room {
  return {
    blocks: blocks.length,
    characters: textLength(blocks),
    bytes: blocks.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(blocks)),
  };
}

/** Everything that is shown, wherever it stands in the block. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((length: number, one) => length + textLength(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (length, [key, one]) =>
      length +
      (typeof one === 'string'
        ? ['text', 'url', 'fallback'].includes(key)
          ? one.length
          : 0
        : textLength(one)),
    0,
  );
}
