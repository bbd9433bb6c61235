import { addMember, dmBetween } from '../channels';
import { microsOf } from '../clock';
import { LIMITS } from '../limits';
import type { StoredChannel, StoredMessage } from '../world';
import { inChannel, knownChannel, needConversationScope } from './access';
import { ApiError } from './apiError';
import { flag, page, text } from './arguments';
import type { Call, Handler } from './call';

const info: Handler = ({ slack, args }) => {
  const channel = knownChannel(slack, args.channel);
  needConversationScope(slack, channel.kind, 'read');
  const shown = slack.shapes.channel(channel, slack.world.app.botUserId);
  const members = flag(args, 'include_num_members') ? { num_members: channel.members.length } : {};
  return { channel: { ...shown, ...members } };
};

const list: Handler = (call) => {
  const { slack, args } = call;
  const { botUserId } = slack.world.app;
  const channels = ofTypes(
    call,
    (channel) => channel.kind === 'public' || channel.members.includes(botUserId),
  );
  const { items, cursor } = page(channels, args, LIMITS.listObjects.max, 100);
  return {
    channels: items.map((channel) => ({
      ...slack.shapes.channel(channel, botUserId),
      ...(channel.kind === 'im' ? {} : { num_members: channel.members.length }),
    })),
    response_metadata: { next_cursor: cursor },
  };
};

const ofUser: Handler = (call) => {
  const { slack, args } = call;
  const { botUserId } = slack.world.app;
  const user = text(args, 'user') || botUserId;
  const channels = ofTypes(
    call,
    (channel) =>
      channel.members.includes(user) && (channel.kind === 'public' || channel.members.includes(botUserId)),
  );
  const { items, cursor } = page(channels, args, LIMITS.listObjects.max, 100);
  return {
    channels: items.map((channel) => {
      const { is_member: _, ...shown } = slack.shapes.channel(channel, botUserId);
      return shown;
    }),
    response_metadata: { next_cursor: cursor },
  };
};

const members: Handler = ({ slack, args }) => {
  const channel = knownChannel(slack, args.channel);
  needConversationScope(slack, channel.kind, 'read');
  const { items, cursor } = page(channel.members, args, LIMITS.listObjects.max, 100);
  return { members: items, response_metadata: { next_cursor: cursor } };
};

const join: Handler = ({ slack, args }) => {
  const { botUserId } = slack.world.app;
  const channel = knownChannel(slack, args.channel);
  if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.archived) throw new ApiError('is_archived');
  const already = channel.members.includes(botUserId);
  if (!already) addMember(slack, channel, botUserId);
  const joined = slack.world.channels.get(channel.id) as StoredChannel;
  return {
    channel: slack.shapes.channel(joined, botUserId),
    ...(already
      ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
      : {}),
  };
};

const invite: Handler = ({ slack, args }) => {
  const { botUserId } = slack.world.app;
  const channel = knownChannel(slack, args.channel);
  if (channel.kind === 'im') throw new ApiError('method_not_supported_for_channel_type');
  inChannel(slack, channel);
  if (channel.archived) throw new ApiError('is_archived');
  const users = text(args, 'users').split(',').filter(Boolean);
  if (users.length === 0) throw new ApiError('no_user');
  for (const user of users) {
    if (user === botUserId) throw new ApiError('cant_invite_self');
    if (!slack.world.people.has(user)) throw new ApiError('user_not_found');
    if (channel.members.includes(user)) throw new ApiError('already_in_channel');
  }
  for (const user of users) {
    addMember(slack, slack.world.channels.get(channel.id) as StoredChannel, user, botUserId);
  }
  return { channel: slack.shapes.channel(slack.world.channels.get(channel.id) as StoredChannel, botUserId) };
};

const open: Handler = ({ slack, args }) => {
  const { world } = slack;
  const users = text(args, 'users').split(',').filter(Boolean);
  if (args.channel) {
    const channel = knownChannel(slack, args.channel);
    if (channel.kind !== 'im') throw new ApiError('method_not_supported_for_channel_type');
    return { channel: { id: channel.id }, already_open: true, no_op: true };
  }
  if (users.length === 0) throw new ApiError('users_list_not_supplied');
  // Group DMs are not part of the sandbox.
  if (users.length > 1) throw new ApiError('too_many_users');
  const person = world.people.get(users[0] ?? '');
  if (!person) throw new ApiError('user_not_found');
  if (person.deleted) throw new ApiError('user_disabled');
  needConversationScope(slack, 'im', 'write');
  const before = world.channels.size;
  const channel = dmBetween(slack, world.app.botUserId, person.id);
  const existed = world.channels.size === before;
  const { is_user_deleted: _, ...whole } = slack.shapes.channel(channel, world.app.botUserId);
  const shown = flag(args, 'return_im') ? whole : { id: channel.id };
  return { channel: shown, ...(existed ? { already_open: true, no_op: true } : {}) };
};

