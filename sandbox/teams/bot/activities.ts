import { randomBytes } from 'node:crypto';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPerson, StoredPlace, StoredTeam } from '../world';
import { htmlOf, textOf } from './personText';

export type Activity = Record<string, unknown>;

/** The `id` of a conversation as activities carry it: a channel's names the thread. */
export function conversationId(place: StoredPlace, root?: string): string {
  return place.kind === 'channel' && root ? `${place.id};messageid=${root}` : place.id;
}

/** What every activity has, sent by a person in a place. */
export function base(
  teams: Teams,
  type: string,
  person: StoredPerson,
  place: StoredPlace,
  root?: string,
): Activity {
  const { world } = teams;
  const now = new Date(teams.clock.now());
  const personal = place.kind === 'personal';
  return {
    type,
    timestamp: now.toISOString(),
    localTimestamp: now.toISOString(),
    localTimezone: person.timeZone,
    locale: person.locale,
    serviceUrl: teams.serviceUrl(),
    channelId: 'msteams',
    from: { id: person.mri, name: person.name, aadObjectId: person.id },
    recipient: { id: world.app.botId, name: world.app.name },
    conversation: {
      ...(personal ? {} : { isGroup: true }),
      conversationType: place.kind,
      tenantId: world.tenant.id,
      id: conversationId(place, root),
    },
    entities: [
      {
        type: 'clientInfo',
        locale: person.locale,
        country: person.locale.split('-')[1],
        platform: 'Web',
        timezone: person.timeZone,
      },
    ],
    channelData: {
      tenant: { id: world.tenant.id },
      ...(personal
        ? {}
        : {
            teamsChannelId: place.id,
            teamsTeamId: place.teamId,
            channel: { id: place.id },
            team: { id: place.teamId },
          }),
    },
  };
}

/** A person's words, as they are now: `message`, or `messageUpdate` and `messageDelete` with the event's name. */
export function messageActivity(
  teams: Teams,
  place: StoredPlace,
  message: StoredMessage,
  event?: 'editMessage' | 'softDeleteMessage',
): Activity {
  const { world } = teams;
  const person = world.people.get(message.from) as StoredPerson;
  const type = { editMessage: 'messageUpdate', softDeleteMessage: 'messageDelete' } as const;
  const activity = base(teams, event ? type[event] : 'message', person, place, message.root ?? message.id);
  const channelData = { ...(activity.channelData as object), ...(event ? { eventType: event } : {}) };
  if (event === 'softDeleteMessage') return { ...activity, id: message.id, channelData };
  const names = message.mentions.map((id) => nameOf(teams, id));
  const mentions = message.mentions.map((id, index) => ({
    type: 'mention',
    mentioned: { id: mentionId(teams, id), name: names[index] },
    text: `<at>${names[index]}</at>`,
  }));
  const html = htmlOf(message.text, names);
  return {
    ...activity,
    id: message.id,
    textFormat: 'plain',
    text: textOf(message.text, names),
    entities: [...mentions, ...(activity.entities as object[])],
    ...(place.kind === 'channel' || mentions.length > 0
      ? { attachments: [{ contentType: 'text/html', content: html }] }
      : {}),
    channelData,
  };
}

/** Something that a person waits for. `message`: whose card was acted on. */
export function invokeActivity(
  teams: Teams,
  name: string,
  person: StoredPerson,
  place: StoredPlace,
  value: unknown,
  message?: StoredMessage,
): Activity {
  const activity = base(teams, 'invoke', person, place, message?.root ?? message?.id);
  const source = name === 'adaptiveCard/action' ? { source: { name: 'message' } } : {};
  return {
    ...activity,
    id: `f:${randomBytes(8).readBigUInt64BE()}`,
    name,
    value,
    ...(message ? { replyToId: message.id } : {}),
    channelData: { ...(activity.channelData as object), ...source },
  };
}

/** A click on an Action.Submit without a dialog arrives as a message that has a value instead of words. */
export function submitActivity(
  teams: Teams,
  person: StoredPerson,
  place: StoredPlace,
  value: unknown,
  message: StoredMessage,
): Activity {
  const activity = base(teams, 'message', person, place, message.root ?? message.id);
  const legacy = { replyToId: message.id };
  return {
    ...activity,
    id: `f:${randomBytes(8).readBigUInt64BE()}`,
    value,
    replyToId: message.id,
    channelData: { ...(activity.channelData as object), source: { name: 'message' }, legacy },
  };
}

/** Who came and went, channels, the app itself: `conversationUpdate` or `installationUpdate`. */
export function teamActivity(
  teams: Teams,
  type: 'conversationUpdate' | 'installationUpdate',
  person: StoredPerson,
  place: StoredPlace,
  more: Activity & { eventType?: string },
): Activity {
  const { eventType, ...rest } = more;
  const activity = base(teams, type, person, place);
  const team = place.teamId ? teams.world.teams.get(place.teamId) : undefined;
  return {
    ...activity,
    id: `f:${randomBytes(8).readBigUInt64BE()}`,
    ...rest,
    channelData: {
      tenant: { id: teams.world.tenant.id },
      ...(team ? { team: teamJson(team) } : {}),
      ...(eventType?.startsWith('channel') ? { channel: { id: place.id, name: place.name } } : {}),
      ...(type === 'installationUpdate' ? { source: { name: 'message' } } : {}),
      ...(eventType ? { eventType } : {}),
    },
  };
}

function teamJson({ id, name, groupId }: StoredTeam): Activity {
  return { aadGroupId: groupId, name, id };
}

export function mentionId(teams: Teams, id: string): string {
  return id === 'bot' ? teams.world.app.botId : (teams.world.people.get(id)?.mri ?? id);
}

export function nameOf(teams: Teams, id: string): string {
  return id === 'bot' ? teams.world.app.name : (teams.world.people.get(id)?.name ?? id);
}
