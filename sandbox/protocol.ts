/**
 * The sandbox's control interface: what the page and the tests say to it, and what it answers.
 * Types only, so that the page can import them without pulling in a server.
 *
 * Every call under `/control/` carries the random token in the header `x-sandbox-token` (the live socket:
 * in the query). Errors are `{ ok: false, error }` with `error` a sentence that says what to do.
 *
 *   GET  /control/state?as=USER        -> ControlState; without `as` that of the first person
 *   WS   /control/live?as=USER&token=  -> first `{ kind: 'state' }`, then one Patch per message
 *   POST /control/act                  ActRequest -> ActResult
 *   POST /control/files                { as, file: NewFile } -> { ok, file: FileState }: for a file_input, which holds ids
 *   POST /control/faults               FaultRequest -> { ok, faults: FaultState }
 *   GET  /control/faults               -> { ok, faults: FaultState }
 *   GET  /control/calls?method=        -> { ok, calls: ApiCall[] }
 *   POST /control/calls/clear          -> { ok }
 *   GET  /control/mentions             -> { ok, mentions: Mention[] }
 *   POST /control/clock                ClockRequest -> { ok, scale, now }
 *   POST /control/channels             ChannelRequest -> { ok, channel: ChannelState }
 *   POST /control/people               PersonRequest -> { ok, person: Person }
 *   GET  /control/files/ID?token=      -> the bytes of a file that was shared in chat, as a download
 *   /control/mail/...                  see mailProtocol.ts; ClockRequest and its like: administration.ts
 */

// ---------------------------------------------------------------- what a person sees

/** A Block Kit block or element, exactly as the app sent it (block_id and action_id filled in). */
export interface BlockJson {
  type: string;
  block_id?: string;
  [key: string]: unknown;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  email?: string;
  /** What they do here, shown beside the name: `Dispatcher, support`. */
  title?: string;
  isBot: boolean;
  isAdmin: boolean;
  deleted: boolean;
  /** `en-US`, `fr-FR` … */
  locale: string;
  /** IANA name, `Europe/Paris`. */
  timeZone: string;
  /** A colour `#rrggbb` for the avatar; stable per person. */
  colour: string;
}

export interface ChannelState {
  id: string;
  /** Without `#`. In a DM: the other person's name. */
  name: string;
  kind: 'public' | 'private' | 'im';
  /** In a DM the id of the other person (may be the bot). */
  with?: string;
  members: string[];
  archived: boolean;
  topic: string;
  /** ts of the newest message that the channel shows, for sorting and unread marks. */
  latest?: string;
}

export interface FileState {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  /** Relative to the sandbox, without token: `/control/files/F…`. Add `?token=`. */
  url: string;
  deleted?: boolean;
}

export interface MessageState {
  ts: string;
  channel: string;
  /** Author: a person's id, or the bot's user id. */
  user: string;
  text: string;
  blocks?: BlockJson[];
  /** mrkdwn is on unless the app switched it off; a person's own text is mrkdwn too. */
  edited?: { user: string; ts: string };
  /** Set on thread replies, and on a root that has replies (then equal to `ts`). */
  threadTs?: string;
  /** A reply that is also shown in the channel. */
  broadcast?: boolean;
  replyCount?: number;
  replyUsers?: string[];
  latestReply?: string;
  files?: FileState[];
  reactions?: { name: string; users: string[] }[];
  /** Joined, left, archived …: drawn as a grey line. */
  subtype?: string;
  /** Only this person sees it; gone after a reload of real Slack. */
  ephemeralFor?: string;
}

export interface ViewState {
  id: string;
  type: 'modal' | 'home';
  callbackId: string;
  title?: string;
  submit?: string;
  close?: string;
  submitDisabled?: boolean;
  blocks: BlockJson[];
  hash: string;
  /** What has been filled in so far: Slack's own `state.values[block_id][action_id]`. */
  values: Record<string, Record<string, BlockJson>>;
  /** From the last submit that the app refused: block_id -> sentence. */
  errors?: Record<string, string>;
  rootViewId: string;
  previousViewId?: string;
}

