import type { Button } from '../ui/card';
import { limits } from './limits';

/**
 * What a click carries back. Slack returns the `action_id` and the `value` of what was clicked, so both together say
 * which action, with which input, and whether a form or page opens: nothing has to be remembered between.
 *
 *     button    action_id `do:assign:f:3`             value `{"conversationId":"…"}`
 *     menu      action_id `menu:4:{"conversationId"…` value of the chosen option `f:assign` (options hold 75 characters)
 *     picker    action_id `pick:mailbox:5`            value of the chosen option
 */
export interface Clicked {
  action: string;
  input: Record<string, unknown>;
  opens: Button['opens'];
}

const LETTERS = { form: 'f', page: 'p', nothing: 'n' } as const;
const OPENS: Record<string, Button['opens']> = { f: 'form', p: 'page', n: 'nothing' };

export function buttonId(button: Button, n: number): string {
  return `do:${button.action}:${LETTERS[button.opens]}:${n}`;
}

/** @throws RangeError when the input is longer than Slack carries: the card was made wrongly. */
export function buttonValue(button: Button): string {
  const value = JSON.stringify(button.input);
  if (value.length > limits.buttonValue.max) {
    throw new RangeError(
      `The input of the button "${button.action}" is too long for Slack (${value.length}).`,
    );
  }
  return value;
}

export function readButton(actionId: string, value: string | undefined): Clicked | null {
  const match = /^do:(.+):([fpn]):\d+$/.exec(actionId);
  return match && { action: match[1]!, opens: OPENS[match[2]!]!, input: readObject(value) };
}

/** @returns null when what these buttons have in common does not fit: they have to be buttons then. */
export function menuId(buttons: Button[], n: number): string | null {
  const id = `menu:${n}:${JSON.stringify(common(buttons))}`;
  return id.length <= limits.actionId.max ? id : null;
}

/** @returns null when what sets this one apart does not fit into an option. */
export function menuValue(button: Button, buttons: Button[]): string | null {
  const shared = common(buttons);
  const own = Object.fromEntries(Object.entries(button.input).filter(([key]) => !(key in shared)));
  const rest = Object.keys(own).length > 0 ? `:${JSON.stringify(own)}` : '';
  const value = `${LETTERS[button.opens]}:${button.action}${rest}`;
  return value.length <= limits.optionValue.max ? value : null;
}

export function readMenu(actionId: string, value: string | undefined): Clicked | null {
  const id = /^menu:\d+:(\{.*\})$/s.exec(actionId);
  const option = /^([fpn]):([^:]+)(?::(\{.*\}))?$/s.exec(value ?? '');
  if (!id || !option) return null;
  return {
    action: option[2]!,
    opens: OPENS[option[1]!]!,
    input: { ...readObject(id[1]), ...readObject(option[3]) },
  };
}

export function pickerId(name: string, n: number): string {
  return `pick:${name}:${n}`;
}

export function readPicker(actionId: string): string | null {
  return /^pick:(.+):\d+$/s.exec(actionId)?.[1] ?? null;
}

function common(buttons: Button[]): Record<string, string | number> {
  const [first, ...others] = buttons;
  const entries = Object.entries(first?.input ?? {});
  return Object.fromEntries(
    entries.filter(([key, value]) => others.every((one) => one.input[key] === value)),
  );
}

/** The value comes back from a client: anything but an object counts as empty. */
function readObject(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
