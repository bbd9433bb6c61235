import type { Stage } from '../../bench/stage';
import type { BlockJson, MessageState } from '../../sandbox/protocol';
import { renderCard } from '../../src/slack/renderCard';
import { withLinks } from '../../src/ui/messageLinks';
import type { Projection } from './chatIsState';

export function slackProjection({ slack }: Stage): Projection {
  return {
    standing: (channels) =>
      channels.flatMap((channel) =>
        slack
          .channel(channel)
          .messages.filter((message) => message.user === slack.botUserId && !message.subtype)
          .map((message) => ({
            channel,
            ts: message.ts,
            thread: message.threadTs ?? message.ts,
            // Private answers go to a direct channel when there is no other way: they carry no buttons.
            free: isDirect(message) && !JSON.stringify(message).includes('"do:'),
            words: message.text,
          })),
      ),

    async expectSays(post, content, at) {
      const message = slack.message(at.channel, at.ts)!;
      if (content.kind === 'files') {
        expect(message.files?.map((file) => file.name)).toEqual(content.files.map((file) => file.name));
        return;
      }
      // Said once, with what was known then.
      if (post.kind === 'notice') return;
      const linkTo = async (channel: string, ts: string) =>
        `${slack.url}/archives/${channel}/p${ts.replace('.', '')}`;
      const drawn = renderCard(await withLinks(content.card, linkTo));
      // The first email's heading says whether it was the only one when it was posted.
      const from = post.kind === 'email' ? 1 : 0;
      const compared = (blocks: unknown) =>
        comparable((blocks as BlockJson[]).slice(from), post.kind === 'card');
      expect({ text: message.text, blocks: compared(message.blocks) }).toEqual({
        text: drawn.text,
        blocks: compared(drawn.blocks),
      });
    },
  };
}

/**
 * Slack gives every block an id where the app gave none. Entries of a thread stay as they were posted: their buttons
 * open pages, which show the present whatever version they name.
 */
function comparable(blocks: BlockJson[], versions: boolean): unknown {
  const text = JSON.stringify(blocks, (key, value) => (key === 'block_id' ? undefined : value));
  return JSON.parse(versions ? text : text.replace(/\\"version\\":\d+/g, ''));
}

function isDirect(message: MessageState): boolean {
  return message.channel.startsWith('D');
}