export interface CommandState {
  command: string;
  description: string;
  usageHint?: string;
}

export interface ControlState {
  team: { id: string; name: string; domain: string };
  me: Person;
  people: Person[];
  app: {
    id: string;
    name: string;
    botUserId: string;
    commands: CommandState[];
    shortcuts: { type: 'global' | 'message'; callbackId: string; name: string }[];
    /** An app is there to answer: at least one Socket Mode connection, or HTTP mode. */
    connected: boolean;
    connections: number;
  };
  /** Channels that this person is in, their DMs, and public channels that they could join. */
  channels: ChannelState[];
  /** channel id -> messages, oldest first, thread replies included (they have `threadTs !== ts`). */
  messages: Record<string, MessageState[]>;
  ephemerals: MessageState[];
  /** Open modals, the first opened first; the last is the one to show. */
  views: ViewState[];
  /** App Home; null when the app has published none for this person. */
  home: ViewState | null;
  /** Milliseconds since 1970. */
  now: number;
  timeScale: number;
  faults: FaultState;
  urls: { page: string; api: string };
  /** True when the mail sandbox is mounted under `/control/mail`. */
  mail: boolean;
}

export type Patch =
  | { kind: 'state'; state: ControlState }
  | { kind: 'message'; message: MessageState }
  | { kind: 'messageGone'; channel: string; ts: string }
  | { kind: 'ephemeral'; message: MessageState }
  | { kind: 'ephemeralGone'; channel: string; ts: string }
  | { kind: 'views'; views: ViewState[] }
  | { kind: 'home'; view: ViewState | null }
  | { kind: 'channel'; channel: ChannelState }
  | { kind: 'channelGone'; id: string }
  | { kind: 'people'; people: Person[] }
  | { kind: 'app'; connected: boolean; connections: number }
  | { kind: 'faults'; faults: FaultState }
  | { kind: 'clock'; now: number; timeScale: number }
  /** "The app did not answer within 3 s", "the trigger has expired" … */
  | { kind: 'toast'; level: 'info' | 'error'; text: string }
  /** Something changed in a mail account: read its folders again. */
  | { kind: 'mail'; account: string };

// ---------------------------------------------------------------- acting as a person

/**
 * What a person put into an input, by the value that its element wants:
 * text, email, url, number, date `2026-08-20`, time `09:30`: string; select, radio: the option's `value`, or a
 * user / channel id; multi-select, checkboxes, files: an array of those; datetimepicker: seconds since 1970;
 * rich_text_input: a rich_text block, or plain text; null clears.
 */
export type InputValue = string | number | string[] | BlockJson | null;

/** Keys are block_ids, or action_ids where only one block has that action_id. */
export type ViewValues = Record<string, InputValue>;

export interface NewFile {
  name: string;
  type?: string;
  base64: string;
}

export type Act =
  | {
      type: 'message';
      channel: string;
      text: string;
      thread?: string;
      broadcast?: boolean;
      files?: NewFile[];
    }
  | { type: 'edit'; channel: string; ts: string; text: string }
  /** A person's own message; an admin may delete anybody's, the bot's too. */
  | { type: 'delete'; channel: string; ts: string }
  /** An element of a message. `value` for selects, overflow, radios, checkboxes, pickers. */
  | {
      type: 'click';
      channel: string;
      ts: string;
      actionId: string;
      blockId?: string;
      value?: InputValue;
    }
  /** Only keeps what was typed, for elements that tell the app nothing before the submit. */
  | { type: 'viewInput'; viewId: string; values: ViewValues }
  /** A button, or an element with dispatch_action, in a modal or in the App Home. */
  | { type: 'clickInView'; viewId: string; actionId: string; blockId?: string; value?: InputValue }
  | { type: 'viewSubmit'; viewId: string; values?: ViewValues }
  /** `all`: the X that closes the whole stack. */
  | { type: 'viewClose'; viewId: string; all?: boolean }
  | {
      type: 'suggest';
      actionId: string;
      blockId?: string;
      value: string;
      in: { viewId: string } | { channel: string; ts: string };
    }
  /** `command` with its slash. */
  | { type: 'command'; channel: string; command: string; text: string; thread?: string }
  | { type: 'shortcut'; callbackId: string; channel?: string; ts?: string }
  | { type: 'openHome' }
  | { type: 'openDm'; user: string }
  | { type: 'join'; channel: string }
  | { type: 'leave'; channel: string }
  | { type: 'reaction'; channel: string; ts: string; name: string; remove?: boolean }
  | { type: 'dismissEphemeral'; channel: string; ts: string };

