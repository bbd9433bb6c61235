import type { FaultKind } from './protocol';

/**
 * The Teams sandbox's control interface, beside the Slack one (protocol.ts) on the same port and behind the same token:
 *
 *   GET  /control/teams/state?as=USER         -> TeamsState (USER is an Entra object id; without it the first person)
 *   WS   /control/teams/live?as=USER&token=   -> first `{ kind: 'state' }`, then one TeamsPatch per message
 *   POST /control/teams/act                   TeamsActRequest -> TeamsActResult
 *   POST /control/teams/faults                TeamsFaultRequest -> { ok, faults }
 *   GET  /control/teams/calls?operation=      -> { ok, calls: TeamsCall[] }: calls of the bot at the connector and at Graph
 *   POST /control/teams/calls/clear           -> { ok }
 *   POST /control/teams/clock                 { scale } -> { ok, scale, now }
 *   POST /control/teams/settings              TeamsSettings (partial) -> { ok, settings }
 *   POST /control/teams/endpoint              { url } -> { ok, endpoint }: where the bot hears; null for nowhere
 *   POST /control/teams/administer            TeamsAdministerRequest -> { ok, id? }: the team, not a person in it
 *   GET  /control/teams/mentions              -> { ok, mentions: { place, message, target }[] }: whom the bot pinged
 *
 * What the bot talks to, under the sandbox's own address (TEAMS_REHEARSAL_URL = `http://localhost:PORT/teams`):
 *   /teams/openid/.well-known/openidconfiguration and /teams/openid/keys   who signs what the sandbox sends
 *   /teams/login/{tenant}/oauth2/v2.0/token                                tokens for the bot's own calls
 *   /teams/connector/v3/...                                                the connector (serviceUrl of every activity)
 *   /teams/graph/v1.0/teams/{group}/channels/{channel}/messages[/{id}/replies]
 */

export interface TeamsPerson {
  /** Entra object id. */
  id: string;
  /** `29:…`: as the bot sees them. */
  mri: string;
  name: string;
  email: string;
  /** What they do here, shown beside the name. */
  title?: string;
  guest: boolean;
  /** `en-US`, `fr-FR`. */
  locale: string;
  timeZone: string;
  colour: string;
}

export interface TeamsPlaceState {
  /** `19:…@thread.tacv2` for a channel, `a:…` for the 1:1 chat with the bot. */
  id: string;
  kind: 'channel' | 'personal';
  name: string;
  /** Of the team that a channel belongs to. */
  teamId?: string;
  members: string[];
}

/** An Adaptive Card exactly as the bot sent it. */
export type AdaptiveCardJson = Record<string, unknown>;

export interface TeamsMessageState {
  /** Activity id: digits, made of the time. */
  id: string;
  place: string;
  /** Root message of the thread; absent on a root and in chats. */
  root?: string;
  /** A person's id, or `bot`. */
  from: string;
  /** Epoch milliseconds. */
  at: number;
  /** Words of a person (plain) or of the bot (Markdown). */
  text: string;
  summary?: string;
  card?: AdaptiveCardJson;
  /** The card as this person alone sees it: the answer to their own Action.Execute or refresh. */
  ownCard?: AdaptiveCardJson;
  edited: boolean;
  deleted: boolean;
  /** Only this person sees it (a targeted message). */
  targetedTo?: string;
  /** People that are mentioned in it: the bot is `bot`. */
  mentions: string[];
}

/** A dialog (task module) that is open for this person. */
export interface TeamsDialogState {
  title: string;
  height?: string | number;
  width?: string | number;
  card: AdaptiveCardJson;
  /** Where the button was that opened it. */
  place: string;
  message: string;
}

export interface TeamsSettings {
  /** The RSC permission ChannelMessage.Read.Group was granted: the bot hears messages that do not mention it, and Graph answers. */
  readsChannels: boolean;
  /** The client shows messages for one person. */
  targetedMessages: boolean;
  /** False: an old client, which sends the Submit fallback instead of Action.Execute. */
  universalActions: boolean;
}

export interface TeamsState {
  tenant: { id: string; name: string };
  teams: { id: string; groupId: string; name: string }[];
  me: TeamsPerson;
  people: TeamsPerson[];
  app: {
    name: string;
    /** `28:<app id>`. */
    botId: string;
    /** From the manifest: shown while somebody types a mention of the bot. */
    commands: { title: string; description: string }[];
    /** Where activities are delivered; null: nobody has said yet. */
    endpoint: string | null;
    /** A bot is there: it answered the last delivery, or has asked for a token since. */
    connected: boolean;
  };
  places: TeamsPlaceState[];
  /** Place id -> messages, oldest first, replies included; deleted ones stay, marked. */
  messages: Record<string, TeamsMessageState[]>;
  dialog: TeamsDialogState | null;
  settings: TeamsSettings;
  faults: TeamsFaultState;
  now: number;
  timeScale: number;
}

