import { type Locale, nearestLocale } from '../locales/locale';
import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import { inTime } from '../ports/patience';
import type { RecentPlaces } from '../ports/recentPlaces';
import type { Running } from '../ports/running';
import type { Reply } from '../ui/reply';
import type { ChatUser, Request } from '../ui/request';
import { plain } from '../ui/text';
import { placeOfConversation, type Reaches } from './reach';
import type { Roster } from './roster';
import type { Activity, ChannelHistory, Connector, Route } from './transport/transport';
import type { Whisper } from './whisper';
import { ownWords, type Words } from './words';

/** What every handler of an activity works with. */
export interface Desk {
  inbound: Inbound;
  connector: Connector;
  history: ChannelHistory;
  reaches: Reaches;
  roster: Roster;
  whisper: Whisper;
  log: Log;
  running: Running;
  localeOf(user: ChatUser): Promise<Locale | null>;
  /** Messages that this process deleted itself, a moment ago. */
  removed: RecentPlaces;
  /** Posts of ours whose standing in chat was told inward. */
  seen: RecentPlaces;
}

/** An activity together with who sent it: everything that comes from it is told about this somebody. */
export interface Asked {
  activity: Activity;
  tenant: string;
  /** Null when Teams does not say which Entra account it is. */
  from: ChatUser | null;
  /** Where it was asked: a channel with its thread, or a chat. */
  route: Route;
}

/** How long a language may be looked for, while somebody waits for an answer. */
const LOCALE_WITHIN_MS = 250;

export function tenantOf(activity: Activity): string {
  return (activity.channelData.tenant?.id ?? activity.conversation.tenantId ?? '').toLowerCase();
}

export function chatUser(tenant: string, user: string): ChatUser {
  return { platform: 'teams', team: tenant, user: user.toLowerCase() };
}

export function askedIn(activity: Activity): Asked {
  const tenant = tenantOf(activity);
  const { aadObjectId } = activity.from;
  return {
    activity,
    tenant,
    from: aadObjectId ? chatUser(tenant, aadObjectId) : null,
    route: { serviceUrl: activity.serviceUrl, tenant, conversation: activity.conversation.id },
  };
}

/** The channel or chat itself: threads have no members of their own. */
export function placeAsked({ route }: Pick<Asked, 'route'>): Route {
  return { ...route, conversation: placeOfConversation(route.conversation).conversation };
}

/** Never fails and never takes long: what Postroom knows, else the language of their client. */
export async function wordsFor(desk: Pick<Desk, 'localeOf'>, asked: Asked): Promise<Words> {
  const ofClient = nearestLocale(asked.activity.locale);
  if (!asked.from) return ownWords(ofClient);
  const own = await inTime(
    desk.localeOf(asked.from).catch(() => null),
    LOCALE_WITHIN_MS,
  );
  return ownWords((own.late ? null : own.value) ?? ofClient);
}

/** How a request is named in the log: never with what was typed. */
export function named(request: Request): Record<string, unknown> {
  const { kind, requestId, from } = request;
  return { kind, requestId, user: from.user };
}

/** `Inbound.answer` never rejects; if it does, that is a bug that must not end the process. */
export async function answered(desk: Desk, request: Request, words: Words): Promise<Reply> {
  try {
    return await desk.inbound.answer(request);
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    desk.log.error({ ...named(request), why }, 'A request was not answered');
    return { kind: 'notice', tone: 'error', text: plain(words.tooLate) };
  }
}
