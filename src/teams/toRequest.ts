import type { FieldValues, FormToken } from '../ui/form';
import type { ChatUser, CommandWord, Request } from '../ui/request';
import type { Asked } from './desk';
import { HOME_KEY } from './drawCard';
import { readDataset } from './inputIds';
import { placeOfConversation } from './reach';
import { type PressedAction, readAction, readPickers } from './readAction';
import { readForm } from './readForm';
import { CHOOSE, REFRESH } from './renderButtons';

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;
/** Somebody is known to have asked. */
export type AskedBy = Asked & { from: ChatUser };

/** A pressed button: which, and the request that it makes. */
export interface Press {
  pressed: PressedAction;
  request: Of<'click'> | Of<'home'> | Of<'redraw'>;
  /** What is chosen in the pickers beside it. */
  chosen: Record<string, string>;
}

/**
 * @param data what the button carried, with what the card's inputs held.
 * @returns null for what is none of our buttons.
 */
export function pressOf(asked: AskedBy, data: unknown, inModal: boolean): Press | null {
  const pressed = readAction(data);
  if (!pressed) return null;
  const chosen = readPickers(data);
  const { action, input, post } = pressed;
  if (action === CHOOSE || (action === REFRESH && post === HOME_KEY)) {
    return { pressed, chosen, request: homeRequest(asked, action === CHOOSE ? chosen : {}) };
  }
  if (action === REFRESH) {
    return post === null ? null : { pressed, chosen, request: redrawRequest(asked, post) };
  }
  return { pressed, chosen, request: { ...common(asked, action), kind: 'click', action, input, inModal } };
}

/** @returns null when it is not a form of ours. */
export function submitRequest(
  asked: AskedBy,
  data: unknown,
): (Of<'submit'> & { token: FormToken; values: FieldValues }) | null {
  const read = readForm(data);
  if (!read) return null;
  return { ...common(asked, 'submit'), ...read, kind: 'submit', requestId: read.token.nonce };
}

/** @returns null when it asks for nothing of ours. */
export function optionsRequest(asked: AskedBy, value: unknown): Of<'options'> | null {
  const { dataset, queryText } = record(value);
  const about = typeof dataset === 'string' ? readDataset(dataset) : null;
  if (!about) return null;
  const query = typeof queryText === 'string' ? queryText.slice(0, 200) : '';
  return { ...common(asked, 'options'), kind: 'options', ...about, query };
}

export function commandRequest(asked: AskedBy, words: CommandWord[]): Of<'command'> {
  return { ...common(asked, 'command'), kind: 'command', words };
}

export function homeRequest(asked: AskedBy, chosen: Record<string, string>): Of<'home'> {
  return { ...common(asked, 'home'), channel: null, kind: 'home', chosen };
}

export function redrawRequest(asked: AskedBy, key: string): Of<'redraw'> {
  return { ...common(asked, 'redraw'), kind: 'redraw', key };
}

/** An activity that is delivered twice has the same id, and so has the request. */
function common(asked: AskedBy, what: string) {
  const { activity, tenant, from } = asked;
  return {
    requestId: `teams:${tenant}:${from.user}:${activity.id}:${what}`,
    from,
    channel: placeOfConversation(activity.conversation.id).conversation,
  };
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
