import type { Config } from '../config';
import type { Installation } from '../ports/rows';
import { createTeams } from '../teams/createTeams';
import { TEAMS_PATH } from '../teams/teams';
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
  const teams = createTeams({
    ...around,
    transport: (incoming) => createTransport(transport, incoming, log, { timeScale }),
    appId: transport.appId,
    installations,
  });
  return {
    platform: 'teams',
    routes: [{ path: TEAMS_PATH, listener: teams.listener }],
    start: async () => {
      await teams.start();
      return 'Microsoft Teams';
    },
    stop: teams.stop,
    chat: teams.chat,
    profileOf: teams.profileOf,
  };
}
