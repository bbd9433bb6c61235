import type { ResponseTarget } from './app/responseUrls';
import { checkMessage } from './blocks/checkMessage';
import { change, post, postEphemeral, remove, removeEphemeral } from './messages';
import type { Slack } from './slack';

type Body = Record<string, unknown>;

/** What came to a response_url, or in the acknowledgement of a command. Answers a sentence when it is refused. */
export function postResponse(slack: Slack, target: ResponseTarget, body: Body): string | undefined {
  const { world } = slack;
  const { user, channel, messageTs } = target;
  if (body.delete_original === true && messageTs) {
    if (target.ephemeral) removeEphemeral(slack, user, messageTs);
    else {
      const original = world.message(channel, messageTs);
      if (original) remove(slack, original);
    }
    return undefined;
  }
  const checked = checkMessage(body, () => world.newId('b'));
  if ('error' in checked) return checked.error;
  const { text, blocks } = checked;
  const original = messageTs ? world.message(channel, messageTs) : undefined;
  if (body.replace_original === true && original) {
    change(slack, original, { text, blocks });
    return undefined;
  }
  if (body.replace_original === true && target.ephemeral && messageTs)
    removeEphemeral(slack, user, messageTs);
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : target.threadTs;
  const draft = { channel, user: world.app.botUserId, bot: true, text, blocks, threadTs };
  if (body.response_type === 'in_channel') post(slack, draft);
  else postEphemeral(slack, draft, user);
  return undefined;
}
