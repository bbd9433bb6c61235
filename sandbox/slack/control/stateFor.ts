import type {
  ChannelState,
  ControlState,
  FileState,
  MessageState,
  Patch,
  Person,
  ViewState,
} from '../../protocol';
import { colourOf } from '../json';
import type { Slack } from '../slack';
import type { Change, StoredChannel, StoredMessage, StoredPerson, StoredView } from '../world';

/** Everything that one person sees, and nothing that they may not see. */
export function stateFor(slack: Slack, user: string): ControlState {
  const { world, clock } = slack;
  const channels = [...world.channels.values()].filter((channel) => isListed(channel, user));
  return {
    team: world.team,
    me: personState(world.people.get(user) as StoredPerson),
    people: [...world.people.values()].map(personState),
    app: {
      id: world.app.id,
      name: world.app.name,
      botUserId: world.app.botUserId,
      commands: world.app.commands.map(({ command, description, usageHint }) => ({
        command,
        description,
        ...(usageHint ? { usageHint } : {}),
      })),
      shortcuts: world.app.shortcuts,
      connected: slack.delivery.connected,
      connections: slack.delivery.sockets.connections,
    },
    channels: channels.map((channel) => channelState(slack, channel, user)),
    messages: Object.fromEntries(
      channels
        .filter((channel) => canRead(channel, user))
        .map((channel) => [channel.id, world.inChannel(channel.id).map((one) => messageState(slack, one))]),
    ),
    ephemerals: (world.ephemerals.get(user) ?? []).map((one) => messageState(slack, one, user)),
    views: viewsOf(slack, user),
    home: homeOf(slack, user),
    now: clock.now(),
    timeScale: clock.scale,
    faults: slack.faults.state(),
    urls: { page: slack.url(), api: `${slack.url()}/api/` },
    mail: slack.routes.some((route) => route.prefix === '/mail'),
  };
}

export function viewsOf(slack: Slack, user: string): ViewState[] {
  return (slack.world.stacks.get(user) ?? []).map(viewState);
}

export function homeOf(slack: Slack, user: string): ViewState | null {
  const home = slack.world.homes.get(user);
  return home ? viewState(home) : null;
}

/** What a change means for one person's page; nothing when they do not see it. */
export function patchFor(slack: Slack, user: string, change: Change): Patch | undefined {
  const { world } = slack;
  switch (change.kind) {
    case 'message': {
      const channel = world.channels.get(change.message.channel);
      if (!channel || !canRead(channel, user)) return undefined;
      return { kind: 'message', message: messageState(slack, change.message) };
    }
    case 'messageGone': {
      const channel = world.channels.get(change.channel);
      return channel && canRead(channel, user) ? change : undefined;
    }
    case 'channel': {
      const { channel } = change;
      if (isListed(channel, user)) return { kind: 'channel', channel: channelState(slack, channel, user) };
      return change.left === user ? { kind: 'channelGone', id: channel.id } : undefined;
    }
    case 'people':
      return { kind: 'people', people: [...world.people.values()].map(personState) };
    case 'ephemeral':
      if (change.user !== user) return undefined;
      return { kind: 'ephemeral', message: messageState(slack, change.message, user) };
    case 'ephemeralGone': {
      const { channel, ts } = change.message;
      return change.user === user ? { kind: 'ephemeralGone', channel, ts } : undefined;
    }
    case 'views':
      return change.user === user ? { kind: 'views', views: viewsOf(slack, user) } : undefined;
    case 'home':
      return change.user === user ? { kind: 'home', view: homeOf(slack, user) } : undefined;
    case 'app': {
      const { connected, sockets } = slack.delivery;
      return { kind: 'app', connected, connections: sockets.connections };
    }
    case 'faults':
      return { kind: 'faults', faults: slack.faults.state() };
    case 'clock':
      return { kind: 'clock', now: slack.clock.now(), timeScale: slack.clock.scale };
    case 'toast':
      return change.user === user ? { kind: 'toast', level: change.level, text: change.text } : undefined;
  }
}

export function personState(person: StoredPerson): Person {
  const { id, name, realName, email, title, isBot, isAdmin, deleted, locale, timeZone } = person;
  const colour = colourOf(id);
  return {
    id,
    name,
    realName,
    ...(email ? { email } : {}),
    ...(title ? { title } : {}),
    isBot,
    isAdmin,
    deleted,
    locale,
    timeZone,
    colour,
  };
}

export function channelState(slack: Slack, channel: StoredChannel, seenBy: string): ChannelState {
  const { id, kind, members, archived, topic } = channel;
  const other = kind === 'im' ? (members.find((member) => member !== seenBy) ?? seenBy) : undefined;
  const name = other ? (slack.world.people.get(other)?.realName ?? other) : channel.name;
  const latest = canRead(channel, seenBy) ? slack.world.latest(id)?.ts : undefined;
  const base = { id, name, kind, members, archived, topic };
  return { ...base, ...(other ? { with: other } : {}), ...(latest ? { latest } : {}) };
}

export function messageState(slack: Slack, message: StoredMessage, ephemeralFor?: string): MessageState {
  const { ts, channel, user, text, blocks, edited, threadTs, broadcast, reactions, subtype } = message;
  const replies = threadTs ? [] : slack.world.replies(channel, ts);
  const thread = threadTs ?? (replies.length > 0 ? ts : undefined);
  const state: MessageState = { ts, channel, user, text };
  if (blocks) state.blocks = blocks;
  if (edited) state.edited = edited;
  if (thread) state.threadTs = thread;
  if (broadcast) state.broadcast = true;
  if (replies.length > 0) {
    state.replyCount = replies.length;
    state.replyUsers = [...new Set(replies.map((reply) => reply.user))];
    state.latestReply = replies.at(-1)?.ts;
  }
  if (message.files) state.files = message.files.map((id) => fileState(slack, id));
  if (reactions) state.reactions = reactions;
  if (subtype) state.subtype = subtype;
  if (ephemeralFor) state.ephemeralFor = ephemeralFor;
  return state;
}

export function fileState(slack: Slack, id: string): FileState {
  const file = slack.world.files.get(id);
  if (!file || file.deleted) {
    return { id, name: '', title: '', mimetype: '', size: 0, url: '', deleted: true };
  }
  const { name, title, mimetype, size } = file;
  return { id, name, title, mimetype, size, url: `/control/files/${id}` };
}

function viewState(view: StoredView): ViewState {
  const { body } = view;
  const label = (key: string): string | undefined => (body[key] as { text: string } | undefined)?.text;
  const state: ViewState = {
    id: view.id,
    type: view.type,
    callbackId: String(body.callback_id ?? ''),
    blocks: body.blocks,
    hash: view.hash,
    values: view.values,
    rootViewId: view.rootViewId,
  };
  if (label('title')) state.title = label('title');
  if (label('submit')) state.submit = label('submit');
  if (label('close')) state.close = label('close');
  if (body.submit_disabled === true) state.submitDisabled = true;
  if (view.errors) state.errors = view.errors;
  if (view.previousViewId) state.previousViewId = view.previousViewId;
  return state;
}

function isListed(channel: StoredChannel, user: string): boolean {
  return channel.kind === 'public' || channel.members.includes(user);
}

function canRead(channel: StoredChannel, user: string): boolean {
  return channel.members.includes(user);
}
