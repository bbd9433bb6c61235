import type { Visibility } from '../domain/permissions';
import type { Directory } from '../ports/directory';
import { platformName } from '../ui/platformName';
import { Problem } from './problem';
import type { Terminal } from './terminal';
import type { Platform } from './workplace';

type Channel = NonNullable<Awaited<ReturnType<Directory['channel']>>>;

const LET_IN: Record<Platform, string> = {
  slack: 'if it is private, invite the bot there (/invite @Postroom)',
  teams: 'if it is there, add the app Postroom to its team',
};

const PUBLIC_TO: Record<Platform, string> = { slack: 'Slack', teams: 'its team' };

/** As people write it. */
export function channelWords(platform: Platform, name: string): string {
  return platform === 'slack' ? `#${name}` : name;
}

/** The channel for a mailbox's cards, where the bot is or may go. @throws Problem with what to do. */
export async function channelFor(
  directory: Directory,
  terminal: Terminal,
  wanted: { platform: Platform; called: string; visibility: Visibility; allowPublic: boolean },
): Promise<Channel> {
  const { platform, called, visibility, allowPublic } = wanted;
  const where = platformName(platform);
  const channel = await directory.channel(called);
  if (!channel) {
    throw new Problem(
      `The bot sees no channel ${called}. Create it in ${where}; ${LET_IN[platform]}, then try again.`,
    );
  }
  if (channel.isPrivate && !channel.botIsIn) {
    throw new Problem(
      `${channelWords(platform, channel.name)} is private and the bot is not in it; ${LET_IN[platform]}, then try again.`,
    );
  }
  if (visibility === 'assigned-only' && !channel.isPrivate) {
    const danger = `${channelWords(platform, channel.name)} is public: everybody in ${PUBLIC_TO[platform]} could read the cards of an assigned-only mailbox.`;
    if (!allowPublic) {
      throw new Problem(
        `${danger} Name a private channel of its dispatchers, or give --allow-public-channel if that is meant.`,
      );
    }
    terminal.note(`Careful: ${danger}`);
  }
  return channel;
}
