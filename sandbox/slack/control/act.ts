import type { Act, ActResult } from '../../protocol';
import * as interact from '../app/interact';
import { addMember, dmBetween, removeMember } from '../channels';
import { share, shown, uploadBy } from '../files';
import { LIMITS } from '../limits';
import { change, post, react, remove, removeEphemeral } from '../messages';
import { asTyped } from '../personText';
import type { Slack } from '../slack';
import type { StoredChannel, StoredMessage } from '../world';
import { viewsOf } from './stateFor';

type Done = Omit<ActResult, 'views'>;
type ActOf<T extends Act['type']> = Extract<Act, { type: T }>;

/** Does what a person does in Slack, and says what came of it. */
export async function act(slack: Slack, user: string, wanted: Act): Promise<ActResult> {
  const person = slack.world.people.get(user);
  if (!person || person.isBot) return { ok: false, error: `There is no person "${user}".`, views: [] };
  if (person.deleted) return { ok: false, error: `${person.realName} is deactivated.`, views: [] };
  const done = await perform(slack, user, wanted);
  return { ...done, views: viewsOf(slack, user) };
}

async function perform(slack: Slack, user: string, wanted: Act): Promise<Done> {
  switch (wanted.type) {
    case 'message':
      return message(slack, user, wanted);
    case 'edit':
      return edit(slack, user, wanted);
    case 'delete':
      return erase(slack, user, wanted);
    case 'click':
      return interact.click(slack, user, wanted);
    case 'viewInput':
      return interact.viewInput(slack, user, wanted);
    case 'clickInView':
      return interact.clickInView(slack, user, wanted);
    case 'viewSubmit':
      return interact.viewSubmit(slack, user, wanted);
    case 'viewClose':
      return interact.viewClose(slack, user, wanted);
    case 'suggest':
      return interact.suggest(slack, user, wanted);
    case 'command':
      return interact.command(slack, user, wanted);
    case 'shortcut':
      return interact.shortcut(slack, user, wanted);
    case 'openHome':
      return openHome(slack, user);
    case 'openDm':
      return openDm(slack, user, wanted);
    case 'join':
      return join(slack, user, wanted);
    case 'leave':
      return leave(slack, user, wanted);
    case 'reaction':
      return reaction(slack, user, wanted);
    case 'dismissEphemeral':
      return removeEphemeral(slack, user, wanted.ts) ? { ok: true } : no('That message is gone.');
    default:
      return no(`The sandbox knows no act "${String((wanted as { type: unknown }).type)}".`);
  }
}

function message(slack: Slack, user: string, wanted: ActOf<'message'>): Done {
  const channel = memberOf(slack, user, wanted.channel);
  if (typeof channel === 'string') return no(channel);
  if (channel.archived) return no('This channel is archived.');
  const root = wanted.thread ? slack.world.message(channel.id, wanted.thread) : undefined;
  if (wanted.thread && !root) return no('That thread is gone.');
  if ((wanted.files ?? []).length > LIMITS.filesPerMessage.max)
    return no('A message takes 10 files at most.');
  const files = (wanted.files ?? []).map((file) => uploadBy(slack, user, file));
  if (wanted.text.trim() === '' && files.length === 0) return no('Write something first.');
  for (const file of files) share(slack, file.id, channel.id);
  const posted = post(slack, {
    channel: channel.id,
    user,
    text: asTyped(slack.world, wanted.text),
    threadTs: root ? (root.threadTs ?? root.ts) : undefined,
    broadcast: root && wanted.broadcast ? true : undefined,
    files: files.length > 0 ? files.map((file) => file.id) : undefined,
  });
  shown(slack, posted);
  return { ok: true, ts: posted.ts, channel: channel.id };
}

function edit(slack: Slack, user: string, wanted: ActOf<'edit'>): Done {
  const found = visible(slack, user, wanted);
  if (typeof found === 'string') return no(found);
  if (found.user !== user && !isAdmin(slack, user)) return no('Only its author can edit a message.');
  const edited = { user, ts: slack.clock.nextTs() };
  change(slack, found, { text: asTyped(slack.world, wanted.text), edited, blocks: undefined });
  return { ok: true, ts: found.ts };
}

function erase(slack: Slack, user: string, wanted: ActOf<'delete'>): Done {
  const found = visible(slack, user, wanted);
  if (typeof found === 'string') return no(found);
  if (found.user !== user && !isAdmin(slack, user)) {
    return no("Only an admin can delete somebody else's message.");
  }
  remove(slack, found);
  return { ok: true, ts: found.ts };
}

function openHome(slack: Slack, user: string): Done {
  const { world } = slack;
  const channel = dmBetween(slack, user, world.app.botUserId);
  const home = world.homes.get(user);
  slack.events.other({
    type: 'app_home_opened',
    user,
    channel: channel.id,
    tab: 'home',
    ...(home ? { view: slack.shapes.view(home) } : {}),
  });
  return { ok: true, channel: channel.id };
}

function openDm(slack: Slack, user: string, wanted: ActOf<'openDm'>): Done {
  if (!slack.world.people.has(wanted.user)) return no(`There is no person "${wanted.user}".`);
  const channel = dmBetween(slack, user, wanted.user);
  if (wanted.user === slack.world.app.botUserId) {
    slack.events.other({ type: 'app_home_opened', user, channel: channel.id, tab: 'messages' });
  }
  return { ok: true, channel: channel.id };
}

function join(slack: Slack, user: string, wanted: ActOf<'join'>): Done {
  const channel = slack.world.channels.get(wanted.channel);
  if (channel?.kind !== 'public') return no('Only public channels can be joined.');
  addMember(slack, channel, user);
  return { ok: true, channel: channel.id };
}

function leave(slack: Slack, user: string, wanted: ActOf<'leave'>): Done {
  const channel = memberOf(slack, user, wanted.channel);
  if (typeof channel === 'string') return no(channel);
  removeMember(slack, channel, user);
  return { ok: true };
}

function reaction(slack: Slack, user: string, wanted: ActOf<'reaction'>): Done {
  const found = visible(slack, user, wanted);
  if (typeof found === 'string') return no(found);
  const changed = react(slack, found, user, wanted.name, wanted.remove !== true);
  return changed ? { ok: true } : no('Nothing to change.');
}

function visible(slack: Slack, user: string, at: { channel: string; ts: string }): StoredMessage | string {
  const channel = memberOf(slack, user, at.channel);
  if (typeof channel === 'string') return channel;
  return slack.world.message(channel.id, at.ts) ?? 'That message is gone.';
}

function memberOf(slack: Slack, user: string, id: string): StoredChannel | string {
  const channel = slack.world.channels.get(id);
  if (!channel) return `There is no channel "${id}".`;
  return channel.members.includes(user) ? channel : 'That person is not in this channel.';
}

function isAdmin(slack: Slack, user: string): boolean {
  return slack.world.people.get(user)?.isAdmin ?? false;
}

function no(error: string): Done {
  return { ok: false, error };
}
