import type { Config } from '../config';
import { SLACK_PATH } from '../slack/app';
import { createSlack } from '../slack/createSlack';
import type { ChatPart, ChatSurroundings } from './chatPart';

/** Postroom in the Slack team that the bot token belongs to. */
export function slackPart(config: NonNullable<Config['slack']>, around: ChatSurroundings): ChatPart {
  const slack = createSlack({ config, ...around });
  return {
    platform: 'slack',
    routes: slack.listener ? [{ path: SLACK_PATH, listener: slack.listener }] : [],
    start: async () => {
      const { teamName } = await slack.start((team) =>
        around.inbound.installed({ platform: 'slack', ...team, reach: {} }),
      );
      return teamName;
    },
    stop: slack.stop,
    chat: slack.chat,
    profileOf: slack.profileOf,
  };
}
