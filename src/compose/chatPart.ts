import type { RequestListener } from 'node:http';
import type { Locale } from '../locales/locale';
import type { Chat } from '../ports/chat';
import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import type { ProfileOf } from '../ports/profiles';
import type { Installation } from '../ports/rows';
import type { ChatUser } from '../ui/request';

/** One chat platform, as the bot starts, asks and stops it. */
export interface ChatPart {
  platform: Installation['platform'];
  /** What it hears over the bot's own HTTP server. */
  routes: { path: string; listener: RequestListener }[];
  /** @returns where the bot is now, for the log. @throws Error with a sentence; after a NotReachedError it may be asked again. */
  start(): Promise<string>;
  stop(): Promise<void>;
  chat(installation: Installation): Chat;
  profileOf: ProfileOf;
}

/** What every platform is given. */
export interface ChatSurroundings {
  inbound: Inbound;
  log: Log;
  /** The language that somebody chose in Postroom. */
  localeOf(user: ChatUser): Promise<Locale | null>;
  timeScale: number;
}
