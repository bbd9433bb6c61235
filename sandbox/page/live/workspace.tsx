import { createContext, use } from 'react';
import type { Act, ActResult, ChannelState, ControlState, Patch, Person } from '../../protocol';
import type { Route } from './route';

/** What hardly ever changes while one looks: names for mentions, and how the viewer reads dates. */
export interface Directory {
  me: Person;
  people: Map<string, Person>;
  channels: Map<string, ChannelState>;
  botUserId: string;
  appName: string;
  shortcuts: ControlState['app']['shortcuts'];
}

/** What the page can do. Never changes identity while the person stays the same. */
export interface Doings {
  /** Acts as the current person; a refusal is also shown as a toast unless `quiet`. */
  act(act: Act, options?: { quiet?: boolean }): Promise<ActResult>;
  toast(level: 'info' | 'error', text: string): void;
  /** Asks before something; resolves true when the person agreed. */
  confirm(question: Question): Promise<boolean>;
  go(place: Route['place'], how?: 'push' | 'replace'): void;
  listen(listener: (patch: Patch) => void): () => void;
}

export interface Question {
  title: string;
  /** Plain text, or mrkdwn where `mrkdwn` is set. */
  text: string;
  mrkdwn?: boolean;
  confirm: string;
  deny: string;
  danger?: boolean;
}

export const DirectoryContext = createContext<Directory | undefined>(undefined);
export const DoingsContext = createContext<Doings | undefined>(undefined);

export function useDirectory(): Directory {
  const directory = use(DirectoryContext);
  if (!directory) throw new Error('Used outside of the workspace');
  return directory;
}

export function useDoings(): Doings {
  const doings = use(DoingsContext);
  if (!doings) throw new Error('Used outside of the workspace');
  return doings;
}

/** How the viewer reads dates: their own language and time zone. */
export function readerOf(me: Person): { locale: string; timeZone: string; now: number } {
  return { locale: me.locale || 'en', timeZone: me.timeZone, now: Date.now() };
}
