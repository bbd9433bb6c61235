import type { AdaptiveCardJson, CardInputs } from '../../teamsProtocol';
import { isObject } from './checkCard';

/** Every object of a card with a type that matches, in reading order. */
export function findIn(
  card: unknown,
  matches: (value: AdaptiveCardJson) => boolean,
  found: AdaptiveCardJson[] = [],
): AdaptiveCardJson[] {
  if (Array.isArray(card)) for (const one of card) findIn(one, matches, found);
  if (!isObject(card)) return found;
  if (matches(card)) found.push(card);
  // What an older client would do instead is not on this one's screen; data is not drawn.
  for (const [key, inside] of Object.entries(card))
    if (!['fallback', 'data', 'refresh'].includes(key)) findIn(inside, matches, found);
  return found;
}

export function inputsIn(card: unknown): AdaptiveCardJson[] {
  return findIn(card, ({ type }) => String(type).startsWith('Input.'));
}

/** What inputs hold before anybody touches them: the client sends these too. */
function valuesOf(card: unknown): CardInputs {
  return Object.fromEntries(
    inputsIn(card).map((input) => {
      const off = input.type === 'Input.Toggle' ? (input.valueOff ?? 'false') : '';
      return [String(input.id), String(input.value ?? off)];
    }),
  );
}

/** A sentence when the client would not send: an unknown input, or a required one that is empty. */
function inputProblem(card: unknown, inputs: CardInputs): string | undefined {
  const all = inputsIn(card);
  for (const id of Object.keys(inputs))
    if (!all.some((input) => input.id === id)) return `The card has no input "${id}".`;
  for (const input of all) {
    const value = inputs[String(input.id)] ?? '';
    if (input.isRequired === true && value === '')
      return String(input.errorMessage ?? `"${input.label}" must be filled in.`);
    const max = Number(input.maxLength);
    if (input.type === 'Input.Text' && value.length > max)
      return `"${input.label ?? input.id}" takes ${max} characters.`;
  }
  return undefined;
}

/**
 * What the client sends with an action: what its inputs hold, unless the action wants none.
 * @returns a sentence when the client would not send.
 */
export function sentWith(
  card: unknown,
  action: AdaptiveCardJson,
  inputs: CardInputs,
): { inputs: CardInputs } | string {
  if (action.associatedInputs === 'none') return { inputs: {} };
  const filled = { ...valuesOf(card), ...inputs };
  return inputProblem(card, filled) ?? { inputs: filled };
}
