import type { Catalogue } from '../en';
import { actions } from './actions';
import { card } from './card';
import { notices } from './notices';
import { pages } from './pages';
import { refusals } from './refusals';
import { teams } from './teams';
import { timeline } from './timeline';

export const fr: Catalogue = { actions, card, notices, pages, refusals, teams, timeline };
