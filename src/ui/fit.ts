/** What one message or view may hold. A platform without one of these limits sets it to infinity. */
export interface Room {
  blocks: number;
  /** All text together, in UTF-16 units. */
  characters: number;
  /** All blocks as JSON, in the way the platform counts. */
  bytes: number;
}

/** One block that is ready, or text that takes what room the others leave. */
export type Draft<Block> = { block: Block; keep: boolean } | { flexible: (room: Room) => Block[] };

/** What differs between the platforms. */
export interface Fitting<Block> {
  weigh(blocks: Block[]): Room;
  /** Says in the place of what was left out how much that is. */
  note(missing: number): Block;
  /** What the note weighs at most. */
  noteRoom: Room;
  /** A flexible text is given at least this much, or counts as left out. */
  least: Room;
  /** How many things a reader misses when this block is left out. */
  entries(block: Block): number;
}

export const NO_ROOM: Room = { blocks: 0, characters: 0, bytes: 0 };

/**
 * Brings drafts into the room that there is. What does not fit is left out from the end, blocks marked `keep`
 * (buttons, the heading) last; in the place of the first block left out stands how much is missing.
 */
export function fitInto<Block>(drafts: Draft<Block>[], room: Room, how: Fitting<Block>): Block[] {
  const fixed = drafts.map((draft) => ('block' in draft ? how.weigh([draft.block]) : null));
  const flexible = fixed.filter((weight) => weight === null).length;
  const minimum = times(how.least, flexible);
  const left = new Set<number>();
  let total = sum([minimum, ...fixed]);
  for (const at of leavingOrder(drafts)) {
    const needed = left.size > 0 ? sum([total, how.noteRoom]) : total;
    if (fits(needed, room)) break;
    left.add(at);
    total = minus(total, fixed[at]!);
  }
  if (left.size > 0) total = sum([total, how.noteRoom]);
  return assemble(drafts, left, minus(room, minus(total, minimum)), how);
}

function assemble<Block>(
  drafts: Draft<Block>[],
  left: Set<number>,
  spare: Room,
  how: Fitting<Block>,
): Block[] {
  const blocks: Block[] = [];
  const entries = (draft: Draft<Block>) => ('block' in draft ? how.entries(draft.block) : 1);
  const missing = [...left].reduce((count, at) => count + entries(drafts[at]!), 0);
  let waiting = drafts.filter((draft) => 'flexible' in draft).length;
  let rest = spare;
  let told = false;
  drafts.forEach((draft, at) => {
    if (left.has(at)) {
      if (!told) blocks.push(how.note(missing));
      told = true;
    } else if ('block' in draft) blocks.push(draft.block);
    else {
      waiting -= 1;
      const rendered = draft.flexible(minus(rest, times(how.least, waiting)));
      rest = minus(rest, how.weigh(rendered));
      blocks.push(...rendered);
    }
  });
  return blocks;
}

function leavingOrder<Block>(drafts: Draft<Block>[]): number[] {
  const from = (keep: boolean) =>
    drafts.flatMap((draft, at) => ('block' in draft && draft.keep === keep ? [at] : [])).reverse();
  return [...from(false), ...from(true)];
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
    NO_ROOM,
  );
}

export function minus(room: Room, weight: Room): Room {
  return {
    blocks: room.blocks - weight.blocks,
    characters: room.characters - weight.characters,
    bytes: room.bytes - weight.bytes,
  };
}

function times(room: Room, count: number): Room {
  return { blocks: room.blocks * count, characters: room.characters * count, bytes: room.bytes * count };
}
