import type { types } from '@slack/bolt';

/** What one message or view may hold. */
export interface Room {
  blocks: number;
  /** All text together, in UTF-16 units. */
  characters: number;
  /** All blocks as JSON. */
  bytes: number;
}

/** One block that is ready, or text that takes what room the others leave. */
export type Draft =
  | { block: types.KnownBlock; keep: boolean }
  | { flexible: (room: Room) => types.KnownBlock[] };

/** A flexible text is given at least this much, or counts as left out. */
const LEAST_CHARACTERS = 200;
const NOTE: Room = { blocks: 1, characters: 20, bytes: 120 };

/**
 * Brings drafts into the room that there is. What does not fit is left out from the end, blocks marked `keep`
 * (buttons, the heading) last; in the place of the first block left out stands how much is missing.
 */
export function fitBlocks(drafts: Draft[], room: Room): types.KnownBlock[] {
  const fixed = drafts.map((draft) => ('block' in draft ? weigh([draft.block]) : null));
  const flexible = fixed.filter((weight) => weight === null).length;
  const minimum = {
    blocks: flexible,
    characters: flexible * LEAST_CHARACTERS,
    bytes: flexible * LEAST_CHARACTERS * 4,
  };
  const left = new Set<number>();
  const used = () => sum([minimum, ...fixed.map((weight, at) => (left.has(at) ? null : weight))]);
  let total = used();
  for (const at of leavingOrder(drafts)) {
    const needed = left.size > 0 ? sum([total, NOTE]) : total;
    if (fits(needed, room)) break;
    left.add(at);
    total = minus(total, fixed[at]!);
  }
  if (left.size > 0) total = sum([total, NOTE]);
  return assemble(drafts, left, minus(room, minus(total, minimum)));
}

function assemble(drafts: Draft[], left: Set<number>, spare: Room): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  const missing = [...left].reduce((count, at) => count + entriesOf(drafts[at]!), 0);
  let waiting = drafts.filter((draft) => 'flexible' in draft).length;
  let rest = spare;
  let told = false;
  drafts.forEach((draft, at) => {
    if (left.has(at)) {
      if (!told) blocks.push(note(missing));
      told = true;
    } else if ('block' in draft) blocks.push(draft.block);
    else {
      waiting -= 1;
      const reserved = {
        blocks: waiting,
        characters: waiting * LEAST_CHARACTERS,
        bytes: waiting * LEAST_CHARACTERS * 4,
      };
      const rendered = draft.flexible(minus(rest, reserved));
      rest = minus(rest, weigh(rendered));
      blocks.push(...rendered);
    }
  });
  return blocks;
}

function leavingOrder(drafts: Draft[]): number[] {
  const from = (keep: boolean) =>
    drafts.flatMap((draft, at) => ('block' in draft && draft.keep === keep ? [at] : [])).reverse();
  return [...from(false), ...from(true)];
}

function note(missing: number): types.KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: `… (+${missing})`, emoji: false }] };
}

/** How many things a reader misses when this block is left out. */
function entriesOf(draft: Draft): number {
  if (!('block' in draft)) return 1;
  const { block } = draft;
  if (block.type === 'section' && block.fields) return block.fields.length;
  if (block.type === 'context' || block.type === 'actions') return block.elements.length;
  return 1;
}

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

function fits(weight: Room, room: Room): boolean {
  return weight.blocks <= room.blocks && weight.characters <= room.characters && weight.bytes <= room.bytes;
}

function sum(weights: (Room | null)[]): Room {
  return weights.reduce<Room>(
    (total, one) =>
      one
        ? {
            blocks: total.blocks + one.blocks,
            characters: total.characters + one.characters,
            bytes: total.bytes + one.bytes,
          }
        : total,
    { blocks: 0, characters: 0, bytes: 0 },
  );
}

function minus(room: Room, weight: Room): Room {
  return {
    blocks: room.blocks - weight.blocks,
    characters: room.characters - weight.characters,
    bytes: room.bytes - weight.bytes,
  };
}
