import { actions } from './actions';
import { card } from './card';
import { notices } from './notices';
import { pages } from './pages';
import { refusals } from './refusals';
import { teams } from './teams';
import { timeline } from './timeline';

export const en = { actions, card, notices, pages, refusals, teams, timeline };

/** The same sentences in another language: the compiler refuses a missing or an extra one. */
export type Catalogue = Same<typeof en>;
type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
