import type { Instant } from '../domain/conversation';
import type { Reply } from '../ui/reply';
import type { ChatUser, Request } from '../ui/request';

/** What a chat platform's adapter hands inward. Every call may come twice and must be harmless then. */
export interface Inbound {
  /** Never rejects: what goes wrong is a notice with a reference id that is in the log. */
  answer(request: Request): Promise<Reply>;
  /** A person wrote in a thread (or in a direct channel) where Postroom is. */
  messageWritten(message: WrittenMessage): Promise<void>;
  messageEdited(message: WrittenMessage): Promise<void>;
  messageDeleted(at: MessagePlace): Promise<void>;
  /** Its author brought a deleted message back. */
  messageRestored(message: WrittenMessage): Promise<void>;
  /**
   * One of our own posts stands in chat: the platform tells its key back.
   * @returns `duplicate` when the same post stands elsewhere or was taken back: this one may be removed.
   */
  ownPostSeen(post: MessagePlace & { key: string }): Promise<{ duplicate: boolean }>;
  /** Somebody deleted or changed one of our own posts. */
  ownPostDisturbed(post: MessagePlace & { deleted: boolean }): Promise<void>;
  /** The stream of events (re)started: what happened since the last event may be missing. */
  connected(team: { platform: 'slack' | 'teams'; team: string }): Promise<void>;
  /**
   * Somebody asks for their Home where it is a message: it is posted afresh, at the bottom.
   * @returns `known`: false for an account that nobody knows, which has none.
   */
  homeAsked(user: ChatUser): Promise<{ known: boolean }>;
  /**
   * The bot was added to a team, or the way to it changed: remembered, so that it can be reached after a restart.
   * `reach` belongs to the platform's adapter alone; its top-level keys replace those known so far.
   */
  installed(team: {
    platform: 'slack' | 'teams';
    team: string;
    teamName: string;
    botUser: string;
    reach: Record<string, unknown>;
  }): Promise<void>;
  /** The channel works again or stopped working (bot invited, removed, channel archived). */
  channelChanged(channel: {
    platform: 'slack' | 'teams';
    team: string;
    channel: string;
    usable: boolean;
  }): Promise<void>;
}

export interface MessagePlace {
  platform: 'slack' | 'teams';
  team: string;
  channel: string;
  ts: string;
  /** When it happened, by the platform's clock; missing where it does not tell. */
  at?: Instant;
}

export interface WrittenMessage extends MessagePlace {
  from: ChatUser;
  /** The root message of the thread; null outside threads. */
  thread: string | null;
  /** Plain words: mentions as `@Name`, links as their address, attached files as `[name]`. */
  text: string;
  authorName: string;
  at: Instant;
}