export type TeamsPatch =
  | { kind: 'state'; state: TeamsState }
  | { kind: 'message'; message: TeamsMessageState }
  | { kind: 'dialog'; dialog: TeamsDialogState | null }
  | { kind: 'place'; place: TeamsPlaceState }
  | { kind: 'app'; connected: boolean }
  | { kind: 'settings'; settings: TeamsSettings }
  | { kind: 'faults'; faults: TeamsFaultState }
  | { kind: 'clock'; now: number; timeScale: number }
  | { kind: 'toast'; level: 'info' | 'error'; text: string };

/** What a person put into the inputs of a card: id -> value, as the client sends them (all strings). */
export type CardInputs = Record<string, string>;

export type TeamsAct =
  /** `mentions`: people or `bot`; in the text each stands as `@Name`. */
  | { type: 'message'; place: string; text: string; root?: string; mentions?: string[] }
  | { type: 'edit'; place: string; id: string; text: string }
  /** A person's own message; a team owner may delete anybody's. */
  | { type: 'delete'; place: string; id: string }
  /** An action of a message's card: the action object as it stands in the card, with what the inputs hold. */
  | { type: 'execute'; place: string; message: string; action: AdaptiveCardJson; inputs: CardInputs }
  /** Action.Submit of a message's card: `msteams: { type: 'task/fetch' }` opens a dialog. */
  | { type: 'submit'; place: string; message: string; action: AdaptiveCardJson; inputs: CardInputs }
  /** Action.Submit in the open dialog. */
  | { type: 'dialogSubmit'; action: AdaptiveCardJson; inputs: CardInputs }
  | { type: 'dialogClose' }
  /** Typing into a ChoiceSet with Data.Query; `in` the dialog, or a message's card. */
  | { type: 'search'; dataset: string; text: string; in: 'dialog' | { place: string; message: string } }
  /** The card came into view: the client asks for a fresh one if its refresh names this person. */
  | { type: 'view'; place: string; message: string }
  /** Opens (and on the first time installs) the personal chat with the bot. */
  | { type: 'openPersonal' };

export interface TeamsActRequest {
  as: string;
  act: TeamsAct;
}

export interface TeamsActResult {
  ok: boolean;
  /** A sentence: the sandbox refused, or the bot did not answer. */
  error?: string;
  /** How the bot answered, where something was delivered to it. */
  answer?: {
    status: 'answered' | 'timeout' | 'no bot' | 'http error';
    ms: number;
    httpStatus?: number;
    body?: unknown;
  };
  /** What the client shows for it: the message of an invoke response, or its error. */
  shown?: { tone: 'message' | 'error'; text: string };
  options?: { title: string; value: string }[];
  /** Of the message that was written; place of the chat that was opened. */
  id?: string;
  place?: string;
  dialog: TeamsDialogState | null;
}

/** Teams, channels and members by id or name, people also by handle. */
export type TeamsAdministerRequest =
  /** The app is added to a team, or taken out of it; the bot is told both ways that Teams tells it. */
  | { do: 'install' | 'uninstall'; team: string }
  | { do: 'createChannel'; team: string; name: string }
  | { do: 'renameChannel'; channel: string; name: string }
  | { do: 'deleteChannel'; channel: string }
  | { do: 'addMember' | 'removeMember'; team: string; person: string };

export type TeamsOperation =
  | 'postRoot'
  | 'send'
  | 'sendTargeted'
  | 'update'
  | 'remove'
  | 'openDirect'
  | 'members'
  | 'channels'
  | 'history'
  | 'token';

export interface TeamsFault {
  operation?: TeamsOperation;
  /** `412`, `502`, `504` besides those of Slack's sandbox. `dropAfter`: performed, then the connection is cut. */
  kind: FaultKind | '412' | '502' | '504';
  /** How many calls it hits; 1 without it. */
  times?: number;
  retryAfter?: number;
}

export interface TeamsFaultRequest {
  add?: TeamsFault[];
  /** The next N deliveries to the bot arrive twice. */
  duplicateDelivery?: number;
  delayDelivery?: number;
  clear?: boolean;
}

export interface TeamsFaultState {
  calls: TeamsFault[];
  duplicateDelivery: number;
  delayDelivery: number;
}

/** One call of the bot at the connector, at Graph or for a token. */
export interface TeamsCall {
  n: number;
  operation: TeamsOperation;
  conversation: string | null;
  /** Milliseconds since 1970, real clock. */
  at: number;
  ms: number;
  httpStatus: number;
  bytes: number;
  /** Values over 2,000 characters are cut; no tokens. */
  body: unknown;
}
