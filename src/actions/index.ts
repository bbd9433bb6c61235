import type { AnyAction } from './action';
import { archive } from './archive';
import { assign } from './assign';
import { history } from './history';
import { note } from './note';
import { qualify } from './qualify';
import { read } from './read';
import { release } from './release';
import { reopen } from './reopen';
import { resolve } from './resolve';
import { take } from './take';
import { unarchive } from './unarchive';
import { unassign } from './unassign';

/** Every action, in the order of the palette. Buttons, forms, palette and command words derive from this list. */
export const actions = {
  take,
  release,
  assign,
  unassign,
  qualify,
  resolve,
  reopen,
  archive,
  unarchive,
  note,
  read,
  history,
} as const satisfies Record<string, AnyAction>;

export type ActionName = keyof typeof actions;

export function isAction(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

export function actionNamed(name: ActionName): AnyAction {
  return actions[name];
}
