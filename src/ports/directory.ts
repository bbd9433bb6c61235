import type { Locale } from '../locales/locale';

/** Who and what is in the chat team: for the command line, where administrators name people and channels. */
export interface Directory {
  /** The team that the token belongs to, and the bot's own user. @throws Error with a sentence. */
  team(): Promise<{ platform: 'slack' | 'teams'; team: string; teamName: string; botUser: string }>;
  /** By user id (Slack `U…`, Teams the Entra object id) or email address; null when nobody is. */
  person(idOrEmail: string): Promise<DirectoryPerson | null>;
  /** By id or name (Slack: with or without `#`; Teams: `Channel` or `Team/Channel`); null when the bot sees no such channel. */
  channel(
    idOrName: string,
  ): Promise<{ id: string; name: string; isPrivate: boolean; botIsIn: boolean } | null>;
  /** Joins a public channel, where the platform knows such a thing. @throws Error with a sentence. */
  join(channel: string): Promise<void>;
}

export interface DirectoryPerson {
  user: string;
  name: string;
  handle: string | null;
  email: string | null;
  locale: Locale;
  timeZone: string;
}
