import { chatIdOf } from '../seed';
import type { Teams } from '../teams';
import type { StoredPerson, StoredPlace } from '../world';
import { type Answer, Refusal, type Understood } from './answer';
import { channels, member, members, pagedMembers, teamDetails } from './members';
import { remove, send, targetOf, update } from './sending';

type Json = Record<string, unknown>;

export interface ConnectorRequest {
  method: string;
  /** After `/connector/v3/`, its parts decoded. */
  parts: string[];
  query: URLSearchParams;
  body: Json;
}

/** Which operation of the connector a request is, or nothing when there is no such route. */
export function understand(teams: Teams, request: ConnectorRequest): Understood | undefined {
  const { method, parts, query, body } = request;
  const [area, id, what, activity] = parts;
  if (area === 'teams' && method === 'GET' && id) {
    const perform = () => (what === 'conversations' ? channels(teams, id) : teamDetails(teams, id));
    return what === undefined || what === 'conversations'
      ? { operation: 'channels', conversation: id, perform }
      : undefined;
  }
  if (area !== 'conversations') return undefined;
  if (!id) return method === 'POST' ? create(teams, body) : undefined;
  const conversation = id.split(';')[0] ?? null;
  if (what === 'activities') return activities(teams, request, id, conversation, activity);
  if (method !== 'GET') return undefined;
  const ask = (perform: () => Answer): Understood => ({ operation: 'members', conversation, perform });
  if (what === 'pagedmembers') return ask(() => pagedMembers(teams, targetOf(teams, id), query));
  if (what === 'members' && !activity) return ask(() => members(teams, targetOf(teams, id)));
  if (what === 'members') return ask(() => member(teams, targetOf(teams, id), activity as string));
  return undefined;
}

function activities(
  teams: Teams,
  { method, query, body }: ConnectorRequest,
  id: string,
  conversation: string | null,
  activity: string | undefined,
): Understood | undefined {
  const targeted = query.get('isTargetedActivity') === 'true';
  if (method === 'POST') {
    const perform = () => {
      const more = { targeted, ...(activity ? { replyTo: activity } : {}) };
      const message = send(teams, targetOf(teams, id), body, more);
      return { status: 201, json: { id: message.id } };
    };
    return { operation: targeted ? 'sendTargeted' : 'send', conversation, perform };
  }
  if (!activity) return undefined;
  if (method === 'PUT') {
    const perform = () => {
      const message = update(teams, targetOf(teams, id), activity, body, targeted);
      return { status: 200, json: { id: message.id } };
    };
    return { operation: 'update', conversation, perform };
  }
  if (method !== 'DELETE') return undefined;
  const perform = () => remove(teams, targetOf(teams, id), activity, targeted);
  return { operation: 'remove', conversation, perform };
}

/** `POST conversations`: a new thread of a channel with its first message, or the 1:1 chat with somebody. */
function create(teams: Teams, body: Json): Understood {
  const channel = (body.channelData as { channel?: { id?: string } } | undefined)?.channel?.id;
  if (channel === undefined)
    return { operation: 'openDirect', conversation: null, perform: () => openDirect(teams, body) };
  return {
    operation: 'postRoot',
    conversation: channel,
    perform: () => {
      const target = targetOf(teams, channel);
      if (target.root || target.place.kind !== 'channel')
        throw new Refusal(400, 'BadArgument', 'channelData.channel.id: must be a channel');
      if (typeof body.activity !== 'object' || body.activity === null)
        throw new Refusal(400, 'BadArgument', 'activity: a thread begins with a message');
      const { id } = send(teams, target, body.activity as Json);
      return { status: 201, json: { id: `${channel};messageid=${id}`, activityId: id } };
    },
  };
}

function openDirect(teams: Teams, body: Json): Answer {
  const { world } = teams;
  const {
    members: who,
    channelData,
    isGroup,
  } = body as {
    members?: { id?: string }[];
    channelData?: { tenant?: { id?: string } };
    isGroup?: boolean;
  };
  const tenant = body.tenantId ?? channelData?.tenant?.id;
  if (tenant === undefined) throw new Refusal(400, 'BadArgument', 'tenantId: is needed for a chat');
  if (tenant !== world.tenant.id)
    throw new Refusal(403, 'Forbidden', 'The bot is not installed in this tenant.');
  if (isGroup || who?.length !== 1)
    throw new Refusal(400, 'BadSyntax', 'members: exactly one; bots cannot make group chats');
  const id = who[0]?.id ?? '';
  const person = [...world.people.values()].find((one) => one.mri === id || one.id === id.toLowerCase());
  if (!person) throw new Refusal(400, 'BadSyntax', 'members[0].id: nobody has this id');
  const place = world.chatOf(person.id) ?? newChat(teams, person);
  return { status: 201, json: { id: place.id } };
}

/** The app must be installed for somebody, or in a team of theirs, before its bot may write to them. */
function newChat(teams: Teams, person: StoredPerson): StoredPlace {
  const { world } = teams;
  const inTeam = [...world.teams.values()].some((team) => team.installed && team.members.includes(person.id));
  if (!inTeam)
    throw new Refusal(
      403,
      'ForbiddenOperationException',
      'The bot is not installed in user’s personal scope.',
    );
  return chatWith(teams, person);
}

export function chatWith({ world }: Teams, person: StoredPerson): StoredPlace {
  const place: StoredPlace = {
    id: chatIdOf(person.id, world.app.id),
    kind: 'personal',
    name: world.app.name,
    person: person.id,
  };
  world.putPlace(place);
  return place;
}
