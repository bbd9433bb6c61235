import type { Visibility } from '../domain/permissions';
import type { ChannelRef } from '../ports/rows';
import { platformName } from '../ui/platformName';
import { channelFor, channelWords } from './channelFor';
import { Problem, wrongUsage } from './problem';
import type { Terminal } from './terminal';
import { type Platform, teamOn, type Workplace } from './workplace';

/** The options by which commands name channels. */
export interface ChannelOptions {
  channel?: string;
  teamsChannel?: string;
  allowPublicChannel?: boolean;
}

export const CHANNEL_OPTION = [
  '--channel <channel>',
  "Slack: '#name' or id of the channel of its cards",
] as const;
export const TEAMS_CHANNEL_OPTION = [
  '--teams-channel <channel>',
  "Teams: 'Channel', 'Team/Channel' or id of the channel of its cards",
] as const;

export interface ChosenChannel {
  ref: ChannelRef;
  /** As people write it. */
  words: string;
  /** Lets the bot in, where it is not yet. */
  join(): Promise<void>;
}

/** @throws Problem (wrong usage) when none is named. */
export function refuseNoChannel({ channel, teamsChannel }: ChannelOptions): void {
  if (channel === undefined && teamsChannel === undefined) {
    throw wrongUsage('Say where its cards go: --channel (Slack), --teams-channel (Teams), or both.');
  }
}

/** Who works in one platform only may just have taken the other one's option. */
function refuseOtherPlatform({ teams, closed }: Workplace, platform: Platform): void {
  const other = teams.find(({ installation }) => installation.platform !== platform);
  if (!other || closed[platform] || teams.length > 1) return;
  const [option, setting] = platform === 'slack' ? SLACK : TEAMS;
  const [otherOption] = platform === 'slack' ? TEAMS : SLACK;
  throw new Problem(
    `${option} names a channel of ${platformName(platform)}, and ${setting} is missing. Set it as for the bot, or name a channel of ${platformName(other.installation.platform)} with ${otherOption}.`,
  );
}

const SLACK = ['--channel', 'SLACK_BOT_TOKEN'] as const;
const TEAMS = ['--teams-channel', 'TEAMS_APP_ID'] as const;

/** Looks up the channels that were named, one per platform. @throws Problem with what to do. */
export async function chosenChannels(
  place: Workplace,
  terminal: Terminal,
  options: ChannelOptions,
  visibility: Visibility,
): Promise<ChosenChannel[]> {
  const named: [Platform, string | undefined][] = [
    ['slack', options.channel],
    ['teams', options.teamsChannel],
  ];
  const chosen: ChosenChannel[] = [];
  for (const [platform, called] of named) {
    if (called === undefined) continue;
    refuseOtherPlatform(place, platform);
    const { installation, directory } = teamOn(place, platform);
    const allowPublic = options.allowPublicChannel === true;
    const channel = await channelFor(directory, terminal, { platform, called, visibility, allowPublic });
    chosen.push({
      ref: { installationId: installation.id, channel: channel.id },
      words: channelWords(platform, channel.name),
      join: async () => {
        if (!channel.botIsIn) await directory.join(channel.id);
      },
    });
  }
  return chosen;
}
