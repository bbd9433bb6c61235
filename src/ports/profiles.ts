import type { ChatUser } from '../ui/request';

/** What a chat platform says of one of its accounts: a proposal of who that may be, never a proof. */
export interface Profile {
  name: string;
  email: string | null;
}

/** @returns null when the platform knows no such account, or did not answer in time. Never rejects. */
export type ProfileOf = (user: ChatUser) => Promise<Profile | null>;
