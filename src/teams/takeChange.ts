import { words as inWords, say } from '../locales/say';
import type { Card } from '../ui/card';
import { type Desk, tenantOf, wordsFor } from './desk';
import { drawCard } from './drawCard';
import { readsAll } from './hearing';
import { GENERAL, isChannel, placeOfConversation, type Reach } from './reach';
import { askHome } from './takeMessage';
import type { AskedBy } from './toRequest';
import type { Activity } from './transport/transport';
import { learn, whoAsks } from './whoAsks';
import type { Words } from './words';

/** What is told of a channel or team, and whether cards can stand there afterwards; null: nothing changes for them. */
const USABLE: Record<string, boolean | null> = {
  channelCreated: true,
  channelRenamed: null,
  channelRestored: true,
  channelDeleted: false,
  teamRenamed: null,
  teamRestored: true,
  teamUnarchived: true,
  teamArchived: false,
  teamDeleted: false,
  teamHardDeleted: false,
};

/** The bot was added somewhere or removed, or a channel or team became another. */
export async function takeConversationUpdate(desk: Desk, activity: Activity): Promise<void> {
  const bot = activity.recipient.id;
  const added = activity.membersAdded?.some(({ id }) => id === bot) ?? false;
  const removed = activity.membersRemoved?.some(({ id }) => id === bot) ?? false;
  const { team, eventType } = activity.channelData;
  if (removed) return forgetTeam(desk, activity);
  const asked = await whoAsks(desk, activity);
  if (!team) return;
  if (added) {
    await learnTeam(desk, activity);
    await welcome(desk, activity, await wordsFor(desk, asked));
    return;
  }
  const usable = eventType === undefined ? undefined : USABLE[eventType];
  if (typeof usable !== 'boolean') return;
  const channels = eventType!.startsWith('team')
    ? channelsOf(desk.reaches.of(tenantOf(activity)), team.id)
    : [activity.channelData.channel?.id ?? ''].filter(isChannel);
  if (eventType === 'channelDeleted') await forgetChannels(desk, activity, channels);
  await tellUsable(desk, activity, channels, usable);
}

function forgetChannels(desk: Desk, activity: Activity, gone: string[]): Promise<void> {
  return learn(desk, activity, (reach) => ({
    ...reach,
    channels: Object.fromEntries(Object.entries(reach.channels).filter(([id]) => !gone.includes(id))),
  }));
}

/** Somebody installed the app for themselves, or it came to a team with this activity only. */
export async function takeInstallation(desk: Desk, activity: Activity): Promise<void> {
  if (activity.action?.startsWith('remove')) return forgetTeam(desk, activity);
  const asked = await whoAsks(desk, activity);
  if (activity.channelData.team) return learnTeam(desk, activity);
  if (asked.from && activity.conversation.conversationType === 'personal') {
    const by: AskedBy = { ...asked, from: asked.from };
    await askHome(desk, by);
  }
}

/** The channels of the team, all of which work from now on. */
async function learnTeam(desk: Desk, activity: Activity): Promise<void> {
  const { team } = activity.channelData;
  if (!team) return;
  const { serviceUrl } = activity;
  const called = await desk.connector.channels({ serviceUrl, tenant: tenantOf(activity) }, team.id);
  if (!called.ok) desk.log.warn({ team: team.id, why: called.why }, 'The channels of a team were not told');
  const told = called.ok ? called.value : [{ id: team.id, name: null }];
  const channels = Object.fromEntries(
    told.map(({ id, name }) => [id, { team: team.id, name: name ?? GENERAL }]),
  );
  await learn(desk, activity, (reach) => ({ ...reach, channels: { ...reach.channels, ...channels } }));
  await tellUsable(desk, activity, Object.keys(channels), true);
}

/** Cards can no longer stand in any of its channels. */
async function forgetTeam(desk: Desk, activity: Activity): Promise<void> {
  const { team } = activity.channelData;
  if (!team) return;
  const channels = channelsOf(desk.reaches.of(tenantOf(activity)), team.id);
  await forgetChannels(desk, activity, channels);
  await learn(desk, activity, (reach) => {
    const { [team.id]: _gone, ...teams } = reach.teams;
    return { ...reach, teams };
  });
  await tellUsable(desk, activity, channels, false);
}

function channelsOf(reach: Reach, team: string): string[] {
  return Object.entries(reach.channels).flatMap(([id, channel]) => (channel.team === team ? [id] : []));
}

async function tellUsable(
  desk: Desk,
  activity: Activity,
  channels: string[],
  usable: boolean,
): Promise<void> {
  const team = tenantOf(activity);
  for (const channel of channels) {
    await desk.inbound.channelChanged({ platform: 'teams', team, channel, usable });
  }
}

/** Once per arrival in a team: what this is, what comes next, and what the bot hears. */
async function welcome(desk: Desk, activity: Activity, words: Words): Promise<void> {
  const tenant = tenantOf(activity);
  const { conversation } = placeOfConversation(activity.conversation.id);
  if (!isChannel(conversation) || desk.seen.has(conversation, activity.id)) return;
  desk.seen.add(conversation, activity.id);
  const reach = desk.reaches.of(tenant);
  const heard = await readsAll(desk, activity, conversation);
  const bot = activity.recipient.name ?? 'Postroom';
  const { team } = activity.channelData;
  const names = [reach.teams[team?.id ?? '']?.name, reach.channels[conversation]?.name ?? GENERAL];
  const channel = names.filter(Boolean).join('/');
  const card = welcomeCard(words, { bot, channel, heard });
  const route = { serviceUrl: activity.serviceUrl, tenant, conversation };
  const called = await desk.connector.postRoot(route, await drawCard(card, null, [], { tenant, reach }));
  if (!called.ok) desk.log.warn({ conversation, why: called.why }, 'The greeting could not be posted');
}

function welcomeCard(
  { locale }: Words,
  { bot, channel, heard }: { bot: string; channel: string; heard: boolean },
): Card {
  return {
    summary: inWords(locale, 'teams.welcome.title'),
    pieces: [
      { kind: 'heading', text: say(locale, 'teams.welcome.title') },
      { kind: 'text', text: say(locale, 'teams.welcome.what') },
      { kind: 'text', text: say(locale, 'teams.welcome.bind') },
      { kind: 'body', text: `postroom mailbox bind support --teams-channel '${channel}'` },
      { kind: 'text', text: say(locale, 'teams.welcome.commands', { bot }) },
      {
        kind: 'context',
        items: [heard ? say(locale, 'teams.reads.all') : say(locale, 'teams.reads.mentions', { bot })],
      },
    ],
  };
}