export interface ActRequest {
  as: string;
  act: Act;
}

export interface SuggestedOption {
  text: string;
  value: string;
  description?: string;
}

export interface ActResult {
  ok: boolean;
  /** A sentence: the sandbox refused, or the app did not answer. */
  error?: string;
  /** How the app acknowledged, where the act was delivered to it. */
  ack?: { status: 'acknowledged' | 'timeout' | 'no app' | 'http error'; ms: number; httpStatus?: number };
  /** What a view_submission was answered with; `close` stands for an empty answer. */
  responseAction?: 'close' | 'errors' | 'update' | 'push' | 'clear';
  /** block_id -> sentence, from the app or from Slack's own check of required fields. */
  errors?: Record<string, string>;
  /** Answer to `suggest`, groups flattened with `group` set. */
  options?: (SuggestedOption & { group?: string })[];
  /** ts of the message that was written; channel of the DM that was opened. */
  ts?: string;
  channel?: string;
  /** The person's stack of modals after the act (what the app opens later arrives as a patch). */
  views: ViewState[];
}

// ---------------------------------------------------------------- faults, calls

/**
 * 429, 500, 503: answered, not performed. `hang`: never answered, not performed. `drop`: the connection is cut,
 * not performed. `dropAfter`: performed, then the connection is cut before the answer.
 */
export type FaultKind = '429' | '500' | '503' | 'hang' | 'drop' | 'dropAfter';

export interface MethodFault {
  /** One Web API method; without it all of them. */
  method?: string;
  kind: FaultKind;
  /** How many calls it hits; 1 without it. */
  times?: number;
  /** Seconds in Retry-After for a 429; 1 without it. */
  retryAfter?: number;
}

export interface FaultRequest {
  add?: MethodFault[];
  /** The next N deliveries to the app arrive twice. */
  duplicateDelivery?: number;
  /** Every delivery waits so many milliseconds first. 0 ends it. */
  delayDelivery?: number;
  /** Cut every Socket Mode connection now: `polite` sends `disconnect` first, `abrupt` just cuts. */
  dropSockets?: 'polite' | 'abrupt';
  /** While true apps.connections.open fails and no Socket Mode connection is accepted. */
  refuseSockets?: boolean;
  /** Forget all faults first. */
  clear?: boolean;
}

export interface FaultState {
  methods: MethodFault[];
  duplicateDelivery: number;
  delayDelivery: number;
  refuseSockets: boolean;
}

/** One Web API call, or one use of a response_url (`method: 'response_url'`). */
export interface ApiCall {
  n: number;
  method: string;
  /** Milliseconds since 1970, real clock. */
  at: number;
  /** How long the sandbox took. */
  ms: number;
  ok: boolean;
  error?: string;
  httpStatus: number;
  bytes: number;
  /** Who called: `bot`, `app`, `none` (no valid token). */
  caller: string;
  /** Arguments without the token; values over 2,000 characters are cut. */
  args: Record<string, unknown>;
}

/** Somebody would have been pinged by this message. */
export interface Mention {
  channel: string;
  ts: string;
  by: string;
  /** `user U…`, `subteam S…`, `channel C…` links do not ping and are not here. */
  target: string;
  kind: 'user' | 'usergroup' | 'here' | 'channel' | 'everyone';
}
