import type { SlackSandbox } from '../slack/startSlack';
import type { TeamsSandbox } from '../teams/startTeams';
import type { Run } from './dataFolder';

/** What the bot has to know of the two chats. */
export interface Chats {
  slack: Pick<SlackSandbox, 'apiUrl' | 'botToken' | 'appToken'>;
  teams: Pick<TeamsSandbox, 'url' | 'appId' | 'appPassword'>;
}

/** Where the bot answers: Teams delivers there. */
export function botAddress({ settings }: Run): string {
  return `http://127.0.0.1:${settings.botPort}`;
}

/**
 * What the bot and the command line are told: everything by environment, as in production. Settings of a real
 * Postroom in the same shell must not leak in, except for a database that the user wants to be used.
 */
export function botEnvironment(run: Run, { slack, teams }: Chats, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(
    ([name]) =>
      !/^(POSTROOM_|SLACK_|TEAMS_|npm_|PORT$|NODE_ENV$|NODE_OPTIONS$)/.test(name) &&
      // Alone it says nothing about the demo's own database, and the bot would refuse it.
      (name !== 'DATABASE_OWNER_URL' || Boolean(own.DATABASE_URL)),
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'development',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: teams.appPassword,
    TEAMS_REHEARSAL_URL: teams.url,
    POSTROOM_PUBLIC_URL: botAddress(run),
    POSTROOM_SECRET_KEY: run.settings.secretKey,
    POSTROOM_DATA_DIR: run.bot,
    PORT: String(run.settings.botPort),
  };
}
