import { randomUUID } from 'node:crypto';
import type { Mention } from '../protocol';
import { channelType } from './app/events';
import { mentionsInBlocks, mentionsInText } from './blocks/mentions';
import type { MessagePlace } from './messageKeys';
import { personBlocks } from './personText';
import type { Slack } from './slack';
import type { StoredChannel, StoredMessage } from './world';

export type NewMessage = Omit<StoredMessage, 'ts'>;

/** Writes a message and tells the app about it, as Slack does even for the app's own messages. */
export function post(slack: Slack, draft: NewMessage): StoredMessage {
  const message: StoredMessage = { ...draft, ts: slack.clock.nextTs() };
  if (!message.bot && !message.subtype) message.clientMsgId = randomUUID();
  const channel = slack.world.channels.get(message.channel) as StoredChannel;
  noteMentions(slack, message);
  slack.world.putMessage(message);
  slack.events.message(channel, { ...eventMessage(slack, message), event_ts: message.ts });
  mentionEvent(slack, channel, message);
  metadataEvent(slack, message);
  return message;
}

/** Replaces what a message says. `edited` is not set when an app redraws blocks. */
export function change(slack: Slack, before: StoredMessage, patch: Partial<StoredMessage>): StoredMessage {
  const message = { ...before, ...patch };
  noteMentions(slack, message);
  slack.world.putMessage(message);
  const channel = slack.world.channels.get(message.channel) as StoredChannel;
  const ts = slack.clock.nextTs();
  slack.events.message(channel, {
    subtype: 'message_changed',
    message: eventMessage(slack, message, 'nested'),
    previous_message: eventMessage(slack, before, 'nested'),
    hidden: true,
    ts,
    event_ts: ts,
  });
  return message;
}

/** Takes a message away. A root with replies stays as a tombstone, so that its thread stays readable. */
export function remove(slack: Slack, message: StoredMessage): void {
  const { world } = slack;
  if (world.replies(message.channel, message.ts).length > 0) {
    const { ts, channel, user } = message;
    const text = 'This message was deleted.';
    const tombstone: StoredMessage = { ts, channel, user, text, subtype: 'tombstone' };
    change(slack, message, { ...undefinedKeys(message), ...tombstone });
    return;
  }
  const previous = eventMessage(slack, message, 'nested');
  world.dropMessage(message);
  const channel = world.channels.get(message.channel) as StoredChannel;
  const ts = slack.clock.nextTs();
  slack.events.message(channel, {
    subtype: 'message_deleted',
    previous_message: previous,
    deleted_ts: message.ts,
    hidden: true,
    ts,
    event_ts: ts,
  });
}

/** Adds or removes one person's reaction. Answers false when there was nothing to do. */
export function react(
  slack: Slack,
  message: StoredMessage,
  user: string,
  name: string,
  add: boolean,
): boolean {
  const before = message.reactions ?? [];
  const had = before.find((reaction) => reaction.name === name)?.users.includes(user) ?? false;
  if (had === add) return false;
  const others = before.filter((reaction) => reaction.name !== name);
  const users = before.find((reaction) => reaction.name === name)?.users.filter((id) => id !== user) ?? [];
  if (add) users.push(user);
  const reactions = users.length > 0 ? [...others, { name, users }] : others;
  slack.world.putMessage({ ...message, reactions: reactions.length > 0 ? reactions : undefined });
  slack.events.other(
    {
      type: add ? 'reaction_added' : 'reaction_removed',
      user,
      reaction: name,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
    },
    slack.world.channels.get(message.channel),
  );
  return true;
}

/** Shown to one person only; not kept. */
export function postEphemeral(slack: Slack, draft: NewMessage, to: string): StoredMessage {
  const message: StoredMessage = { ...draft, ts: slack.clock.nextTs() };
  noteMentions(slack, message);
  const shown = slack.world.ephemerals.get(to) ?? [];
  slack.world.ephemerals.set(to, [...shown, message].slice(-50));
  slack.world.tell({ kind: 'ephemeral', message, user: to });
  return message;
}

export function removeEphemeral(slack: Slack, to: string, ts: string): boolean {
  const shown = slack.world.ephemerals.get(to) ?? [];
  const message = shown.find((one) => one.ts === ts);
  if (!message) return false;
  slack.world.ephemerals.set(
    to,
    shown.filter((one) => one !== message),
  );
  slack.world.tell({ kind: 'ephemeralGone', message, user: to });
  return true;
}

/** A message as events carry it: a person's words also as rich text, the bot's with metadata. */
function eventMessage(slack: Slack, message: StoredMessage, place?: MessagePlace): Record<string, unknown> {
  const own = message.bot || message.subtype ? {} : { blocks: personBlocks(message.text, `w${message.ts}`) };
  const at = place ?? placeOf(message);
  const json = { ...slack.shapes.message(message, at), ...own };
  return at === 'thread_broadcast' || at === 'file_share' ? { ...json, subtype: at } : json;
}

function placeOf(message: StoredMessage): MessagePlace {
  if (message.subtype) return 'notice';
  if (message.broadcast) return 'thread_broadcast';
  return message.files ? 'file_share' : 'event';
}

function mentionEvent(slack: Slack, channel: StoredChannel, message: StoredMessage): void {
  const { botUserId } = slack.world.app;
  const mentioned = mentionsInText(message.text).some((one) => one.target === botUserId);
  if (!mentioned || channelType(channel) === 'im' || message.user === botUserId || message.subtype) return;
  const json = eventMessage(slack, message, 'app_mention');
  slack.events.other({ ...json, type: 'app_mention', channel: channel.id, event_ts: message.ts }, channel);
}

function metadataEvent(slack: Slack, message: StoredMessage): void {
  if (!message.metadata) return;
  const { app, team } = slack.world;
  slack.events.other(
    {
      type: 'message_metadata_posted',
      app_id: app.id,
      bot_id: app.botId,
      user_id: message.user,
      team_id: team.id,
      channel_id: message.channel,
      metadata: message.metadata,
      message_ts: message.ts,
    },
    slack.world.channels.get(message.channel),
  );
}

function noteMentions(slack: Slack, message: StoredMessage): void {
  if (message.subtype) return;
  const found = [...mentionsInText(message.text), ...mentionsInBlocks(message.blocks ?? [])];
  for (const one of found) {
    const mention: Mention = { channel: message.channel, ts: message.ts, by: message.user, ...one };
    slack.mentions.push(mention);
  }
  if (slack.mentions.length > 20_000) slack.mentions.splice(0, 10_000);
}

function undefinedKeys(message: StoredMessage): Partial<StoredMessage> {
  return Object.fromEntries(Object.keys(message).map((key) => [key, undefined]));
}
