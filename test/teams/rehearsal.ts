import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import {
  type TeamsOptions as SandboxOptions,
  startTeams,
  type TeamsSandbox,
} from '../../sandbox/teams/startTeams';
import type { Chat } from '../../src/ports/chat';
import type { Installation } from '../../src/ports/rows';
import { createTeams } from '../../src/teams/createTeams';
import { TEAMS_PATH, type Teams } from '../../src/teams/teams';
import { createTransport } from '../../src/teams/transport/createTransport';
import { Inside, RecordedLog } from '../inside';

export const INSTALLATION = 'installation-teams';

/** Postroom's Teams adapter in front of the local tenant, with the inside replaced by what a test answers. */
export interface Rehearsal {
  sandbox: TeamsSandbox;
  teams: Teams;
  chat: Chat;
  inside: Inside;
  log: RecordedLog;
  /** What is stored of the way to the tenant, as the adapter told it. */
  installation(): Installation;
  /** Id of the channel of the team Acme with this name. */
  channel(name: string): string;
  stop(): Promise<void>;
}

export async function rehearse(options: { sandbox?: SandboxOptions } = {}): Promise<Rehearsal> {
  const sandbox = startTeams({ enforceRateLimits: false, ...options.sandbox });
  const slack: SlackSandbox = await startSlack({ routes: [sandbox.route] });
  const inside = new Inside();
  const log = new RecordedLog();
  const config = {
    appId: sandbox.appId,
    credentials: { secret: sandbox.appPassword },
    tenantId: sandbox.tenantId,
    rehearsalUrl: sandbox.url,
  };
  const installation = (): Installation => ({
    id: INSTALLATION,
    workspaceId: 'workspace-1',
    platform: 'teams',
    team: sandbox.tenantId,
    botUser: `28:${sandbox.appId}`,
    reach: (inside.of('installed').at(-1) as { reach: Record<string, unknown> } | undefined)?.reach ?? {},
  });
  const teams = createTeams({
    transport: (incoming) => createTransport(config, incoming, log),
    inbound: inside,
    installations: async () => [],
    log,
  });
  const server: Server = createServer(teams.listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await teams.start();
  sandbox.setEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}${TEAMS_PATH}`);
  await sandbox.administer({ do: 'install', team: 'Acme' });
  return {
    sandbox,
    teams,
    inside,
    log,
    installation,
    get chat() {
      return teams.chat(installation());
    },
    channel: (name) => sandbox.channel(name).id,
    stop: async () => {
      await teams.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await slack.close();
    },
  };
}
