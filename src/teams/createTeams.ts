import type { Chat } from '../ports/chat';
import { inTime } from '../ports/patience';
import type { Profile } from '../ports/profiles';
import { RecentPlaces } from '../ports/recentPlaces';
import type { Installation } from '../ports/rows';
import { Running } from '../ports/running';
import type { ChatUser } from '../ui/request';
import { answerInvoke } from './answerInvoke';
import { teamsChat } from './chat';
import type { Desk } from './desk';
import { placeOfConversation, Reaches } from './reach';
import { profileOfMember, Roster } from './roster';
import { takeConversationUpdate, takeInstallation } from './takeChange';
import { type Afterwards, takeDeletion, takeEdit, takeMessage } from './takeMessage';
import type { Teams, TeamsOptions } from './teams';
import type { Activity } from './transport/transport';
import { waits } from './waits';
import { Whisper } from './whisper';

/** Postroom in Microsoft Teams. Nothing happens before `start`. */
export function createTeams(options: TeamsOptions): Teams {
  const { inbound, log } = options;
  const running = new Running();
  let serving = false;
  const transport = options.transport({
    activity: (activity) => take(activity),
    invoke: async (activity) => {
      const answer = answerInvoke(desk, activity);
      running.start(
        () => answer,
        () => undefined,
      );
      return answer;
    },
  });
  const { connector } = transport;
  const desk: Desk = {
    inbound,
    connector,
    history: transport.history,
    reaches: new Reaches(inbound, async (tenant) => {
      const known = await options.installations();
      return known.find(({ platform, team }) => platform === 'teams' && team === tenant) ?? null;
    }),
    roster: new Roster(connector),
    whisper: new Whisper(connector, log),
    log,
    running,
    localeOf: async (user) => (await options.localeOf?.(user)) ?? null,
    removed: new RecentPlaces(),
    seen: new RecentPlaces(),
  };

  /** In the order in which they came, conversation by conversation: an edit never overtakes its message. */
  async function take(activity: Activity): Promise<void> {
    const { conversation } = placeOfConversation(activity.conversation.id);
    const failed = (error: unknown) => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.error({ type: activity.type, why }, 'An activity from Teams was not handled');
    };
    let afterwards: Afterwards;
    const taking = async () => {
      afterwards = await taken(desk, activity);
    };
    await running.inLine(conversation, taking, failed);
    if (afterwards) await running.start(afterwards, failed);
  }

  const chats = new Map<string, Chat>();
  return {
    listener: (request, response) => {
      if (serving) return transport.listener(request, response);
      response.writeHead(503, { 'retry-after': '5' }).end();
    },
    async start() {
      const known = (await options.installations()).filter(({ platform }) => platform === 'teams');
      for (const installation of known) desk.reaches.load(installation);
      // Before anything new is heard: the first message after a gap must not pass for the last.
      for (const { team } of known) await inbound.connected({ platform: 'teams', team });
      serving = true;
    },
    async stop() {
      serving = false;
      const ended = await running.ended(waits.stop);
      if (!ended) log.warn({ left: running.count }, 'Stopped while activities from Teams were being handled');
      await transport.stop();
    },
    chat(installation: Installation) {
      desk.reaches.load(installation);
      const chat =
        chats.get(installation.id) ??
        teamsChat({
          installation,
          reach: () => desk.reaches.of(installation.team),
          connector,
          history: transport.history,
          roster: desk.roster,
          removed: desk.removed,
          timeScale: options.timeScale ?? 1,
        });
      chats.set(installation.id, chat);
      return chat;
    },
    profileOf: async (user) => {
      const early = await inTime(
        profileOf(desk, user).catch(() => null),
        waits.profile,
      );
      return early.late ? null : early.value;
    },
  };
}

async function taken(desk: Desk, activity: Activity): Promise<Afterwards> {
  switch (activity.type) {
    case 'message':
      return takeMessage(desk, activity);
    case 'messageUpdate':
      await takeEdit(desk, activity);
      break;
    case 'messageDelete':
      await takeDeletion(desk, activity);
      break;
    case 'conversationUpdate':
      await takeConversationUpdate(desk, activity);
      break;
    case 'installationUpdate':
      await takeInstallation(desk, activity);
      break;
    // Reactions, typing, read receipts: nothing to us.
  }
  return undefined;
}

/** In the teams that have the app, else in their own chat with the bot. */
async function profileOf(desk: Desk, { team: tenant, user }: ChatUser): Promise<Profile | null> {
  const { serviceUrl, teams } = desk.reaches.of(tenant);
  if (serviceUrl === '') return null;
  const at = { serviceUrl, tenant };
  const member = await desk.roster.inTeams(at, Object.keys(teams), user);
  if (member) return profileOfMember(member);
  const direct = await desk.connector.openDirect(at, user);
  if (!direct.ok) return null;
  const found = await desk.roster.member({ ...at, conversation: direct.value.conversation }, user);
  return found && profileOfMember(found);
}
