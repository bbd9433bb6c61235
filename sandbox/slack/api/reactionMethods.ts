import { LIMITS } from '../limits';
import { react } from '../messages';
import { existingMessage, inChannel, knownChannel } from './access';
import { ApiError } from './apiError';
import { text } from './arguments';
import type { Call, Handler } from './call';

function target(call: Call): { name: string; message: ReturnType<typeof existingMessage> } {
  const { slack, args } = call;
  const name = text(args, 'name').replace(/^:|:$/g, '');
  if (!/^[\p{L}\p{N}_+'-]+(::skin-tone-\d)?$/u.test(name)) throw new ApiError('invalid_name');
  const channel = knownChannel(slack, args.channel);
  inChannel(slack, channel, 'no_access');
  return { name, message: existingMessage(slack, channel, args.timestamp) };
}

const add: Handler = (call) => {
  const { slack } = call;
  const { name, message } = target(call);
  if (slack.world.channels.get(message.channel)?.archived) throw new ApiError('is_archived');
  if ((message.reactions?.length ?? 0) >= LIMITS.reactionsPerMessage.max)
    throw new ApiError('too_many_emoji');
  if (!react(slack, message, slack.world.app.botUserId, name, true)) throw new ApiError('already_reacted');
  return {};
};

const remove: Handler = (call) => {
  if (!call.args.channel || !call.args.timestamp) throw new ApiError('no_item_specified');
  const { name, message } = target(call);
  if (!react(call.slack, message, call.slack.world.app.botUserId, name, false)) {
    throw new ApiError('no_reaction');
  }
  return {};
};

export const reactionMethods = {
  'reactions.add': add,
  'reactions.remove': remove,
} satisfies Record<string, Handler>;
