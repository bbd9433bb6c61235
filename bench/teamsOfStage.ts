import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTeams, type TeamsSandbox } from '../sandbox/teams/startTeams';
import type { Installation } from '../src/ports/rows';
import type { Store } from '../src/ports/store';
import { TEAMS_PATH } from '../src/teams/teams';
import { cast, type StageMailbox } from './cast';

/** One team per mailbox, as membership is a team's: nobody but dispatchers sees the channel of `sales`. */
const TEAMS: Record<StageMailbox, string> = { support: 'Stage', sales: 'Stage sales' };

/** Everybody of the cast in Teams. The bot, whichever life it is, listens on this port. */
export function startStageTeams(botPort: number, timeScale: number): TeamsSandbox {
  const handles = Object.keys(cast);
  return startTeams({
    timeScale,
    seed: {
      tenant: { name: 'Stage' },
      people: Object.entries(cast).map(([name, { realName }]) => ({ name, realName })),
      teams: [
        { name: TEAMS.support, members: handles, channels: ['support'], installed: true },
        { name: TEAMS.sales, members: ['dana'], channels: ['sales'], installed: true },
      ],
      app: { endpoint: `http://127.0.0.1:${botPort}${TEAMS_PATH}` },
    },
  });
}

export function stageChannels(teams: TeamsSandbox): Record<StageMailbox, string> {
  const idOf = (mailbox: StageMailbox) => teams.channel(`${TEAMS[mailbox]}/${mailbox}`).id;
  return { support: idOf('support'), sales: idOf('sales') };
}

/** What the bot would have learnt when it was added to the teams. */
export function stageInstallation(teams: TeamsSandbox): Omit<Installation, 'id' | 'workspaceId'> {
  const { state } = teams.as('dana');
  return {
    platform: 'teams',
    team: teams.tenantId,
    botUser: `28:${teams.appId}`,
    reach: {
      serviceUrl: teams.serviceUrl,
      teams: Object.fromEntries(state.teams.map(({ id, groupId, name }) => [id, { group: groupId, name }])),
      channels: Object.fromEntries(
        state.places.flatMap(({ id, name, teamId }) => (teamId ? [[id, { team: teamId, name }]] : [])),
      ),
    },
  };
}

/** The cast is the same people on both platforms. */
export async function linkToTeams(
  store: Store,
  teams: TeamsSandbox,
  people: Record<string, string>,
): Promise<void> {
  for (const [handle, personId] of Object.entries(people)) {
    const user = { platform: 'teams' as const, team: teams.tenantId, user: teams.as(handle).id };
    const system = { kind: 'system', id: null } as const;
    const linked = await store.transaction((tx) =>
      tx.accounts.link(personId, user, handle, system, new Date().toISOString()),
    );
    if (!linked.ok) throw new Error(linked.why);
  }
}

export function teamsEnvironment(teams: TeamsSandbox): Record<string, string> {
  return {
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: teams.appPassword,
    TEAMS_TENANT_ID: teams.tenantId,
    TEAMS_REHEARSAL_URL: teams.url,
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
