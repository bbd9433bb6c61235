import { createHash } from 'node:crypto';
import type { types } from '@slack/bolt';
import type { Card, Piece } from '../ui/card';
import { cut, inGroups } from '../ui/cut';
import type { Room } from '../ui/fit';
import type { Field, Form } from '../ui/form';
import { weigh } from './fitBlocks';
import { limits } from './limits';
import { numbering, renderOptions, selectOptions } from './renderButtons';
import { renderPieces } from './renderCard';
import { plainObject } from './renderText';
import { type Origin, writeMemory } from './viewMemory';

/** One name for all our modals; what they are for is in their memory. */
export const FORM_CALLBACK = 'postroom';

/** Room for the view's own title, buttons and memory. */
const FRAME_BYTES = 8_000;
/** Leaves a margin below what Slack takes, whose way of counting bytes is not documented. */
const VIEW_ROOM: Room = {
  blocks: limits.blocksPerView.max,
  characters: 100_000,
  bytes: limits.viewBytes.max - FRAME_BYTES - 42_000,
};

/** A form or page as a modal. */
export function renderForm(form: Form, origin: Origin): types.ModalView {
  const ids = numbering();
  const fields = form.fields.flatMap((field) => fieldBlocks(field));
  const taken = weigh(fields);
  const room = {
    blocks: VIEW_ROOM.blocks - taken.blocks,
    characters: VIEW_ROOM.characters,
    bytes: VIEW_ROOM.bytes - taken.bytes,
  };
  return modal({
    title: form.title,
    // Slack wants a submit button as soon as there is anything to fill in.
    submit: form.submit ?? (fields.some((block) => block.type === 'input') ? form.close : null),
    close: form.close,
    blocks: [...renderPieces(form.intro, room, ids), ...fields],
    memory: writeMemory({ token: form.token, ...originOf(origin) }),
  });
}

/** Something to read in a modal that has no form: a sentence, a list, "one moment". */
export function renderPage(
  page: { title: string; close: string; pieces: Piece[] },
  origin: Origin,
): types.ModalView {
  return modal({
    title: page.title,
    submit: null,
    close: page.close,
    blocks: renderPieces(page.pieces, VIEW_ROOM, numbering()),
    memory: writeMemory({ token: null, ...originOf(origin) }),
  });
}

/** Its own keys alone: what is handed over may hold more. */
function originOf({ channel, home }: Origin): Origin {
  return { channel, home };
}

/** A card as somebody's App Home. */
export function renderHome(card: Card): types.HomeView {
  return { type: 'home', blocks: renderPieces(card.pieces, VIEW_ROOM, numbering()) };
}

function modal(view: {
  title: string;
  submit: string | null;
  close: string;
  blocks: types.KnownBlock[];
  memory: string;
}): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plainObject(view.title, limits.viewTitle.max),
    ...(view.submit !== null && { submit: plainObject(view.submit, limits.viewSubmit.max) }),
    close: plainObject(view.close, limits.viewClose.max),
    blocks: view.blocks,
    private_metadata: view.memory,
  };
}

/**
 * The block of a field. Its id says the field's name, and changes with what the form fills in: Slack keeps what was
 * typed under the same id, which is right for a repeated form and wrong for another one.
 */
export function fieldId(field: Field): string {
  const initial = JSON.stringify('initial' in field ? (field.initial ?? null) : null);
  const mark = initial === 'null' ? '' : createHash('sha256').update(initial).digest('base64url').slice(0, 6);
  return `field:${field.name}:${mark}`;
}

/** @returns null for a block that is not a field. */
export function fieldOfBlock(blockId: string): string | null {
  return /^field:(.+):[\w-]*$/s.exec(blockId)?.[1] ?? null;
}

export function lookupOfElement(actionId: string): string | null {
  return /^look:(.+)$/s.exec(actionId)?.[1] ?? null;
}

function fieldBlocks(field: Field): types.KnownBlock[] {
  const element = elementOf(field);
  if (!element) {
    // Nothing to choose from: Slack refuses an empty choice, so it is said instead.
    const text = plainObject(`${field.label}: –`, limits.sectionText.max);
    return [{ type: 'section', text }];
  }
  return [
    {
      type: 'input',
      block_id: fieldId(field),
      label: plainObject(field.label, limits.inputLabel.max),
      optional: field.optional,
      ...hintUnder(field),
      element,
    },
  ];
}

/** The field's own hint, and how many choices are not offered because Slack would refuse them all. */
function hintUnder(field: Field): { hint?: types.PlainTextElement } {
  const missing = 'options' in field ? field.options.length - limits.optionsOffered.max : 0;
  const words = [field.hint?.trim(), missing > 0 ? `… (+${missing})` : ''].filter(Boolean).join(' ');
  return words ? { hint: plainObject(words, limits.inputHint.max) } : {};
}

function elementOf(field: Field): types.InputBlockElement | null {
  const id = {
    action_id: field.kind === 'search' || field.kind === 'person' ? `look:${field.lookup}` : 'value',
  };
  switch (field.kind) {
    case 'line':
    case 'lines': {
      const max = Math.max(1, Math.min(field.maxLength, limits.plainTextInput.max));
      return {
        type: 'plain_text_input',
        ...id,
        multiline: field.kind === 'lines',
        max_length: max,
        ...(field.initial && { initial_value: cut(field.initial, max) }),
        ...hintInside(field.placeholder),
      };
    }
    case 'choice': {
      const choices = selectOptions(field.options, field.initial);
      return choices && { type: 'static_select', ...id, ...choices, ...hintInside(field.placeholder) };
    }
    // A person may have no account here, and their account no person: they are chosen among those who are known.
    case 'person':
    case 'search': {
      const [initial] = field.initial ? renderOptions([field.initial]) : [];
      return {
        type: 'external_select',
        ...id,
        min_query_length: 0,
        ...(initial && { initial_option: initial }),
        ...hintInside(field.placeholder),
      };
    }
    case 'check':
      return checkElement(field, id);
  }
}

function checkElement(
  field: Extract<Field, { kind: 'check' }>,
  id: { action_id: string },
): types.Checkboxes | types.MultiStaticSelect | null {
  const options = renderOptions(field.options).slice(0, limits.optionsOffered.max);
  const initial = options.filter((option) => field.initial?.includes(option.value ?? ''));
  const chosen = initial.length > 0 ? { initial_options: initial } : {};
  if (options.length === 0) return null;
  if (options.length <= limits.checkboxOptions.max) return { type: 'checkboxes', ...id, options, ...chosen };
  const groups = inGroups(options, limits.selectOptions.max);
  if (groups.length === 1) return { type: 'multi_static_select', ...id, options, ...chosen };
  const option_groups = groups.map((some, n) => ({
    label: plainObject(`${n * limits.selectOptions.max + 1} – …`, limits.optionGroupLabel.max),
    options: some,
  }));
  return { type: 'multi_static_select', ...id, option_groups, ...chosen };
}

function hintInside(placeholder: string | undefined): { placeholder?: types.PlainTextElement } {
  return placeholder?.trim() ? { placeholder: plainObject(placeholder, limits.placeholder.max) } : {};
}
