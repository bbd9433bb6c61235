import { createContext, use } from 'react';
import type { TeamsAct, TeamsActResult, TeamsPerson, TeamsState } from '../../../teamsProtocol';
import type { TeamsPlace } from '../../live/route';
import type { DateReader } from '../../text/dates';

/** What hardly ever changes while one looks. */
export interface TeamsDirectory {
  me: TeamsPerson;
  people: Map<string, TeamsPerson>;
  app: Pick<TeamsState['app'], 'name' | 'botId' | 'commands'>;
  tenantId: string;
  /** False: an old client, which knows no Action.Execute. */
  universalActions: boolean;
}

/** What the page can do. Never changes identity while the person stays the same. */
export interface TeamsDoings {
  /** Acts as the current person; a refusal is also shown as a toast unless `quiet`. */
  act(act: TeamsAct, options?: { quiet?: boolean }): Promise<TeamsActResult>;
  toast(level: 'info' | 'error', text: string): void;
  /** A sentence that the bot answered instead of a dialog: stands in the middle until it is closed. */
  say(text: string): void;
  go(place: Omit<TeamsPlace, 'kind' | 'as'>, how?: 'push' | 'replace'): void;
}

export const TeamsDirectoryContext = createContext<TeamsDirectory | undefined>(undefined);
export const TeamsDoingsContext = createContext<TeamsDoings | undefined>(undefined);

export function useTeamsDirectory(): TeamsDirectory {
  const directory = use(TeamsDirectoryContext);
  if (!directory) throw new Error('Used outside of the Teams window');
  return directory;
}

export function useTeamsDoings(): TeamsDoings {
  const doings = use(TeamsDoingsContext);
  if (!doings) throw new Error('Used outside of the Teams window');
  return doings;
}

/** How the person reads dates: their own language and time zone. */
export function teamsReader(me: TeamsPerson): DateReader {
  return { locale: me.locale || 'en', timeZone: me.timeZone, now: Date.now() };
}
