import type { ChannelRequest, PersonRequest } from '../../administration';
import type { ChannelState, FaultRequest, Person } from '../../protocol';
import { addMember, createChannel, removeMember, renameChannel, setArchived } from '../channels';
import type { Slack } from '../slack';
import type { StoredChannel, StoredPerson } from '../world';
import { channelState, personState } from './stateFor';

/** Refused, with the sentence for whoever asked. */
export class Refused extends Error {}

/** Creates, archives, renames channels; invites and removes people and the bot. */
export function administerChannel(slack: Slack, request: ChannelRequest): ChannelState {
  const { world } = slack;
  const admin = [...world.people.values()].find((person) => person.isAdmin)?.id ?? world.app.botUserId;
  if (request.do === 'create') {
    const members = (request.members ?? []).map((member) => known(slack, member));
    const made = createChannel(slack, request.name, request.private === true, members);
    return channelState(slack, made, admin);
  }
  const channel = world.channels.get(request.channel);
  if (!channel) throw new Refused(`There is no channel "${request.channel}".`);
  if (request.do === 'archive' || request.do === 'unarchive') {
    setArchived(slack, channel, request.do === 'archive', admin);
  } else if (request.do === 'invite') addMember(slack, channel, known(slack, request.user), admin);
  else if (request.do === 'kick') removeMember(slack, channel, known(slack, request.user));
  else if (request.do === 'rename') renameChannel(slack, channel, request.name);
  else throw new Refused('`do` is create, archive, unarchive, invite, kick or rename.');
  return channelState(slack, world.channels.get(channel.id) as StoredChannel, admin);
}

/** A new person, or a change to one; the app hears team_join or user_change. */
export function administerPerson(slack: Slack, request: PersonRequest): Person {
  const { world } = slack;
  const before = request.id ? world.people.get(request.id) : undefined;
  const name = request.name ?? before?.name;
  if (!name) throw new Refused('A new person needs a name.');
  if (!before && [...world.people.values()].some((person) => person.name === name)) {
    throw new Refused(`Somebody is called "${name}" already.`);
  }
  const blank: StoredPerson = {
    id: request.id ?? world.newId('U'),
    name,
    realName: name,
    email: `${name}@${world.team.domain}.example`,
    isBot: false,
    isAdmin: false,
    deleted: false,
    locale: 'en-US',
    timeZone: 'Europe/Paris',
    presence: 'active',
    updated: 0,
  };
  const given = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
  const person = { ...blank, ...before, ...given, updated: Math.floor(slack.clock.now() / 1000) };
  world.putPerson(person);
  slack.events.other({ type: before ? 'user_change' : 'team_join', user: slack.shapes.person(person) });
  return personState(person);
}

const FAULTS = ['429', '500', '503', 'hang', 'drop', 'dropAfter'];

/** Switches faults on and off. */
export function setFaults(slack: Slack, request: FaultRequest): void {
  const { faults } = slack;
  for (const fault of request.add ?? []) {
    if (!FAULTS.includes(fault.kind)) throw new Refused(`A fault's kind is one of ${FAULTS.join(', ')}.`);
  }
  if (request.clear) faults.clear();
  for (const fault of request.add ?? []) faults.add(fault);
  const { duplicateDelivery, delayDelivery, refuseSockets } = request;
  const given = Object.entries({ duplicateDelivery, delayDelivery, refuseSockets });
  faults.set(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (request.dropSockets) slack.delivery.sockets.drop(request.dropSockets);
}

function known(slack: Slack, nameOrId: string): string {
  try {
    return slack.world.idOf(nameOrId);
  } catch (error) {
    throw new Refused((error as Error).message);
  }
}
