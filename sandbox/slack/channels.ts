import { post } from './messages';
import type { Slack } from './slack';
import type { StoredChannel } from './world';

/** The DM between two people (or a person and the bot), made when it does not exist. */
export function dmBetween(slack: Slack, one: string, other: string): StoredChannel {
  for (const channel of slack.world.channels.values()) {
    if (channel.kind === 'im' && channel.members.includes(one) && channel.members.includes(other))
      return channel;
  }
  const channel: StoredChannel = {
    id: slack.world.newId('D'),
    name: '',
    kind: 'im',
    members: [one, other],
    archived: false,
    topic: '',
    creator: one,
    created: now(slack),
  };
  slack.world.putChannel(channel);
  return channel;
}

export function createChannel(
  slack: Slack,
  name: string,
  isPrivate: boolean,
  members: string[],
): StoredChannel {
  const channel: StoredChannel = {
    id: slack.world.newId('C'),
    name,
    kind: isPrivate ? 'private' : 'public',
    members: [...new Set(members)],
    archived: false,
    topic: '',
    creator: members[0] ?? slack.world.app.botUserId,
    created: now(slack),
  };
  slack.world.putChannel(channel);
  return channel;
}

export function addMember(slack: Slack, channel: StoredChannel, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return;
  const changed = { ...channel, members: [...channel.members, user] };
  slack.world.putChannel(changed);
  const letter = channel.kind === 'private' ? 'G' : 'C';
  const team = slack.world.team.id;
  const event = { type: 'member_joined_channel', user, channel: channel.id, channel_type: letter, team };
  slack.events.other({ ...event, ...(inviter ? { inviter } : {}) }, changed);
  post(slack, {
    channel: channel.id,
    user,
    inviter,
    subtype: channel.kind === 'private' ? 'group_join' : 'channel_join',
    text: `<@${user}> has joined the channel`,
  });
}

export function removeMember(slack: Slack, channel: StoredChannel, user: string): void {
  if (!channel.members.includes(user)) return;
  const members = channel.members.filter((member) => member !== user);
  const letter = channel.kind === 'private' ? 'G' : 'C';
  slack.world.putChannel({ ...channel, members }, user);
  const event = { type: 'member_left_channel', user, channel: channel.id, channel_type: letter };
  // The one who is removed is told too: the membership from before the removal counts.
  slack.events.other({ ...event, team: slack.world.team.id }, channel);
}

export function setArchived(slack: Slack, channel: StoredChannel, archived: boolean, user: string): void {
  if (channel.archived === archived) return;
  const changed = { ...channel, archived };
  slack.world.putChannel(changed);
  const prefix = channel.kind === 'private' ? 'group' : 'channel';
  const type = `${prefix}_${archived ? 'archive' : 'unarchive'}`;
  slack.events.other({ type, channel: channel.id, user, ...(archived ? { is_moved: 0 } : {}) }, changed);
  const text = archived ? 'archived the channel' : 'un-archived the channel';
  post(slack, { channel: channel.id, user, subtype: type, text });
}

export function renameChannel(slack: Slack, channel: StoredChannel, name: string): void {
  const changed = { ...channel, name };
  slack.world.putChannel(changed);
  const type = channel.kind === 'private' ? 'group_rename' : 'channel_rename';
  const { id, created } = channel;
  const isChannel = channel.kind === 'public';
  slack.events.other(
    { type, channel: { id, is_channel: isChannel, is_mpim: false, name, name_normalized: name, created } },
    changed,
  );
}

function now(slack: Slack): number {
  return Math.floor(slack.clock.now() / 1000);
}
