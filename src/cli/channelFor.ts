import type { Visibility } from '../domain/permissions';
import type { Directory } from '../ports/directory';
import { Problem } from './problem';
import type { Terminal } from './terminal';

type Channel = NonNullable<Awaited<ReturnType<Directory['channel']>>>;

/** The channel for a mailbox's cards, where the bot is or may go. @throws Problem with what to do. */
export async function channelFor(
  directory: Directory,
  terminal: Terminal,
  wanted: { called: string; visibility: Visibility; allowPublic: boolean },
): Promise<Channel> {
  const { called, visibility, allowPublic } = wanted;
  const channel = await directory.channel(called);
  if (!channel) {
    throw new Problem(
      `The bot sees no channel ${called}. Create it in Slack; if it is private, invite the bot there (/invite @Postroom), then try again.`,
    );
  }
  if (channel.isPrivate && !channel.botIsIn) {
    throw new Problem(
      `#${channel.name} is private and the bot is not in it. Invite it there (/invite @Postroom), then try again.`,
    );
  }
  if (visibility === 'assigned-only' && !channel.isPrivate) {
    const danger = `#${channel.name} is public: everybody in Slack could read the cards of an assigned-only mailbox.`;
    if (!allowPublic) {
      throw new Problem(
        `${danger} Name a private channel of its dispatchers, or give --allow-public-channel if that is meant.`,
      );
    }
    terminal.note(`Careful: ${danger}`);
  }
  return channel;
}
