import type { Config } from '../config';
import type { Log } from '../ports/log';
import type { Installation } from '../ports/rows';
import { createTeams } from '../teams/createTeams';
import { TEAMS_PATH } from '../teams/teams';
import type { Calls } from '../teams/transport/createCalls';
import { createTransport } from '../teams/transport/createTransport';
import type { ChatPart, ChatSurroundings } from './chatPart';

/**
 * Postroom in Microsoft Teams, in every tenant that installs it.
 * @param installations those that are known now, with the way to each.
 */
export function teamsPart(
  { transport }: NonNullable<Config['teams']>,
  installations: () => Promise<Installation[]>,
  around: ChatSurroundings,
): ChatPart {
  const { timeScale, log } = around;
  let calls: Calls | undefined;
  const teams = createTeams({
    ...around,
    transport: (incoming) => {
      const made = createTransport(transport, incoming, log, { timeScale });
      calls = made;
      return made;
    },
    installations,
  });
  return {
    platform: 'teams',
    routes: [{ path: TEAMS_PATH, listener: teams.listener }],
    start: async () => {
      await proven(calls, log);
      await teams.start();
      return 'Microsoft Teams';
    },
    stop: teams.stop,
    chat: teams.chat,
    profileOf: teams.profileOf,
  };
}

/**
 * A secret that is wrong or has ended is said at the start, not with the first card. When Microsoft does not answer, the
 * bot starts all the same: cards wait as they do at any other time.
 * @throws Error with a sentence.
 */
async function proven(calls: Calls | undefined, log: Log): Promise<void> {
  const proof = await calls?.prove();
  if (!proof || proof.ok) return;
  const detail = 'detail' in proof ? proof.detail : proof.why;
  if (proof.why !== 'notAuthorized') {
    log.warn({ why: detail }, 'Microsoft could not be asked for a token of the Teams app yet');
    return;
  }
  throw new Error(
    `Microsoft refuses the Teams app (${detail}). Check TEAMS_APP_ID and TEAMS_TENANT_ID, and give the app a new secret or certificate if the old one has ended.`,
  );
}
