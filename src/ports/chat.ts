import type { Instant } from '../domain/conversation';
import type { Card } from '../ui/card';
import type { ChannelRef } from './rows';

/** A chat platform, as the pump needs it. One implementation per platform; never retries or waits by itself. */
export interface Chat {
  /** @param key found again in the message's metadata: tells after a crash whether it was posted. */
  post(
    to: ChannelRef,
    message: { card: Card; key: string; thread: string | null; broadcast: boolean },
  ): Promise<Called<{ ts: string }>>;
  update(at: ChannelRef, ts: string, card: Card, key: string): Promise<Called<null>>;
  remove(at: ChannelRef, ts: string): Promise<Called<null>>;
  /**
   * Uploads into a thread as one message. @returns its ts when the platform tells it.
   * Null where the platform takes no files from us: then they stand there as a card, with a button that mints links.
   */
  upload:
    | ((
        to: ChannelRef,
        thread: string,
        files: { name: string; mediaType: string; content: Buffer }[],
        comment: string,
      ) => Promise<Called<{ ts: string | null; fileIds: string[] }>>)
    | null;
  removeFiles(installationId: string, fileIds: string[]): Promise<Called<null>>;
  openDirect(installationId: string, user: string): Promise<Called<{ channel: string }>>;
  /**
   * Draws somebody's Home. Where a platform has no place for one, it is a message in the direct channel.
   * @param stands where that message stands; null when there is none yet.
   * @param afresh it was asked for again: it belongs at the bottom, and the old one goes.
   * @returns where it stands now; null where it is not a message.
   */
  publishHome(
    installationId: string,
    user: string,
    card: Card,
    stands: { channel: string; ts: string } | null,
    afresh: boolean,
  ): Promise<Called<{ channel: string; ts: string } | null>>;
  /**
   * Looks through the channel (or thread) for the message with this key, not older than `since`.
   * @param fileNames set for an upload, which carries no key: then the newest message of ours with these files.
   */
  findPosted(
    at: ChannelRef,
    key: string,
    thread: string | null,
    since: Date,
    fileNames?: string[],
  ): Promise<Called<{ ts: string; fileIds?: string[] } | null>>;
  /** Messages that people wrote, changed or deleted in this thread since then (an instant), oldest first. */
  repliesSince(at: ChannelRef, thread: string, since: Instant): Promise<Called<ThreadMessage[]>>;
  /** Root messages of the channel whose newest reply is later than `since`. */
  threadsSince(at: ChannelRef, since: Instant): Promise<Called<{ thread: string }[]>>;
  budgets(method: ChatMethod): {
    method: string;
    channelEveryMs: number;
    channelBurst: number;
    methodEveryMs: number;
    methodBurst: number;
  };
}

export type ChatMethod = 'post' | 'update' | 'remove' | 'upload' | 'openDirect' | 'home' | 'history';

export interface ThreadMessage {
  /** The platform's own id of the message: nothing can be read from it. */
  ts: string;
  at: Instant;
  user: string;
  authorName: string;
  text: string;
  edited: boolean;
  /** Its author deleted it since; only where the platform goes on telling of it. */
  deleted?: true;
}

/** Expected failures are values (law 5): the pump decides what to do about each. */
export type Called<T> =
  | { ok: true; value: T }
  /** Too many calls: on this channel, or of this method in the whole installation. */
  | { ok: false; why: 'later'; retryAfterMs: number; scope: 'channel' | 'method' }
  /** The server failed or was not reached; `maybeDone`: the call may have been carried out. */
  | { ok: false; why: 'unreachable'; maybeDone: boolean; detail: string }
  /** The message is not there any more. */
  | { ok: false; why: 'messageGone' }
  /** The channel is archived, deleted, or the bot is not in it. */
  | { ok: false; why: 'channelClosed'; detail: string }
  /** Token revoked, scope missing: nothing works until somebody acts. */
  | { ok: false; why: 'notAuthorized'; detail: string }
  /** The platform will not take this content: a bug of ours, never retried unchanged. */
  | { ok: false; why: 'rejected'; detail: string };
