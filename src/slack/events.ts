import type { Inbound, MessagePlace, WrittenMessage } from '../ports/inbound';
import type { RecentPlaces } from '../ports/recentPlaces';
import type { People } from './people';
import { isWritten, keyOf, type SlackMessage, wordsIn } from './slackMessage';
import { instantOf } from './timestamps';
import { chatUser } from './toRequest';

/** A `message` event of any subtype; the parts that we read. */
export interface MessageEvent extends SlackMessage {
  channel: string;
  channel_type?: string;
  deleted_ts?: string;
  message?: SlackMessage;
  previous_message?: SlackMessage;
}

export interface EventDesk {
  team(): string;
  botUser(): string;
  inbound: Inbound;
  people: People;
  /** Whether this process deleted that message itself, a moment ago. */
  removedByUs(channel: string, ts: string): boolean;
  /** Resolves once inside knows that events were missing: the first one after a gap must not pass for the last. */
  gapNoted(): Promise<unknown>;
  /** Posts of ours whose standing in chat was told inward: Slack says it twice. */
  seen: RecentPlaces;
}

/** What a message event means for Postroom: somebody wrote, edited or deleted; one of our posts stands or fell. */
export async function takeMessage(desk: EventDesk, event: MessageEvent): Promise<void> {
  if (event.subtype === 'message_changed' && event.message) return messageChanged(desk, event, event.message);
  if (event.subtype === 'message_deleted') return messageDeleted(desk, event);
  if (isOurs(desk, event)) return ownPost(desk, event);
  if (!isWritten(event) || !isDiscussion(event, event)) return;
  await desk.inbound.messageWritten(await written(desk, event, event));
}

async function messageChanged(desk: EventDesk, event: MessageEvent, now: SlackMessage): Promise<void> {
  const before = event.previous_message;
  // A deleted message with replies stays as a tombstone, so that its thread can be read.
  if (now.subtype === 'tombstone') return gone(desk, event, now.ts, before);
  if (isOurs(desk, now)) {
    // Slack names the editor by bot user, or, for a message of words alone, by bot id.
    const editor = now.edited?.user;
    const byUs = editor === undefined || editor === desk.botUser() || editor === now.bot_id;
    if (!byUs && now.ts) {
      await desk.inbound.ownPostDisturbed({ ...placeOf(desk, event.channel, now.ts), deleted: false });
    }
    return;
  }
  // Slack also tells of previews that it adds to a message, and of replies to it: nobody wrote these.
  if (before && sameWords(before, now)) return;
  if (!isWritten(now) || !isDiscussion(event, now)) return;
  await desk.inbound.messageEdited(await written(desk, event, now));
}

function messageDeleted(desk: EventDesk, event: MessageEvent): Promise<void> {
  return gone(desk, event, event.deleted_ts, event.previous_message);
}

async function gone(
  desk: EventDesk,
  event: MessageEvent,
  ts: string | undefined,
  before: SlackMessage | undefined,
): Promise<void> {
  if (!ts) return;
  const place = placeOf(desk, event.channel, ts);
  if (before && isOurs(desk, before)) {
    if (!desk.removedByUs(event.channel, ts))
      await desk.inbound.ownPostDisturbed({ ...place, deleted: true });
    return;
  }
  await desk.inbound.messageDeleted(place);
}

async function ownPost(desk: EventDesk, message: MessageEvent): Promise<void> {
  const key = keyOf(message);
  if (key === null || !message.ts || desk.seen.has(message.channel, message.ts)) return;
  const at = instantOf(message.ts);
  await desk.inbound.ownPostSeen({ ...placeOf(desk, message.channel, message.ts), at, key });
  desk.seen.add(message.channel, message.ts);
}

/**
 * The `message_metadata_posted` event: the same news as the message itself, also where Slack leaves metadata out of
 * that. Any app may use our event's name, so only the bot's own messages count.
 */
export async function takeMetadata(
  desk: EventDesk,
  event: { user_id?: string; channel_id?: string; message_ts?: string; metadata?: SlackMessage['metadata'] },
): Promise<void> {
  const { user_id: user, channel_id: channel, message_ts: ts, metadata } = event;
  if (user === desk.botUser() && channel) await ownPost(desk, { channel, ts, metadata });
}

/** Events after which a channel works again, or does not. */
export const CHANNEL_EVENTS = {
  channel_archive: false,
  channel_unarchive: true,
  channel_deleted: false,
  channel_left: false,
  group_archive: false,
  group_unarchive: true,
  group_deleted: false,
  group_left: false,
} as const satisfies Record<string, boolean>;

export async function takeChannelEvent(
  desk: EventDesk,
  type: keyof typeof CHANNEL_EVENTS,
  channel: string,
): Promise<void> {
  await channelChanged(desk, channel, CHANNEL_EVENTS[type]);
}

/** Only the bot's own coming and going matters. */
export async function takeMembership(
  desk: EventDesk,
  event: { type: string; user: string; channel: string },
): Promise<void> {
  if (event.user === desk.botUser()) {
    await channelChanged(desk, event.channel, event.type === 'member_joined_channel');
  }
}

function channelChanged(desk: EventDesk, channel: string, usable: boolean): Promise<void> {
  return desk.inbound.channelChanged({ platform: 'slack', team: desk.team(), channel, usable });
}

function isOurs(desk: EventDesk, message: SlackMessage): boolean {
  return message.user === desk.botUser();
}

/** Replies in threads, and everything in a direct channel: what stands in the channel itself is not ours to keep. */
function isDiscussion(event: MessageEvent, message: SlackMessage): boolean {
  return isReply(message) || event.channel_type === 'im';
}

function isReply(message: SlackMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function sameWords(before: SlackMessage, now: SlackMessage): boolean {
  return before.text === now.text && (before.files?.length ?? 0) === (now.files?.length ?? 0);
}

async function written(
  desk: EventDesk,
  event: MessageEvent,
  message: SlackMessage & { ts: string; user: string },
): Promise<WrittenMessage> {
  const [names, authorName] = await Promise.all([
    desk.people.namesIn(message.text ?? ''),
    desk.people.nameOf(message.user),
  ]);
  return {
    ...placeOf(desk, event.channel, message.ts),
    from: chatUser(desk.team(), message.user),
    thread: isReply(message) ? message.thread_ts! : null,
    text: wordsIn(message, names),
    authorName,
    at: instantOf(message.ts),
  };
}

function placeOf(desk: EventDesk, channel: string, ts: string): MessagePlace {
  return { platform: 'slack', team: desk.team(), channel, ts };
}
