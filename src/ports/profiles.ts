import type { Locale } from '../locales/locale';
import type { ChatUser } from '../ui/request';

/** What a chat platform says of one of its accounts: a proposal of who that may be, never a proof. */
export interface Profile {
  name: string;
  /** Null also for guests and addresses that nobody checked: they prove nothing. */
  email: string | null;
  /** For sentences to somebody whom Postroom does not know. */
  locale?: Locale;
}

/** @returns null when the platform knows no such account, or did not answer in time. Never rejects. */
export type ProfileOf = (user: ChatUser) => Promise<Profile | null>;
