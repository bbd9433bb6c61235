import type { BlockJson } from '../protocol';
import type { Clock } from './clock';
import type { Journal } from './journal';
import { type App, completeSeed, type PersonSeed, type Seed } from './seed';

export interface StoredPerson {
  id: string;
  name: string;
  realName: string;
  email?: string;
  title?: string;
  isBot: boolean;
  isAdmin: boolean;
  deleted: boolean;
  locale: string;
  timeZone: string;
  presence: 'active' | 'away';
  updated: number;
}

export interface StoredChannel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  members: string[];
  archived: boolean;
  topic: string;
  creator: string;
  created: number;
}

export interface StoredMessage {
  ts: string;
  channel: string;
  user: string;
  text: string;
  /** Posted by the app. */
  bot?: boolean;
  subtype?: string;
  clientMsgId?: string;
  blocks?: BlockJson[];
  attachments?: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  threadTs?: string;
  broadcast?: boolean;
  edited?: { user: string; ts: string };
  files?: string[];
  reactions?: { name: string; users: string[] }[];
  inviter?: string;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  user: string;
  created: number;
  /** Uploaded, but not completed yet, when false. */
  complete: boolean;
  deleted?: boolean;
  channels: string[];
  shares: { channel: string; ts: string; threadTs?: string }[];
}

export interface StoredHome {
  user: string;
  view: StoredView;
}

export interface StoredView {
  id: string;
  type: 'modal' | 'home';
  user: string;
  /** The view as the app sent it, with block_ids and action_ids filled in. */
  body: Record<string, unknown> & { blocks: BlockJson[] };
  hash: string;
  values: Record<string, Record<string, BlockJson>>;
  errors?: Record<string, string>;
  rootViewId: string;
  previousViewId?: string;
  externalId: string;
}

/** What changed, for the pages that are watching. */
export type Change =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'messageGone'; channel: string; ts: string }
  | { kind: 'channel'; channel: StoredChannel; left?: string }
  | { kind: 'people' }
  | { kind: 'ephemeral' | 'ephemeralGone'; message: StoredMessage; user: string }
  | { kind: 'views'; user: string }
  | { kind: 'home'; user: string }
  | { kind: 'app' }
  | { kind: 'faults' }
  | { kind: 'clock' }
  | { kind: 'toast'; user: string; level: 'info' | 'error'; text: string };

/** Everything that a Slack workspace knows. Holds and remembers; decides nothing. */
export class World {
  readonly team: { id: string; name: string; domain: string };
  readonly app: App;
  readonly people = new Map<string, StoredPerson>();
  readonly channels = new Map<string, StoredChannel>();
  /** By channel, then ts; in order. */
  readonly messages = new Map<string, Map<string, StoredMessage>>();
  readonly files = new Map<string, StoredFile>();
  readonly bytes = new Map<string, Uint8Array>();
  readonly homes = new Map<string, StoredView>();
  /** Open modals by person, the first opened first. Gone after a restart, as after a reload of Slack. */
  readonly stacks = new Map<string, StoredView[]>();
  readonly ephemerals = new Map<string, StoredMessage[]>();
  private readonly listeners = new Set<(change: Change) => void>();
  /** ts of the replies, by channel and root. */
  private readonly threads = new Map<string, string[]>();
  private counter = 0;

