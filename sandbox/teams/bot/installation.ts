import type { Teams } from '../teams';
import type { StoredPerson, StoredPlace, StoredTeam } from '../world';
import { mentionId, teamActivity } from './activities';
import type { Delivered } from './delivery';

/** Tells the bot that it was added to a team: a `conversationUpdate` and an `installationUpdate`. */
export async function installIn(teams: Teams, team: StoredTeam, by: StoredPerson): Promise<Delivered> {
  const general = teams.world.places.get(team.id) as StoredPlace;
  const membersAdded = [{ id: teams.world.app.botId }];
  await teams.delivery.bring(
    teamActivity(teams, 'conversationUpdate', by, general, { membersAdded, eventType: 'teamMemberAdded' }),
  );
  return teams.delivery.bring(teamActivity(teams, 'installationUpdate', by, general, { action: 'add' }));
}

export async function uninstallFrom(teams: Teams, team: StoredTeam, by: StoredPerson): Promise<Delivered> {
  const general = teams.world.places.get(team.id) as StoredPlace;
  const membersRemoved = [{ id: teams.world.app.botId }];
  await teams.delivery.bring(
    teamActivity(teams, 'conversationUpdate', by, general, {
      membersRemoved,
      eventType: 'teamMemberRemoved',
    }),
  );
  return teams.delivery.bring(teamActivity(teams, 'installationUpdate', by, general, { action: 'remove' }));
}

/** Tells the bot that somebody added it for themselves. */
export async function installFor(teams: Teams, person: StoredPerson, place: StoredPlace): Promise<Delivered> {
  const membersAdded = [{ id: teams.world.app.botId }];
  await teams.delivery.bring(teamActivity(teams, 'conversationUpdate', person, place, { membersAdded }));
  return teams.delivery.bring(teamActivity(teams, 'installationUpdate', person, place, { action: 'add' }));
}

/** Somebody came into the team or left it. */
export function memberChanged(
  teams: Teams,
  team: StoredTeam,
  user: string,
  came: boolean,
): Promise<Delivered> {
  const general = teams.world.places.get(team.id) as StoredPlace;
  const who = [{ id: mentionId(teams, user), aadObjectId: user }];
  const more = came
    ? { membersAdded: who, eventType: 'teamMemberAdded' }
    : { membersRemoved: who, eventType: 'teamMemberRemoved' };
  return teams.delivery.bring(teamActivity(teams, 'conversationUpdate', actor(teams, team), general, more));
}

export function channelChanged(
  teams: Teams,
  team: StoredTeam,
  place: StoredPlace,
  eventType: 'channelCreated' | 'channelRenamed' | 'channelDeleted',
): Promise<Delivered> {
  return teams.delivery.bring(
    teamActivity(teams, 'conversationUpdate', actor(teams, team), place, { eventType }),
  );
}

/** Who does it: an owner. */
export function actor(teams: Teams, team: StoredTeam): StoredPerson {
  return teams.world.people.get(team.owners[0] ?? team.members[0] ?? '') as StoredPerson;
}
