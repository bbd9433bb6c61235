import type { Called, ThreadMessage } from '../ports/chat';
import { beginsCommand, commandWords } from './commandWords';
import { unescaped, wordsOfHistory } from './messageText';
import { keyOfCard } from './renderCard';
import type { ChannelHistory, ChannelPlace, HistoryMessage } from './transport/transport';

/** Our clock and Microsoft's may differ. */
const MICROSOFT_AHEAD_MS = 60_000;
/** How far back a search goes at most: a bounded number of calls whatever the channel holds. */
const MOST_ROOTS = 200;

type Failed = Extract<Called<never>, { ok: false }>;

/** Without the permission to read it, what stands in a channel cannot be known. */
export const UNREADABLE: Failed = {
  ok: false,
  why: 'notAuthorized',
  detail: 'Teams does not let the bot read this channel (ChannelMessage.Read.Group)',
};

/** @returns null also where the channel cannot be read: a post that stands there twice is noticed when it is used. */
export async function findPosted(
  history: ChannelHistory,
  place: ChannelPlace | null,
  wanted: { key: string; thread: string | null; since: Date },
): Promise<Called<{ ts: string } | null>> {
  if (!place) return { ok: true, value: null };
  const since = new Date(wanted.since.getTime() - MICROSOFT_AHEAD_MS);
  const called =
    wanted.thread === null
      ? await history.roots(place, since, MOST_ROOTS)
      : await history.replies(place, wanted.thread, since);
  if (!called.ok) return called.why === 'notAuthorized' ? { ok: true, value: null } : called;
  const found = called.value.find(
    // Of people, who may copy a card with its key, nothing is ours.
    (message) =>
      !message.deleted &&
      message.user === null &&
      message.cards.some((card) => keyOfCard(card) === wanted.key),
  );
  return { ok: true, value: found ? { ts: found.id } : null };
}

/** What people wrote to each other in a thread, and what was deleted there; what was meant for the bot is left out. */
export async function repliesSince(
  history: ChannelHistory,
  place: ChannelPlace | null,
  thread: string,
  since: string,
): Promise<Called<ThreadMessage[]>> {
  if (!place) return UNREADABLE;
  const called = await history.replies(place, thread, new Date(since));
  if (!called.ok) return called;
  const value = called.value
    // Whose a deleted one was, Microsoft may not say any more: what we know of it is what counts.
    .filter((one) => one.id !== thread && (one.deleted || (one.user !== null && !isCommand(one))))
    .filter((one) => Date.parse(one.modifiedAt ?? one.createdAt) > Date.parse(since))
    .map((one) => ({
      ts: one.id,
      at: one.createdAt,
      user: one.user?.toLowerCase() ?? '',
      authorName: one.userName ?? one.user ?? '',
      text: one.deleted ? '' : wordsOfHistory(one),
      edited: one.edited,
      ...(one.deleted && { deleted: true as const }),
    }));
  return { ok: true, value: value.sort(oldestFirst) };
}

export async function threadsSince(
  history: ChannelHistory,
  place: ChannelPlace | null,
  since: string,
): Promise<Called<{ thread: string }[]>> {
  if (!place) return UNREADABLE;
  const called = await history.roots(place, new Date(since), MOST_ROOTS);
  if (!called.ok) return called;
  const after = Date.parse(since);
  const value = called.value
    .filter((one) => Date.parse(one.modifiedAt ?? one.createdAt) > after)
    .map((one) => ({ thread: one.id }));
  return { ok: true, value };
}

/** Ids are made of the time and unique, which two messages' times may not be. */
function oldestFirst(one: ThreadMessage, other: ThreadMessage): number {
  return Date.parse(one.at) - Date.parse(other.at) || Number(one.ts) - Number(other.ts);
}

/** Only a bot is mentioned without an account of its own. */
function isCommand({ mentions, body }: HistoryMessage): boolean {
  const bot = mentions.find(({ user }) => user === null);
  if (!bot) return false;
  const words = body.content
    .replace(/<at\s([^<>]*)>[^<]*<\/at>/gi, (tag, attributes: string) =>
      Number(/\bid="?(\d+)/i.exec(attributes)?.[1]) === bot.id ? ' ' : tag,
    )
    .replace(/<[^<>]*>/g, ' ');
  return beginsCommand(commandWords([{ text: unescaped(words) }], '', () => null));
}
