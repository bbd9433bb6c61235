import type { FieldValues } from '../ui/form';
import { readPicker } from './buttonCodes';
import { fieldOfBlock } from './renderForm';

/** What Slack sends as the state of one input; only what our forms use. */
interface Given {
  type?: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[] | null;
}

/** The parts of a view that come back with a click or submit. */
export interface ViewState {
  state?: { values?: Record<string, Record<string, Given>> };
  blocks?: unknown;
}

/** What a person filled in, by the names of the form's fields. Empty is null (or an empty list). */
export function readForm(view: ViewState): FieldValues {
  const values: FieldValues = {};
  for (const [blockId, elements] of Object.entries(view.state?.values ?? {})) {
    const name = fieldOfBlock(blockId);
    const [given] = Object.values(elements);
    if (name !== null && given) values[name] = givenValue(given);
  }
  return values;
}

/** The pickers of an App Home: what is chosen in each. */
export function readPickers(view: ViewState): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const elements of Object.values(view.state?.values ?? {})) {
    for (const [actionId, given] of Object.entries(elements)) {
      const name = readPicker(actionId);
      const value = given.selected_option?.value;
      if (name !== null && value) chosen[name] = value;
    }
  }
  return chosen;
}

/** The id of the block that holds each field, for the sentences of refused values. */
export function blocksByField(view: ViewState): Map<string, string> {
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  const ids = blocks
    .filter((block) => block?.type === 'input' && typeof block.block_id === 'string')
    .map((block) => block.block_id as string);
  return new Map(ids.map((id) => [fieldOfBlock(id) ?? id, id]));
}

function givenValue(given: Given): string | string[] | null {
  if (Array.isArray(given.selected_options)) {
    return given.selected_options.flatMap((option) => (option.value ? [option.value] : []));
  }
  if (given.type === 'plain_text_input') return given.value ? given.value : null;
  return given.selected_option?.value ?? given.value ?? null;
}
