import { LIMITS } from '../limits';
import { checkElement, isViewsOnly } from './checkElement';
import { checkRichText } from './checkRichText';
import { checkOptionalText, checkText } from './checkText';
import { isObject, type Json, type Problems } from './problems';

export type Surface = 'message' | 'modal' | 'home';

interface BlockRule {
  surfaces: readonly Surface[];
  keys: readonly string[];
  check(problems: Problems, pointer: string, block: Json, surface: Surface): void;
}

const ALL: readonly Surface[] = ['message', 'modal', 'home'];

/** Block type -> where it may stand and what it must be. Source: @slack/types. */
const BLOCKS: Record<string, BlockRule> = {
  section: {
    surfaces: ALL,
    keys: ['text', 'fields', 'accessory', 'expand'],
    check(problems, pointer, block) {
      if (block.text === undefined && block.fields === undefined) {
        return problems.add(pointer, 'missing required field: text');
      }
      checkOptionalText(problems, `${pointer}/text`, block.text, 'sectionText', 'either');
      if (block.fields !== undefined) {
        problems.items(`${pointer}/fields`, block.fields, 'sectionFields').forEach((field, at) => {
          checkText(problems, `${pointer}/fields/${at}`, field, 'sectionFieldText', 'either');
        });
      }
      if (block.accessory !== undefined) {
        checkElement(problems, `${pointer}/accessory`, block.accessory, 'section', new Set());
      }
    },
  },
  header: {
    surfaces: ALL,
    keys: ['text'],
    check: (problems, pointer, block) =>
      checkText(problems, `${pointer}/text`, block.text, 'headerText', 'plain_text'),
  },
  divider: { surfaces: ALL, keys: [], check: () => undefined },
  context: {
    surfaces: ALL,
    keys: ['elements'],
    check(problems, pointer, block) {
      problems.items(`${pointer}/elements`, block.elements, 'contextElements').forEach((element, at) => {
        const inside = `${pointer}/elements/${at}`;
        if (isObject(element) && element.type === 'image') {
          checkElement(problems, inside, element, 'section', new Set());
        } else {
          checkText(problems, inside, element, 'blockText', 'either');
        }
      });
    },
  },
  actions: {
    surfaces: ALL,
    keys: ['elements'],
    check(problems, pointer, block) {
      const actionIds = new Set<string>();
      problems.items(`${pointer}/elements`, block.elements, 'actionsElements').forEach((element, at) => {
        checkElement(problems, `${pointer}/elements/${at}`, element, 'actions', actionIds);
      });
    },
  },
  input: {
    surfaces: ALL,
    keys: ['label', 'element', 'dispatch_action', 'hint', 'optional'],
    check(problems, pointer, block, surface) {
      checkText(problems, `${pointer}/label`, block.label, 'inputLabel');
      checkOptionalText(problems, `${pointer}/hint`, block.hint, 'inputHint');
      if (block.element === undefined) return problems.missing(`${pointer}/element`);
      checkElement(problems, `${pointer}/element`, block.element, 'input', new Set());
      const type = isObject(block.element) ? String(block.element.type) : '';
      if (surface === 'message' && isViewsOnly(type)) {
        problems.add(`${pointer}/element`, `unsupported type: ${type}`);
      }
    },
  },
  image: {
    surfaces: ALL,
    keys: ['image_url', 'slack_file', 'alt_text', 'title'],
    check(problems, pointer, block) {
      problems.length(`${pointer}/image_url`, block.image_url, 'imageUrl', block.slack_file === undefined);
      problems.length(`${pointer}/alt_text`, block.alt_text, 'imageAltText', true);
      checkOptionalText(problems, `${pointer}/title`, block.title, 'imageTitle');
    },
  },
  rich_text: {
    surfaces: ALL,
    keys: ['elements'],
    check: (problems, pointer, block) => checkRichText(problems, pointer, block),
  },
  file: {
    surfaces: ['message'],
    keys: ['external_id', 'source'],
    check: (problems, pointer) => problems.add(pointer, 'file blocks can only be read, not sent'),
  },
  markdown: {
    surfaces: ['message'],
    keys: ['text'],
    check(problems, pointer, block) {
      problems.length(`${pointer}/text`, block.text, 'markdownText', true);
      if (typeof block.text !== 'string') return;
      problems.markdownLength += block.text.length;
      if (problems.markdownLength > LIMITS.markdownText.max) {
        problems.add(`${pointer}/text`, 'all markdown blocks together are too long');
      }
    },
  },
};

/** All blocks of a message or view. */
export function checkBlocks(problems: Problems, pointer: string, value: unknown, surface: Surface): void {
  const limit = surface === 'message' ? 'blocksPerMessage' : 'blocksPerView';
  problems.items(pointer, value, limit, 0).forEach((item, at) => {
    checkBlock(problems, `${pointer}/${at}`, item, surface);
  });
}

function checkBlock(problems: Problems, pointer: string, value: unknown, surface: Surface): void {
  const block = problems.object(pointer, value);
  if (!block) return;
  const rule = BLOCKS[String(block.type)];
  if (!rule?.surfaces.includes(surface)) {
    problems.add(`${pointer}/type`, `unsupported type: ${String(block.type)}`);
    return;
  }
  problems.keys(pointer, block, ['type', 'block_id', ...rule.keys]);
  problems.length(`${pointer}/block_id`, block.block_id, 'blockId');
  if (typeof block.block_id === 'string' && block.block_id !== '') {
    if (problems.blockIds.has(block.block_id)) {
      problems.add(`${pointer}/block_id`, `\`block_id\` ${block.block_id} already exists`);
    }
    problems.blockIds.add(block.block_id);
  }
  rule.check(problems, pointer, block, surface);
}
