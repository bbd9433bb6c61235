import type { Button, Piece } from '../ui/card';
import { cut, inGroups } from '../ui/cut';
import type { Action, Element } from './cardJson';
import { inert } from './escape';
import { inputId } from './inputIds';
import { limits } from './limits';
import { choicesOf } from './renderChoices';

/** Where something is drawn: dialogs know neither Action.Execute nor a way to open a dialog from within. */
export type Surface = { kind: 'message'; post: string | null } | { kind: 'dialog' };

export const VERB = 'postroom';
/** Asks for what the post says now (`withRefresh`). */
export const REFRESH = 'refresh';
/** The button beside a picker: what is chosen comes with it. */
export const CHOOSE = 'home';

const STYLES = { primary: 'positive', danger: 'destructive' } as const;

/**
 * A button as the action that Teams wants for it: what opens a form or page fetches a dialog, and so does what asks
 * for confirmation, because cards cannot ask by themselves; everything else is done at once.
 */
export function renderButton(button: Button, on: Surface, secondary = false): Action {
  const size = JSON.stringify(button.input).length;
  if (size > limits.buttonInput.max) {
    throw new RangeError(`The input of the button "${button.action}" is too long for Teams (${size}).`);
  }
  const look = {
    title: title(button.label),
    ...(button.style && { style: STYLES[button.style] }),
    ...(secondary && { mode: 'secondary' }),
  };
  const data = {
    post: on.kind === 'message' ? on.post : null,
    action: button.action,
    input: button.input,
    ...(button.confirm && { confirm: questionOf(button, button.confirm) }),
  };
  // In a dialog everything is a submit, answered with what the dialog shows next.
  if (on.kind === 'dialog') return { type: 'Action.Submit', ...look, data, associatedInputs: 'none' };
  if (button.opens !== 'nothing' || button.confirm) {
    return { type: 'Action.Submit', ...look, data: { msteams: { type: 'task/fetch' }, ...data } };
  }
  return executeOf(look, data);
}

function executeOf(look: Record<string, unknown>, data: Record<string, unknown>): Action {
  const fallback: Action = { type: 'Action.Submit', ...look, data };
  return { type: 'Action.Execute', verb: VERB, ...look, data, fallback };
}

export function title(label: string): string {
  return inert(label.replace(/\s+/g, ' ').trim(), limits.buttonText.max) || '–';
}

/** What the dialog in between has to ask; `renderConfirm` draws it. */
export interface Question {
  title: string;
  text: string;
  yes: string;
  no: string;
  danger?: boolean;
}

function questionOf({ style }: Button, confirm: NonNullable<Button['confirm']>): Question {
  const most = limits.buttonText.max;
  return {
    title: cut(confirm.title, most),
    text: cut(confirm.text, limits.confirmText.max),
    yes: cut(confirm.yes, most),
    no: cut(confirm.no, most),
    ...(style === 'danger' && { danger: true }),
  };
}

/** Sets of buttons. In messages the first six are seen, the rest stand behind the dots; dialogs show them all. */
export function renderButtons(buttons: Button[], on: Surface): Element[] {
  const primary = limits.primaryActions.max;
  const size = on.kind === 'dialog' ? primary : limits.actionsPerSet.max;
  return inGroups(buttons, size).map((some) => ({
    type: 'ActionSet',
    actions: some.map((button, n) => renderButton(button, on, n >= primary)),
  }));
}

/** One main button, and the others behind the dots. */
export function renderRowActions(row: Extract<Piece, { kind: 'row' }>, on: Surface): Action[] {
  const menu = (row.menu ?? []).slice(0, limits.actionsPerSet.max - 1);
  return [
    ...(row.button ? [renderButton(row.button, on)] : []),
    ...menu.map((button, n) => renderButton(button, on, row.button !== undefined || n > 0)),
  ];
}

/** A list to choose from, and the button that applies it: cards do not tell when something is chosen. */
export function renderPicker(
  picker: Extract<Piece, { kind: 'picker' }>,
  on: Surface,
  most: number,
): Element | null {
  const choices = choicesOf(picker.options, most);
  if (choices.length === 0) return null;
  const chosen = choices.find((choice) => choice.value === picker.chosen);
  const data = { post: on.kind === 'message' ? on.post : null, action: CHOOSE, input: {} };
  const look = { title: 'OK' };
  return {
    type: 'ColumnSet',
    columns: [
      {
        type: 'Column',
        width: 'stretch',
        items: [
          {
            type: 'Input.ChoiceSet',
            id: inputId('picker', picker.name),
            label: inert(picker.label, limits.inputLabel.max) || '–',
            style: 'compact',
            choices,
            ...(chosen && { value: chosen.value }),
          },
        ],
      },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Bottom',
        items: [
          {
            type: 'ActionSet',
            actions: [
              on.kind === 'dialog' ? { type: 'Action.Submit', ...look, data } : executeOf(look, data),
            ],
          },
        ],
      },
    ],
  };
}
