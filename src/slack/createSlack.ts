import type { RequestListener } from 'node:http';
import type { Locale } from '../locales/locale';
import type { Chat } from '../ports/chat';
import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import { inTime } from '../ports/patience';
import type { ProfileOf } from '../ports/profiles';
import { RecentPlaces } from '../ports/recentPlaces';
import type { Installation } from '../ports/rows';
import { Running } from '../ports/running';
import type { ChatUser } from '../ui/request';
import { type AppConfig, boltApp } from './app';
import { slackChat } from './chat';
import { registerHandlers } from './handlers';
import { type Team, teamOf } from './installations';
import { waits } from './limits';
import { People } from './people';
import { rehearsalUrl } from './slackUrl';
import { Views } from './views';
import { webClient } from './webClient';
import { Whisper } from './whisper';
import { ownWords } from './words';

export interface SlackOptions {
  config: AppConfig;
  inbound: Inbound;
  log: Log;
  /** The language of somebody, when Postroom knows better than their Slack profile. May fail or take long. */
  localeOf?(user: ChatUser): Promise<Locale | null>;
  /** Rehearsal only: how many times faster rate limits run; refused without `apiUrl`. */
  timeScale?: number;
}

export interface Slack {
  /**
   * Asks whose token it is, then connects.
   * @param known what has to be done about the team before the first click is heard.
   * @throws Error with a sentence when Slack refuses.
   */
  start(known?: (team: Team) => Promise<void>): Promise<Team>;
  /** No new deliveries; waits (5 s at most) for what is under way. */
  stop(): Promise<void>;
  /** For the pump. Calls for another team than the one that `start` named are refused: there is no token for it. */
  chat(installation: Pick<Installation, 'id' | 'team'>): Chat;
  /** Accounts of the team that `start` named. @throws Error when Slack does not say. */
  profileOf: ProfileOf;
  /** HTTP mode without a port: what is asked at `SLACK_PATH`. */
  listener: RequestListener | null;
}

/** How long a language may be looked for, while somebody waits for an answer. */
const LOCALE_WITHIN_MS = 250;

/** Postroom in one Slack team. Nothing happens before `start`. */
export function createSlack(options: SlackOptions): Slack {
  const { config, inbound, log } = options;
  const apiUrl = rehearsalUrl(config.apiUrl);
  const timeScale = options.timeScale ?? 1;
  if (timeScale !== 1 && apiUrl === undefined) {
    throw new Error('A time scale is for rehearsals: it needs SLACK_API_URL.');
  }
  const client = (timeout: number, part: string) =>
    webClient(config.botToken, { ...(apiUrl && { apiUrl }), timeout, log, part });
  const reading = client(waits.whisper, 'slack-reading');
  const people = new People(reading, log);
  const removals = new RecentPlaces();
  const running = new Running();
  let gapNoted = Promise.resolve();
  let team: Team | null = null;
  const known = (): Team => {
    if (!team) throw new Error('Slack was asked for before it was started.');
    return team;
  };

  const localeOf = async (user: ChatUser): Promise<Locale> => {
    const own = await options.localeOf?.(user).catch(() => null);
    return own ?? people.localeOf(user.user);
  };
  const bolt = boltApp(config, () => team, log);
  registerHandlers(bolt.app, {
    team: () => known().team,
    botUser: () => known().botUser,
    inbound,
    people,
    log,
    running,
    views: new Views(client(waits.view, 'slack-views')),
    whisper: new Whisper(client(waits.whisper, 'slack-whisper'), apiUrl, log),
    removedByUs: (channel, ts) => removals.has(channel, ts),
    gapNoted: () => gapNoted,
    seen: new RecentPlaces(),
    wordsFor: async (user) => {
      const locale = await inTime(localeOf(user), LOCALE_WITHIN_MS);
      return ownWords(locale.late ? 'en' : locale.value);
    },
  });

  const chats = new Map<string, Chat>();
  const newChat = (installation: Pick<Installation, 'id' | 'team'>) =>
    slackChat({
      installationId: installation.id,
      works: () => team && installation.team === team.team,
      botToken: config.botToken,
      ...(apiUrl && { apiUrl }),
      timeScale,
      log,
      people,
      removing: (channel, ts) => removals.add(channel, ts),
    });

  const connected = () => {
    const told = () => inbound.connected({ platform: 'slack', team: known().team });
    gapNoted = running.start(told, (error) => log.error({ why: String(error) }, 'A gap was not looked for'));
  };
  return {
    listener: bolt.listener,
    async start(known) {
      team = await teamOf(reading);
      await known?.(team);
      await bolt.start(connected);
      return team;
    },
    async stop() {
      // What is under way may still have to be acknowledged, so the connection goes last.
      await running.ended(waits.stop);
      await bolt.stop();
      const ended = await running.ended(waits.lastWords);
      if (!ended) log.warn({ left: running.count }, 'Stopped while deliveries from Slack were being handled');
    },
    profileOf: async (user) => (user.team === team?.team ? people.profileOf(user.user, user.team) : null),
    chat: (installation) => {
      const chat = chats.get(installation.id) ?? newChat(installation);
      chats.set(installation.id, chat);
      return chat;
    },
  };
}