const history: Handler = (call) => {
  const { slack, args } = call;
  const channel = readable(call);
  const shown = slack.world
    .inChannel(channel.id)
    .filter((message) => !message.threadTs || message.broadcast)
    .filter(between(call))
    .reverse();
  const { items, cursor } = page(shown, args, LIMITS.historyObjects.max, 100, 'invalid_arguments');
  return {
    messages: items.map((message) => shape(call, message)),
    has_more: cursor !== '',
    pin_count: 0,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(cursor ? { response_metadata: { next_cursor: cursor } } : {}),
  };
};

const replies: Handler = (call) => {
  const { slack, args } = call;
  const channel = readable(call);
  const root = slack.world.message(channel.id, text(args, 'ts'));
  if (!root) throw new ApiError('thread_not_found');
  const rootTs = root.threadTs ?? root.ts;
  const after = slack.world.replies(channel.id, rootTs).filter(between(call));
  const first = slack.world.message(channel.id, rootTs);
  const { items, cursor } = page(after, args, LIMITS.historyObjects.max, 100, 'invalid_arguments');
  const all = first && !args.cursor ? [first, ...items] : items;
  return {
    messages: all.map((message) => shape(call, message)),
    has_more: cursor !== '',
    ...(cursor ? { response_metadata: { next_cursor: cursor } } : {}),
  };
};

/** The channel whose messages are asked for, after every check; applies the limit of non-Marketplace apps. */
function readable(call: Call): StoredChannel {
  const { slack, args } = call;
  const channel = knownChannel(slack, args.channel);
  needConversationScope(slack, channel.kind, 'history');
  inChannel(slack, channel);
  if (slack.switches.nonMarketplaceHistoryLimit) {
    const wait = slack.rates.nonMarketplaceHistory(call.method);
    if (wait > 0) throw new ApiError('ratelimited', { retryAfter: wait });
    const max = LIMITS.nonMarketplaceHistoryObjects.max;
    args.limit = Math.min(Number(args.limit) || max, max);
  }
  return channel;
}

function between(call: Call): (message: StoredMessage) => boolean {
  const { args } = call;
  const oldest = timestamp(args.oldest, 'invalid_ts_oldest') ?? 0;
  const latest = timestamp(args.latest, 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const inclusive = flag(args, 'inclusive');
  return ({ ts }) => {
    const at = microsOf(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

function timestamp(value: unknown, code: string): number | undefined {
  if (value === undefined || value === null || value === '' || value === '0' || value === 'now')
    return undefined;
  if (!/^\d{1,11}(\.\d{1,6})?$/.test(String(value))) throw new ApiError(code);
  return microsOf(String(value));
}

function shape(call: Call, message: StoredMessage): Record<string, unknown> {
  const place = call.method === 'conversations.replies' ? call.method : 'conversations.history';
  return call.slack.shapes.message(message, place, flag(call.args, 'include_all_metadata'));
}

const TYPES: Record<string, StoredChannel['kind'] | 'mpim'> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function ofTypes(call: Call, allowed: (channel: StoredChannel) => boolean): StoredChannel[] {
  const { slack, args } = call;
  const kinds = (text(args, 'types') || 'public_channel').split(',').map((name) => TYPES[name.trim()]);
  if (kinds.includes(undefined)) throw new ApiError('invalid_types');
  for (const kind of kinds) if (kind && kind !== 'mpim') needConversationScope(slack, kind, 'read');
  const archived = !flag(args, 'exclude_archived');
  return [...slack.world.channels.values()].filter(
    (channel) => kinds.includes(channel.kind) && allowed(channel) && (archived || !channel.archived),
  );
}

export const conversationMethods = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.invite': invite,
  'conversations.open': open,
  'conversations.history': history,
  'conversations.replies': replies,
  'users.conversations': ofUser,
} satisfies Record<string, Handler>;
