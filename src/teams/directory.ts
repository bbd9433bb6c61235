import { nearestLocale } from '../locales/locale';
import type { Directory } from '../ports/directory';
import type { Installation } from '../ports/rows';
import { GENERAL, type Reach, readReach } from './reach';
import { provesAddress, Roster } from './roster';
import type { Connector } from './transport/transport';

/** What Teams tells the command line: people of the teams that have the app, channels that the bot has learnt. */
export interface DirectoryOptions {
  connector: Pick<Connector, 'members' | 'member' | 'channels'>;
  /** The Teams tenants that are known. */
  installations(): Promise<Installation[]>;
  /** Of an app of one tenant. */
  tenantId: string | null;
}

const IN_NO_TEAM =
  'Postroom has not been added to a team in Teams yet. Start the bot, add the app Postroom to the team, then try again.';

export function teamsDirectory(options: DirectoryOptions): Directory {
  const roster = new Roster(options.connector);

  async function tenant(): Promise<{ installation: Installation; reach: Reach }> {
    const known = (await options.installations()).filter(({ platform }) => platform === 'teams');
    const wanted = options.tenantId?.toLowerCase();
    const [installation, ...others] = wanted ? known.filter(({ team }) => team === wanted) : known;
    if (!installation) {
      throw new Error(IN_NO_TEAM);
    }
    if (others.length > 0) {
      throw new Error(
        'Postroom was added in several Teams tenants. Say which one is meant with TEAMS_TENANT_ID, then try again.',
      );
    }
    return { installation, reach: readReach(installation.reach) };
  }

  async function channelsNow({ team: tenantId }: Installation, reach: Reach): Promise<Reach['channels']> {
    const channels: Reach['channels'] = {};
    for (const team of Object.keys(reach.teams)) {
      const told = await options.connector.channels({ serviceUrl: reach.serviceUrl, tenant: tenantId }, team);
      for (const { id, name } of told.ok ? told.value : []) channels[id] = { team, name: name ?? GENERAL };
    }
    return channels;
  }

  return {
    async team() {
      const { installation, reach } = await tenant();
      const { platform, team, botUser } = installation;
      const [first] = Object.values(reach.teams);
      return { platform, team, teamName: first?.name || 'Microsoft Teams', botUser };
    },

    async person(idOrEmail) {
      const { installation, reach } = await tenant();
      const at = { serviceUrl: reach.serviceUrl, tenant: installation.team };
      const teams = Object.keys(reach.teams);
      if (teams.length === 0) throw new Error(IN_NO_TEAM);
      const found = idOrEmail.includes('@')
        ? await roster.withEmail(at, teams, idOrEmail)
        : await roster.inTeams(at, teams, idOrEmail.toLowerCase());
      if (!found) {
        // Somebody whom nobody could be asked about is not somebody who is not there.
        for (const conversation of teams) {
          if (await roster.members({ ...at, conversation })) continue;
          throw new Error(
            `Microsoft Teams did not say who is in the team ${reach.teams[conversation]?.name || conversation}. Try again in a minute; if it goes on, add the app Postroom to the team again.`,
          );
        }
        return null;
      }
      return {
        user: found.user.toLowerCase(),
        name: found.name,
        handle: null,
        // A guest who is named by id must not become whoever has the address that they bring along.
        email: provesAddress(found) || idOrEmail.includes('@') ? found.email : null,
        locale: nearestLocale(found.locale),
        // Teams does not tell it.
        timeZone: 'UTC',
      };
    },

    async channel(idOrName) {
      const { installation, reach } = await tenant();
      const called = idOrName.trim().toLowerCase();
      const calledSo = (channels: Reach['channels']) =>
        Object.entries(channels)
          .map(([id, { team, name }]) => ({ id, name, full: `${reach.teams[team]?.name ?? ''}/${name}` }))
          .filter(({ id, name, full }) => [id, name, full].some((one) => one.toLowerCase() === called));
      const known = calledSo(reach.channels);
      // Made while the bot was away, it is not known yet.
      const found = known.length > 0 ? known : calledSo(await channelsNow(installation, reach));
      if (found.length > 1) {
        const names = found.map(({ full }) => `"${full}"`).join(', ');
        throw new Error(`Several channels in Teams are called ${idOrName}: ${names}. Name it with its team.`);
      }
      const [channel] = found;
      // A channel is its team's: everybody there reads it.
      return channel ? { id: channel.id, name: channel.full, isPrivate: false, botIsIn: true } : null;
    },

    async join(channel) {
      throw new Error(
        `A bot cannot join a channel of Teams by itself. Add the app Postroom to the team of ${channel}, then try again.`,
      );
    },
  };
}
