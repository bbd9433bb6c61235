import type { RequestListener } from 'node:http';
import type { Called } from '../../ports/chat';

/**
 * Everything that Postroom wants of Microsoft's SDK, in words of its own: `createTransport` is the one implementation,
 * and this folder the only one that imports `botbuilder`. Nothing here knows cards, conversations or rights.
 */
export interface Transport {
  /** What is asked at `TEAMS_PATH`. Requests without a valid token are answered 401 and do nothing. */
  listener: RequestListener;
  connector: Connector;
  history: ChannelHistory;
  /** Waits (5 s at most) for what is under way. */
  stop(): Promise<void>;
}

/** What arrived; called once the token, its issuer, its audience and the service address were checked. */
export interface Incoming {
  /** Everything but invokes: answered 200 at once or when this resolves, whatever happens inside. */
  activity(activity: Activity): Promise<void>;
  /**
   * Somebody waits for this one: the body of the HTTP 200. Never rejects in effect: what is thrown is logged and
   * answered as an error that the client shows.
   */
  invoke(activity: Activity): Promise<unknown>;
}

/** The calls of the Bot Connector, none repeated by itself. Addresses come from an activity or from `installation.reach`. */
export interface Connector {
  /** A root message of a channel (a new conversation of the connector). @returns the id of its activity. */
  postRoot(to: Route, activity: Outgoing): Promise<Called<{ id: string }>>;
  /** Into an existing conversation: a 1:1 chat, or `channel;messageid=ROOT` for a reply in a thread. */
  send(to: Route, activity: Outgoing): Promise<Called<{ id: string }>>;
  /** As `send`, seen by one person only. `rejected` where the client or the tenant does not support it. */
  sendTargeted(to: Route, user: string, activity: Outgoing): Promise<Called<{ id: string }>>;
  update(at: Route, id: string, activity: Outgoing): Promise<Called<null>>;
  remove(at: Route, id: string): Promise<Called<null>>;
  /** Opens the 1:1 chat with somebody (Entra object id) or finds it. */
  openDirect(to: Omit<Route, 'conversation'>, user: string): Promise<Called<{ conversation: string }>>;
  /** Everybody in a channel, team or chat. */
  members(of: Route): Promise<Called<TeamsMember[]>>;
  member(of: Route, user: string): Promise<Called<TeamsMember | null>>;
  /** The channels of a team; its General channel has the team's own id and no name. */
  channels(
    of: Omit<Route, 'conversation'>,
    teamId: string,
  ): Promise<Called<{ id: string; name: string | null }[]>>;
}

/** Reading back what stands in a channel: Microsoft Graph with the RSC permission `ChannelMessage.Read.Group`. */
export interface ChannelHistory {
  /** Newest first, at most so many. `notAuthorized` where the permission was not granted. */
  roots(of: ChannelPlace, since: Date, limit: number): Promise<Called<HistoryMessage[]>>;
  /** Replies to one root message, oldest first. */
  replies(of: ChannelPlace, root: string, since: Date): Promise<Called<HistoryMessage[]>>;
}

export interface ChannelPlace {
  tenant: string;
  /** The team's Entra group id (`aadGroupId`). */
  group: string;
  channel: string;
}

export interface HistoryMessage {
  id: string;
  createdAt: string;
  /** Newest change or reply, when the platform tells. */
  modifiedAt: string | null;
  edited: boolean;
  deleted: boolean;
  /** Entra object id; null for bots and system messages. */
  user: string | null;
  userName: string | null;
  /** `text/plain` or the HTML that Teams made. */
  body: { html: boolean; content: string };
  mentions: { id: number; name: string; user: string | null }[];
  attachmentNames: string[];
  /** Adaptive Cards of the message, parsed. */
  cards: unknown[];
}

/** Where a call goes. */
export interface Route {
  serviceUrl: string;
  tenant: string;
  /** Channel `19:…@thread.tacv2` (with `;messageid=…` for a thread) or chat `a:…`. */
  conversation: string;
}

export interface Outgoing {
  text?: string;
  /** Plain words for notifications and screen readers. */
  summary?: string;
  /** An Adaptive Card. */
  card?: Record<string, unknown>;
}

export interface TeamsMember {
  /** The bot's own name for them, `29:…`. */
  id: string;
  /** Entra object id: what Postroom calls the user. */
  user: string;
  name: string;
  email: string | null;
  /** `user`, `guest` … */
  role: string | null;
  locale: string | null;
}

/** An authenticated activity: the parts of the Bot Framework schema that Postroom reads. */
export interface Activity {
  type: string;
  id: string;
  name?: string;
  /** ISO instant. */
  timestamp: string;
  serviceUrl: string;
  locale?: string;
  from: { id: string; name?: string; aadObjectId?: string; role?: string };
  recipient: { id: string; name?: string };
  conversation: {
    id: string;
    conversationType?: 'personal' | 'channel' | 'groupChat';
    tenantId?: string;
    isGroup?: boolean;
    name?: string;
  };
  text?: string;
  textFormat?: string;
  replyToId?: string;
  value?: unknown;
  action?: string;
  membersAdded?: { id: string }[];
  membersRemoved?: { id: string }[];
  entities?: Record<string, unknown>[];
  attachments?: { contentType: string; name?: string; content?: unknown; contentUrl?: string }[];
  channelData: {
    tenant?: { id: string };
    team?: { id: string; name?: string; aadGroupId?: string };
    channel?: { id: string; name?: string };
    eventType?: string;
    source?: { name?: string };
    [more: string]: unknown;
  };
}

/** How the bot proves who it is, and whom it believes. */
export interface TransportConfig {
  /** Null: a rehearsal without any authentication, which needs `rehearsalUrl`. */
  appId: string | null;
  credentials: { secret: string } | { certificatePem: string; privateKeyPem: string } | null;
  /** Set for an app of one tenant, which then serves that tenant only; null for one of several. */
  tenantId: string | null;
  /**
   * A local server that stands for Microsoft's, on loopback only: OpenID metadata at `/openid/…`, tokens at
   * `/login/…`, the connector at `/connector/…`, Graph at `/graph/v1.0/…`.
   */
  rehearsalUrl: string | null;
}
