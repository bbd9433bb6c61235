import type { webApi } from '@slack/bolt';
import { NotReachedError } from '../ports/notReached';
import { failureOf } from './callSlack';

/** The team in which the bot token works, as Slack names it. */
export interface Team {
  /** `T…` */
  team: string;
  teamName: string;
  /** `U…`: the bot among the people. */
  botUser: string;
}

/**
 * Asks Slack whose token this is. One team per token; installing into several teams comes with OAuth.
 * @throws Error with a sentence that says what to do; NotReachedError when Slack did not answer.
 */
export async function teamOf(client: webApi.WebClient): Promise<Team> {
  let answer: webApi.AuthTestResponse;
  try {
    answer = await client.auth.test();
  } catch (error) {
    const failure = failureOf(error, { writes: false, scope: 'method', timeScale: 1 });
    const detail = 'detail' in failure ? failure.detail : failure.why;
    if (failure.why === 'notAuthorized') {
      throw new Error(
        `Slack refuses SLACK_BOT_TOKEN (${detail}). Copy the bot token (xoxb-…) again from the app's page.`,
      );
    }
    throw new NotReachedError(
      `Slack could not be asked about SLACK_BOT_TOKEN (${detail}). Check the network, then start again.`,
    );
  }
  if (!answer.team_id || !answer.user_id || !answer.bot_id) {
    throw new Error('SLACK_BOT_TOKEN is not a bot token. Use the one that begins with xoxb-.');
  }
  return { team: answer.team_id, teamName: answer.team ?? answer.team_id, botUser: answer.user_id };
}
