import type { types } from '@slack/bolt';
import type { Button, Option } from '../ui/card';
import { cut, inGroups } from '../ui/cut';
import { buttonId, buttonValue, menuId, menuValue, pickerId } from './buttonCodes';
import { limits } from './limits';
import { plainObject } from './renderText';

/** Numbers what can be clicked: an `action_id` occurs once in a message or view. */
export interface Numbering {
  next(): number;
}

export function numbering(): Numbering {
  let n = 0;
  return {
    next: () => {
      n += 1;
      return n;
    },
  };
}

export function renderButton(button: Button, ids: Numbering): types.Button {
  return {
    type: 'button',
    action_id: buttonId(button, ids.next()),
    text: plainObject(button.label, limits.buttonText.max),
    value: buttonValue(button),
    ...(button.style && { style: button.style }),
    ...(button.confirm && { confirm: confirmation(button.confirm, button.style) }),
  };
}

function confirmation(
  confirm: NonNullable<Button['confirm']>,
  style: Button['style'],
): types.ConfirmationDialog {
  return {
    title: plainObject(confirm.title, limits.confirmTitle.max),
    text: plainObject(confirm.text, limits.confirmText.max),
    confirm: plainObject(confirm.yes, limits.confirmButton.max),
    deny: plainObject(confirm.no, limits.confirmButton.max),
    ...(style && { style }),
  };
}

/** Rows of buttons, so many as Slack takes in one block each. */
export function renderButtons(buttons: Button[], ids: Numbering): types.ActionsBlock[] {
  return actionBlocks(buttons.map((button) => renderButton(button, ids)));
}

/**
 * A small menu for the less usual things. What cannot be an option (it asks for confirmation, or carries more than an
 * option holds) becomes a button beside it.
 */
export function renderMenu(buttons: Button[], ids: Numbering): (types.Button | types.Overflow)[] {
  const fitting = buttons.filter((button) => !button.confirm && menuValue(button, buttons) !== null);
  const elements: (types.Button | types.Overflow)[] = [];
  let rest = buttons.filter((button) => !fitting.includes(button));
  for (let at = 0; at < fitting.length; at += limits.overflowOptions.max) {
    const some = fitting.slice(at, at + limits.overflowOptions.max);
    const id = menuId(some, ids.next());
    const values = some.map((button) => menuValue(button, some));
    if (id === null || values.includes(null)) {
      rest = [...rest, ...some];
      continue;
    }
    elements.push({
      type: 'overflow',
      action_id: id,
      options: some.map((button, index) => ({
        text: plainObject(button.label, limits.optionText.max),
        value: values[index]!,
      })),
    });
  }
  return [...rest.map((button) => renderButton(button, ids)), ...elements];
}

export function actionBlocks(elements: types.ActionsBlockElement[]): types.ActionsBlock[] {
  return inGroups(elements, limits.elementsPerActions.max).map((some) => ({
    type: 'actions',
    elements: some,
  }));
}

/** The select of a picker. `null` when there is nothing to choose from: Slack refuses an empty select. */
export function renderPicker(
  picker: { name: string; label: string; options: Option[]; chosen: string | null },
  ids: Numbering,
): types.StaticSelect | null {
  const choices = selectOptions(picker.options, picker.chosen);
  if (!choices) return null;
  return {
    type: 'static_select',
    action_id: pickerId(picker.name, ids.next()),
    placeholder: plainObject(picker.label, limits.placeholder.max),
    ...choices,
  };
}

type Choices =
  | { options: types.PlainTextOption[] }
  | { option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] };

/** Options of a select, in groups when they are more than a hundred. `null` when there are none. */
export function selectOptions(
  options: Option[],
  chosen: string | null | undefined,
): (Choices & { initial_option?: types.PlainTextOption }) | null {
  const rendered = renderOptions(options).slice(0, limits.optionsOffered.max);
  if (rendered.length === 0) return null;
  const initial = rendered.find((option) => option.value === chosen);
  const groups = inGroups(rendered, limits.selectOptions.max);
  const choices: Choices =
    groups.length === 1
      ? { options: groups[0]! }
      : { option_groups: groups.map((some) => ({ label: groupLabel(some), options: some })) };
  return { ...choices, ...(initial && { initial_option: initial }) };
}

/** Values are ids of ours; one that Slack would refuse cannot be offered, nor can one without a value. */
export function renderOptions(options: Option[]): types.PlainTextOption[] {
  return options
    .filter((option) => option.value !== '' && option.value.length <= limits.optionValue.max)
    .map((option) => ({
      text: plainObject(option.label, limits.optionText.max),
      value: option.value,
      ...(option.detail?.trim() && { description: plainObject(option.detail, limits.optionDescription.max) }),
    }));
}

function groupLabel(options: types.PlainTextOption[]): types.PlainTextElement {
  const half = Math.floor((limits.optionGroupLabel.max - 3) / 2);
  const [first, last] = [options[0]!, options.at(-1)!].map((option) => cut(option.text.text, half));
  return plainObject(`${first} – ${last}`, limits.optionGroupLabel.max);
}