  constructor(
    seed: Seed | undefined,
    readonly clock: Clock,
    readonly journal: Journal,
  ) {
    const { team, people, channels, app } = completeSeed(seed);
    this.team = team;
    this.app = app;
    const kept = journal.load();
    for (const person of (kept.get('person') ?? new Map()).values()) this.people.set(person.id, person);
    for (const channel of (kept.get('channel') ?? new Map()).values()) this.channels.set(channel.id, channel);
    for (const message of (kept.get('message') ?? new Map()).values()) this.index(message);
    for (const file of (kept.get('file') ?? new Map()).values()) this.files.set(file.id, file);
    for (const home of (kept.get('home') ?? new Map()).values()) this.homes.set(home.user, home);
    this.counter = Number((kept.get('counter') ?? new Map()).get('ids') ?? 0);
    this.seedPeople(people);
    for (const one of channels) {
      const id = one.id ?? `C0${one.name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
      if (this.channels.has(id)) continue;
      this.putChannel({
        id,
        name: one.name,
        kind: one.private ? 'private' : 'public',
        members: one.members.map((member) => this.idOf(member)),
        archived: false,
        topic: one.topic ?? '',
        creator: this.idOf(one.members[0] ?? 'bot'),
        created: Math.floor(clock.now() / 1000),
      });
    }
  }

  on(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** A new id with Slack's kind of look: a letter and ten characters. */
  newId(letter: string): string {
    this.counter += 1;
    this.journal.put('counter', 'ids', this.counter);
    return `${letter}0${this.counter.toString(36).toUpperCase().padStart(9, '0')}`;
  }

  putPerson(person: StoredPerson): void {
    this.people.set(person.id, person);
    this.journal.put('person', person.id, person);
    this.tell({ kind: 'people' });
  }

  putChannel(channel: StoredChannel, left?: string): void {
    this.channels.set(channel.id, channel);
    this.journal.put('channel', channel.id, channel);
    this.tell({ kind: 'channel', channel, left });
  }

  putMessage(message: StoredMessage): void {
    this.index(message);
    this.journal.put('message', `${message.channel}/${message.ts}`, message);
    this.tell({ kind: 'message', message });
    const root = message.threadTs && this.message(message.channel, message.threadTs);
    if (root && root !== message) this.tell({ kind: 'message', message: root });
  }

  dropMessage(message: StoredMessage): void {
    this.messages.get(message.channel)?.delete(message.ts);
    if (message.threadTs) {
      const key = `${message.channel}/${message.threadTs}`;
      this.threads.set(
        key,
        (this.threads.get(key) ?? []).filter((ts) => ts !== message.ts),
      );
    }
    this.journal.drop('message', `${message.channel}/${message.ts}`);
    this.tell({ kind: 'messageGone', channel: message.channel, ts: message.ts });
    const root = message.threadTs && this.message(message.channel, message.threadTs);
    if (root) this.tell({ kind: 'message', message: root });
  }

  putFile(file: StoredFile): void {
    this.files.set(file.id, file);
    this.journal.put('file', file.id, file);
  }

  putHome(view: StoredView): void {
    this.homes.set(view.user, view);
    this.journal.put('home', view.user, view);
    this.tell({ kind: 'home', user: view.user });
  }

  message(channel: string, ts: string): StoredMessage | undefined {
    return this.messages.get(channel)?.get(ts);
  }

  /** Messages of a channel, oldest first, replies included. */
  inChannel(channel: string): StoredMessage[] {
    return [...(this.messages.get(channel)?.values() ?? [])];
  }

  /** Replies to a root, oldest first. */
  replies(channel: string, rootTs: string): StoredMessage[] {
    const inChannel = this.messages.get(channel);
    return (this.threads.get(`${channel}/${rootTs}`) ?? []).flatMap((ts) => inChannel?.get(ts) ?? []);
  }

  latest(channel: string): StoredMessage | undefined {
    let last: StoredMessage | undefined;
    for (const message of this.messages.get(channel)?.values() ?? []) last = message;
    return last;
  }

  get bot(): StoredPerson {
    return this.people.get(this.app.botUserId) as StoredPerson;
  }

  /** A person by id, handle, or `bot`. */
  idOf(nameOrId: string): string {
    if (nameOrId === 'bot') return this.app.botUserId;
    if (this.people.has(nameOrId)) return nameOrId;
    for (const person of this.people.values()) if (person.name === nameOrId) return person.id;
    throw new Error(`The sandbox knows nobody called "${nameOrId}".`);
  }

  private index(message: StoredMessage): void {
    this.clock.seen(message.ts);
    const inChannel = this.messages.get(message.channel) ?? new Map<string, StoredMessage>();
    this.messages.set(message.channel, inChannel);
    const isNew = !inChannel.has(message.ts);
    inChannel.set(message.ts, message);
    if (!message.threadTs || !isNew) return;
    const key = `${message.channel}/${message.threadTs}`;
    const replies = this.threads.get(key) ?? [];
    this.threads.set(key, replies);
    replies.push(message.ts);
  }

  private seedPeople(seeds: PersonSeed[]): void {
    const updated = Math.floor(this.clock.now() / 1000);
    const base = { isAdmin: false, deleted: false, locale: 'en-US', timeZone: 'Europe/Paris', updated };
    const known = new Set(this.people.keys());
    const { app } = this;
    if (!known.has(app.botUserId)) {
      const bot = { id: app.botUserId, name: app.name.toLowerCase(), realName: app.name };
      this.putPerson({ ...base, ...bot, isBot: true, presence: 'active' });
    }
    for (const seed of seeds) {
      const id = seed.id ?? `U0${seed.name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
      if (known.has(id)) continue;
      const email = seed.email ?? `${seed.name}@${this.team.domain}.example`;
      const realName = seed.realName ?? seed.name;
      const { name, title, isAdmin = false, locale = base.locale, timeZone = base.timeZone } = seed;
      const own = { id, name, realName, email, ...(title ? { title } : {}), isAdmin, locale, timeZone };
      this.putPerson({ ...base, ...own, isBot: false, presence: 'active' });
    }
  }
}
