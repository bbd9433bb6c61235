import type { RequestListener } from 'node:http';
import type { Locale } from '../locales/locale';
import type { Chat } from '../ports/chat';
import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import type { ProfileOf } from '../ports/profiles';
import type { Installation } from '../ports/rows';
import type { ChatUser } from '../ui/request';
import type { Incoming, Transport } from './transport/transport';

/** Where Microsoft's connector (or the rehearsal) sends activities: the messaging endpoint of the Azure Bot. */
export const TEAMS_PATH = '/api/messages';

/** What `createTeams` is given; `compose` makes the transport, so that this adapter can be tested without Microsoft's SDK. */
export interface TeamsOptions {
  /** Called once, with what the adapter does about each activity. */
  transport(incoming: Incoming): Transport;
  inbound: Inbound;
  /** The Teams tenants that are known now, with what is stored of the way to them. */
  installations(): Promise<Installation[]>;
  log: Log;
  /** The language of somebody, when Postroom knows better than their client. May fail or take long. */
  localeOf?(user: ChatUser): Promise<Locale | null>;
  /** Rehearsal only: how many times faster rate limits run. */
  timeScale?: number;
}

/** Postroom in Microsoft Teams: as many tenants as have installed it. Nothing happens before `start`. */
export interface Teams {
  /** What is asked at `TEAMS_PATH`; answers 503 before `start` and after `stop`. */
  listener: RequestListener;
  /** Loads the known installations and tells `inbound.connected` for each. */
  start(): Promise<void>;
  /** No new activities; waits (5 s at most) for what is under way. */
  stop(): Promise<void>;
  /** For the pump. Made anew or kept: `reach` may have changed since the last call, so it is read from this one. */
  chat(installation: Installation): Chat;
  profileOf: ProfileOf;
}
