import { checkMessage } from '../blocks/checkMessage';
import { change, post, postEphemeral, remove } from '../messages';
import type { StoredMessage } from '../world';
import { existingMessage, knownChannel, postingChannel } from './access';
import { ApiError } from './apiError';
import { flag, text } from './arguments';
import type { Call, Handler } from './call';

function content(call: Call): Exclude<ReturnType<typeof checkMessage>, { error: string }> {
  const checked = checkMessage(call.args, () => call.slack.world.newId('b'));
  if ('error' in checked) throw ApiError.withMessages(codeFor(call, checked.error), checked.messages);
  return checked;
}

/** Too long has two names: chat.postMessage knows the one, the others know the other. */
function codeFor(call: Call, code: string): string {
  if (!code.endsWith('_too_long')) return code;
  return call.method === 'chat.postMessage' ? 'msg_blocks_too_long' : 'msg_too_long';
}

const postMessage: Handler = (call) => {
  const { slack, args } = call;
  const channel = postingChannel(slack, args.channel, true);
  const checked = content(call);
  const threadTs = threadOf(call, channel.id);
  if (slack.switches.enforceRateLimits) {
    const wait = slack.rates.post(channel.id);
    if (wait > 0) throw new ApiError('ratelimited', { retryAfter: wait });
  }
  const message = post(slack, {
    channel: channel.id,
    user: slack.world.app.botUserId,
    bot: true,
    ...checked,
    threadTs,
    broadcast: threadTs && flag(args, 'reply_broadcast') ? true : undefined,
  });
  return { channel: channel.id, ts: message.ts, message: slack.shapes.message(message, 'chat.postMessage') };
};

const update: Handler = (call) => {
  const { slack, args } = call;
  const channel = knownChannel(slack, args.channel);
  const before = existingMessage(slack, channel, args.ts);
  if (!before.bot) throw new ApiError('cant_update_message');
  const hasText = typeof args.text === 'string' && args.text !== '';
  const hasBlocks = args.blocks !== undefined && args.blocks !== null;
  // Blocks stay only when neither text nor blocks are given; text alone replaces them.
  const kept = !hasText && !hasBlocks ? { blocks: before.blocks, text: before.text } : {};
  const checked = content({ ...call, args: { ...args, ...kept } });
  const message = change(slack, before, {
    text: checked.text || (hasBlocks ? before.text : ''),
    blocks: checked.blocks,
    ...(args.attachments === undefined ? {} : { attachments: checked.attachments }),
    ...(args.metadata === undefined ? {} : { metadata: checked.metadata }),
    ...(checked.blocks ? {} : { edited: { user: slack.world.app.botId, ts: slack.clock.nextTs() } }),
    ...(flag(args, 'reply_broadcast') && before.threadTs ? { broadcast: true } : {}),
  });
  const shown = slack.shapes.message(message, 'chat.update');
  return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
};

const remove_: Handler = ({ slack, args }) => {
  const channel = knownChannel(slack, args.channel);
  const message = existingMessage(slack, channel, args.ts);
  if (!message.bot) throw new ApiError('cant_delete_message');
  remove(slack, message);
  return { channel: channel.id, ts: message.ts };
};

const ephemeral: Handler = (call) => {
  const { slack, args } = call;
  const channel = postingChannel(slack, args.channel, false);
  const user = text(args, 'user');
  if (!channel.members.includes(user)) throw new ApiError('user_not_in_channel');
  const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
  const { text: words, blocks, attachments } = content({ ...call, args: { ...args, metadata: undefined } });
  const draft = { channel: channel.id, user: slack.world.app.botUserId, bot: true, text: words, blocks };
  const message = postEphemeral(slack, { ...draft, attachments, threadTs }, user);
  return { message_ts: message.ts };
};

const getPermalink: Handler = ({ slack, args }) => {
  const channel = knownChannel(slack, args.channel);
  const message = existingMessage(slack, channel, args.message_ts);
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  const permalink = `${slack.url()}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { permalink, channel: channel.id };
};

/** The root of the thread in which to post; a reply's ts leads to its root. */
function threadOf(call: Call, channel: string): string | undefined {
  const { slack, args } = call;
  if (args.thread_ts === undefined || args.thread_ts === null || args.thread_ts === '') return undefined;
  const root: StoredMessage | undefined = slack.world.message(channel, String(args.thread_ts));
  if (!root || root.subtype?.endsWith('_join')) throw new ApiError('cannot_reply_to_message');
  return root.threadTs ?? root.ts;
}

export const chatMethods = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove_,
  'chat.postEphemeral': ephemeral,
  'chat.getPermalink': getPermalink,
} satisfies Record<string, Handler>;
