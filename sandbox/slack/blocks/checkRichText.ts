import { isObject, type Json, type Problems } from './problems';

const CONTAINERS = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

/** Leaf type -> the key without which it means nothing. Source: @slack/types. */
const LEAVES: Record<string, string> = {
  text: 'text',
  link: 'url',
  user: 'user_id',
  usergroup: 'usergroup_id',
  channel: 'channel_id',
  broadcast: 'range',
  emoji: 'name',
  date: 'timestamp',
  color: 'value',
  team: 'team_id',
};

/** A rich_text block: containers, lists of sections, leaves with what they need. */
export function checkRichText(problems: Problems, pointer: string, value: unknown): void {
  const block = problems.object(pointer, value);
  if (!block) return;
  if (!Array.isArray(block.elements)) {
    problems.missing(`${pointer}/elements`);
    return;
  }
  block.elements.forEach((element, at) => {
    checkContainer(problems, `${pointer}/elements/${at}`, element, CONTAINERS);
  });
}

function checkContainer(
  problems: Problems,
  pointer: string,
  value: unknown,
  allowed: readonly string[],
): void {
  const container = problems.object(pointer, value);
  if (!container) return;
  if (!allowed.includes(String(container.type))) {
    problems.add(`${pointer}/type`, `unsupported type: ${String(container.type)}`);
    return;
  }
  if (!Array.isArray(container.elements)) {
    problems.missing(`${pointer}/elements`);
    return;
  }
  if (container.type === 'rich_text_list') {
    problems.oneOf(`${pointer}/style`, container.style, ['bullet', 'ordered']);
  }
  container.elements.forEach((element, at) => {
    const inside = `${pointer}/elements/${at}`;
    if (container.type === 'rich_text_list') {
      checkContainer(problems, inside, element, ['rich_text_section']);
    } else {
      checkLeaf(problems, inside, element, container.type === 'rich_text_preformatted');
    }
  });
}

function checkLeaf(problems: Problems, pointer: string, value: unknown, preformatted: boolean): void {
  const leaf = problems.object(pointer, value);
  if (!leaf) return;
  const type = String(leaf.type);
  const needs = LEAVES[type];
  if (!needs || (preformatted && type !== 'text' && type !== 'link')) {
    problems.add(`${pointer}/type`, `unsupported type: ${type}`);
    return;
  }
  if (leaf[needs] === undefined) {
    problems.missing(`${pointer}/${needs}`);
    return;
  }
  if (type === 'text' && leaf.text === '') problems.add(`${pointer}/text`, 'must be more than 0 characters');
  problems.textLength += lengthOf(leaf);
}

function lengthOf(leaf: Json): number {
  const text = typeof leaf.text === 'string' ? leaf.text : leaf.url;
  return typeof text === 'string' ? text.length : 0;
}

/** Every leaf of a rich_text block, in order. */
export function richTextLeaves(value: unknown): Json[] {
  if (!isObject(value)) return [];
  if (Array.isArray(value.elements)) return value.elements.flatMap(richTextLeaves);
  return [value];
}
