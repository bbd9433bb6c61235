import { dmBetween } from '../channels';
import type { Slack } from '../slack';
import type { StoredChannel, StoredMessage } from '../world';
import { ApiError } from './apiError';

const PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** A channel that the bot may know of: public ones, and private ones and DMs that it is in. */
export function knownChannel(slack: Slack, id: unknown, code = 'channel_not_found'): StoredChannel {
  const channel = slack.world.channels.get(String(id));
  const { botUserId } = slack.world.app;
  if (!channel) throw new ApiError(code);
  if (channel.kind !== 'public' && !channel.members.includes(botUserId)) throw new ApiError(code);
  return channel;
}

/** Where the bot may post: an id, a `#name` it is in, or a person's id for the DM with them. */
export function postingChannel(slack: Slack, id: unknown, allowPeople: boolean): StoredChannel {
  const { world } = slack;
  const name = String(id).replace(/^#/, '');
  const person = allowPeople ? world.people.get(name) : undefined;
  if (person && !person.isBot && !person.deleted) return dmBetween(slack, world.app.botUserId, person.id);
  const byName = allowPeople
    ? [...world.channels.values()].find((one) => one.kind !== 'im' && one.name === name)
    : undefined;
  const channel = knownChannel(slack, byName?.id ?? id);
  if (!channel.members.includes(world.app.botUserId)) throw new ApiError('not_in_channel');
  if (channel.archived) throw new ApiError('is_archived');
  return channel;
}

export function inChannel(slack: Slack, channel: StoredChannel, code = 'not_in_channel'): void {
  if (!channel.members.includes(slack.world.app.botUserId)) throw new ApiError(code);
}

export function existingMessage(slack: Slack, channel: StoredChannel, ts: unknown): StoredMessage {
  const message = slack.world.message(channel.id, String(ts));
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  return message;
}

/** The scope that goes with the kind of conversation: `groups:history` for a private one. */
export function needConversationScope(slack: Slack, kind: StoredChannel['kind'], verb: string): void {
  const needed = `${PREFIX[kind]}:${verb}`;
  const { scopes } = slack.world.app;
  if (!scopes.includes(needed)) throw new ApiError('missing_scope', { needed, provided: scopes.join(',') });
}
