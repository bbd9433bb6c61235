import { LIMITS } from '../limits';
import type { Teams } from '../teams';
import type { StoredPerson, StoredPlace } from '../world';
import { type Answer, Refusal } from './answer';
import type { Target } from './sending';

/** `GET conversations/{id}/members`: everybody, as an array. */
export function members(teams: Teams, { place }: Target): Answer {
  return { status: 200, json: peopleIn(teams, place).map((person) => memberJson(teams, person)) };
}

/** `GET conversations/{id}/pagedmembers?pageSize=&continuationToken=`. */
export function pagedMembers(teams: Teams, { place }: Target, query: URLSearchParams): Answer {
  const people = peopleIn(teams, place);
  const size = Math.min(Number(query.get('pageSize') ?? 200), LIMITS.pageOfMembers.max);
  if (!(size > 0)) throw new Refusal(400, 'BadArgument', 'pageSize is a number over 0.');
  const from = Number(Buffer.from(query.get('continuationToken') ?? '', 'base64url').toString() || 0);
  const next = from + size;
  const more = next < people.length ? Buffer.from(String(next)).toString('base64url') : undefined;
  return {
    status: 200,
    json: {
      ...(more ? { continuationToken: more } : {}),
      members: people.slice(from, next).map((person) => memberJson(teams, person)),
    },
  };
}

/** `GET conversations/{id}/members/{userId}`: a `29:` id or an object id. */
export function member(teams: Teams, { place }: Target, id: string): Answer {
  const person = peopleIn(teams, place).find((one) => one.mri === id || one.id === id.toLowerCase());
  if (!person)
    throw new Refusal(404, 'MemberNotFoundInConversation', 'The member was not found in this conversation.');
  return { status: 200, json: memberJson(teams, person) };
}

/** `GET teams/{id}/conversations`: the channels. General has no name. */
export function channels(teams: Teams, teamId: string): Answer {
  installedTeam(teams, teamId);
  const all = [...teams.world.places.values()].filter((place) => place.teamId === teamId && !place.deleted);
  return {
    status: 200,
    json: { conversations: all.map(({ id, name }) => (id === teamId ? { id } : { id, name })) },
  };
}

/** `GET teams/{id}`. */
export function teamDetails(teams: Teams, teamId: string): Answer {
  const { id, name, groupId, members: people } = installedTeam(teams, teamId);
  const count = [...teams.world.places.values()].filter((place) => place.teamId === id && !place.deleted);
  const details = { id, name, aadGroupId: groupId, tenantId: teams.world.tenant.id, type: 'standard' };
  return { status: 200, json: { ...details, channelCount: count.length, memberCount: people.length } };
}

function installedTeam(teams: Teams, id: string) {
  const team = teams.world.teams.get(id);
  if (!team) throw new Refusal(404, 'NotFound', 'The team was not found.');
  if (!team.installed)
    throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  return team;
}

function peopleIn(teams: Teams, place: StoredPlace): StoredPerson[] {
  return teams.world.membersOf(place).map((id) => teams.world.people.get(id) as StoredPerson);
}

function memberJson(teams: Teams, person: StoredPerson): Record<string, unknown> {
  const [givenName, ...rest] = person.name.split(' ');
  const domain = person.email.split('@')[1];
  const home = `${person.email.replace('@', '_')}#EXT#@${teams.world.tenant.name.toLowerCase()}.example`;
  return {
    id: person.mri,
    name: person.name,
    objectId: person.id,
    aadObjectId: person.id,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.guest && domain ? home : person.email,
    tenantId: teams.world.tenant.id,
    userRole: person.guest ? 'guest' : 'user',
  };
}
