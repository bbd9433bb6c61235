import type { TeamsAdministerRequest, TeamsFaultRequest, TeamsSettings } from '../../teamsProtocol';
import type { Delivered } from '../bot/delivery';
import { actor, channelChanged, installIn, memberChanged, uninstallFrom } from '../bot/installation';
import { FAULT_KINDS } from '../connector/faults';
import { channelIdOf } from '../seed';
import type { Teams } from '../teams';
import type { StoredPlace, StoredTeam } from '../world';

/** A sentence for whoever asked for what cannot be done. */
export class Refused extends Error {}

export interface Administered {
  /** Of the channel that was made. */
  id?: string;
  /** How the bot took it, where it was told. */
  delivered?: Delivered;
}

/** Changes a team as an owner does in Teams' own dialogs; the bot is told if the app is in the team. */
export async function administer(teams: Teams, wanted: TeamsAdministerRequest): Promise<Administered> {
  const { world } = teams;
  switch (wanted.do) {
    case 'install': {
      const team = teamCalled(teams, wanted.team);
      world.putTeam({ ...team, installed: true });
      return { delivered: await installIn(teams, team, actor(teams, team)) };
    }
    case 'uninstall': {
      const team = teamCalled(teams, wanted.team);
      world.putTeam({ ...team, installed: false });
      return { delivered: await uninstallFrom(teams, team, actor(teams, team)) };
    }
    case 'createChannel': {
      const team = teamCalled(teams, wanted.team);
      const id = channelIdOf(team.name, wanted.name);
      const place: StoredPlace = { id, kind: 'channel', name: wanted.name, teamId: team.id };
      world.putPlace(place);
      return { id, ...(await told(teams, team, place, 'channelCreated')) };
    }
    case 'renameChannel': {
      const { team, place } = channelCalled(teams, wanted.channel);
      const renamed = { ...place, name: wanted.name };
      world.putPlace(renamed);
      return { id: place.id, ...(await told(teams, team, renamed, 'channelRenamed')) };
    }
    case 'deleteChannel': {
      const { team, place } = channelCalled(teams, wanted.channel);
      world.putPlace({ ...place, deleted: true });
      return { id: place.id, ...(await told(teams, team, place, 'channelDeleted')) };
    }
    case 'addMember':
    case 'removeMember':
      return changeMember(teams, wanted);
    default:
      throw new Refused(`The Teams sandbox cannot "${String((wanted as { do: unknown }).do)}".`);
  }
}

async function changeMember(
  teams: Teams,
  wanted: { do: 'addMember' | 'removeMember'; team: string; person: string },
): Promise<Administered> {
  const team = teamCalled(teams, wanted.team);
  const person = personCalled(teams, wanted.person);
  const others = team.members.filter((id) => id !== person);
  const came = wanted.do === 'addMember';
  const changed = { ...team, members: came ? [...others, person] : others };
  teams.world.putTeam(changed);
  return team.installed ? { delivered: await memberChanged(teams, changed, person, came) } : {};
}

async function told(
  teams: Teams,
  team: StoredTeam,
  place: StoredPlace,
  event: 'channelCreated' | 'channelRenamed' | 'channelDeleted',
): Promise<Administered> {
  return team.installed ? { delivered: await channelChanged(teams, team, place, event) } : {};
}

/** Switches faults on and off. */
export function setFaults(teams: Teams, request: TeamsFaultRequest): void {
  const { faults } = teams;
  for (const { kind } of request.add ?? [])
    if (!FAULT_KINDS.includes(kind)) throw new Refused(`A fault's kind is one of ${FAULT_KINDS.join(', ')}.`);
  if (request.clear) faults.clear();
  for (const fault of request.add ?? []) faults.add(fault);
  const { duplicateDelivery, delayDelivery } = request;
  const given = Object.entries({ duplicateDelivery, delayDelivery });
  faults.set(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
}

/** Time runs faster or slower from now on. */
export function setScale(teams: Teams, scale: number): void {
  if (!(scale > 0)) throw new Refused('`scale` is a number over 0; 1 is real time.');
  teams.clock.setScale(scale);
  teams.world.tell({ kind: 'clock' });
}

export function setSettings(teams: Teams, wanted: Partial<TeamsSettings>): void {
  for (const [key, value] of Object.entries(wanted))
    if (!(key in teams.world.settings) || typeof value !== 'boolean')
      throw new Refused(`Settings are ${Object.keys(teams.world.settings).join(', ')}: true or false.`);
  teams.world.putSettings(wanted);
}

export function setEndpoint(teams: Teams, url: string | null): void {
  if (url !== null && !URL.canParse(url)) throw new Refused(`"${url}" is no address.`);
  teams.delivery.endpoint = url;
  teams.world.tell({ kind: 'state' });
}

export function teamCalled(teams: Teams, nameOrId: string): StoredTeam {
  const found = [...teams.world.teams.values()].find(({ id, name }) => [id, name].includes(nameOrId));
  if (!found) throw new Refused(`There is no team "${nameOrId}".`);
  return found;
}

/** @param nameOrId `support`, or `Acme/support` where several teams have a channel of this name. */
export function channelCalled(teams: Teams, nameOrId: string): { team: StoredTeam; place: StoredPlace } {
  const { world } = teams;
  for (const place of world.places.values()) {
    const team = world.teams.get(place.teamId ?? '');
    if (!team || place.deleted) continue;
    if ([place.id, place.name, `${team.name}/${place.name}`].includes(nameOrId)) return { team, place };
  }
  throw new Refused(`There is no channel "${nameOrId}".`);
}

function personCalled(teams: Teams, name: string): string {
  try {
    return teams.world.idOf(name);
  } catch (error) {
    throw new Refused((error as Error).message);
  }
}
