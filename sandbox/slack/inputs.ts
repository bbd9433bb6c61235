import type { BlockJson, InputValue } from '../protocol';
import { isObject } from './blocks/problems';

type Json = Record<string, unknown>;
type Values = Record<string, Record<string, BlockJson>>;

export interface FoundElement {
  blockId: string;
  element: BlockJson & { action_id: string };
  block: BlockJson;
}

/** Every interactive element of some blocks. */
export function elementsOf(blocks: BlockJson[]): FoundElement[] {
  return blocks.flatMap((block) => {
    const inside = [
      block.element,
      block.accessory,
      ...(block.type === 'actions' ? (block.elements as Json[]) : []),
    ];
    return inside
      .filter((element): element is FoundElement['element'] => isObject(element) && 'action_id' in element)
      .map((element) => ({ blockId: block.block_id ?? '', element, block }));
  });
}

/** The element that a person means: by block_id and action_id, or by action_id where that is enough. */
export function findElement(
  blocks: BlockJson[],
  actionId: string | undefined,
  blockId?: string,
): FoundElement | undefined {
  return elementsOf(blocks).find(
    (one) =>
      (actionId === undefined || one.element.action_id === actionId) &&
      (blockId === undefined || one.blockId === blockId),
  );
}

/** What a view's state holds before anybody touched it. */
export function initialValues(blocks: BlockJson[]): Values {
  const values: Values = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue;
    values[blockId] = { ...values[blockId], [element.action_id]: initialValue(element) };
  }
  return values;
}

const KEY: Record<string, string> = {
  static_select: 'selected_option',
  external_select: 'selected_option',
  overflow: 'selected_option',
  radio_buttons: 'selected_option',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  rich_text_input: 'rich_text_value',
  file_input: 'files',
};

/** Which key of a value holds it: `value` for text-like inputs. */
export function valueKey(elementType: string): string {
  return KEY[elementType] ?? 'value';
}

function initialValue(element: BlockJson): BlockJson {
  const key = valueKey(element.type);
  const initial =
    element[key.replace('selected_', 'initial_')] ??
    (key === 'value' || key === 'rich_text_value' ? element.initial_value : undefined) ??
    (Array.isArray(element.initial_options) ? element.initial_options : undefined);
  const empty = key.endsWith('s') && key !== 'files' ? [] : null;
  return { type: element.type, [key]: initial ?? (key === 'files' ? [] : empty) };
}

/**
 * Turns what a person put in into Slack's value of that element, or a sentence when the element does not offer it.
 * `suggested` are the options that the app last answered for it.
 */
export function toValue(
  element: BlockJson,
  input: InputValue,
  suggested: Json[] = [],
): BlockJson | { refused: string } {
  const key = valueKey(element.type);
  const { type } = element;
  if (input === null) return { type, [key]: key.endsWith('s') ? [] : null };
  if (key === 'selected_option') {
    const option = offered(element, suggested).find((one) => one.value === input);
    return option ? { type, [key]: option } : { refused: `"${String(input)}" is not among the options.` };
  }
  if (key === 'selected_options') {
    const wanted = Array.isArray(input) ? input : [String(input)];
    const options = wanted.map((value) => offered(element, suggested).find((one) => one.value === value));
    const missing = wanted.find((_, at) => !options[at]);
    if (missing !== undefined) return { refused: `"${missing}" is not among the options.` };
    return { type, [key]: options };
  }
  if (key.endsWith('s')) return { type, [key]: Array.isArray(input) ? input : [input] };
  if (key === 'rich_text_value') return { type, [key]: isObject(input) ? input : richText(String(input)) };
  if (key === 'selected_date_time') return { type, [key]: Number(input) };
  return { type, [key]: input === '' ? null : String(input) };
}

function offered(element: BlockJson, suggested: Json[]): Json[] {
  const groups = (element.option_groups as { options: Json[] }[] | undefined) ?? [];
  const initial = [element.initial_option, ...((element.initial_options as unknown[]) ?? [])].filter(
    isObject,
  );
  return [
    ...((element.options as Json[] | undefined) ?? []),
    ...groups.flatMap((group) => group.options),
    ...suggested,
    ...initial,
  ];
}

function richText(text: string): Json {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: text === '' ? [] : [section] };
}

/** Slack's own check before a submit: block_id -> sentence. */
export function missingInputs(blocks: BlockJson[], values: Values): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue;
    const value = values[blockId]?.[element.action_id]?.[valueKey(element.type)];
    const empty = isEmpty(value);
    if (empty && block.optional !== true) errors[blockId] = 'Please complete this required field.';
    if (empty || typeof value !== 'string') continue;
    const { min_length: min, max_length: max } = element;
    if (typeof min === 'number' && value.length < min)
      errors[blockId] = `Please enter at least ${min} characters.`;
    if (typeof max === 'number' && value.length > max)
      errors[blockId] = `Please enter at most ${max} characters.`;
    if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) {
      errors[blockId] = 'Please enter a valid email address.';
    }
    if (element.type === 'number_input' && Number.isNaN(Number(value))) {
      errors[blockId] = 'Please enter a number.';
    }
  }
  return errors;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (isObject(value) && Array.isArray(value.elements)) return value.elements.length === 0;
  return Array.isArray(value) && value.length === 0;
}
