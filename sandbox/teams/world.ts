import type { Clock } from '../slack/clock';
import type { Journal } from '../slack/journal';
import { colourOf } from '../slack/json';
import type { AdaptiveCardJson, TeamsDialogState, TeamsPerson, TeamsSettings } from '../teamsProtocol';
import {
  channelIdOf,
  chatIdOf,
  completeSeed,
  guid,
  mriOf,
  type TeamsApp,
  type TeamsPersonSeed,
  type TeamsSeed,
} from './seed';

export interface StoredPerson extends TeamsPerson {
  /** For tests. */
  handle: string;
}

export interface StoredTeam {
  /** Also the id of its General channel. */
  id: string;
  groupId: string;
  name: string;
  members: string[];
  owners: string[];
  /** The app is in it. */
  installed: boolean;
}

export interface StoredPlace {
  id: string;
  kind: 'channel' | 'personal';
  name: string;
  teamId?: string;
  /** Of a chat; those of a channel are its team's. */
  person?: string;
  /** Of a chat: its person added the app, rather than the bot writing first. */
  installed?: boolean;
  deleted?: boolean;
}

export interface StoredMessage {
  id: string;
  place: string;
  root?: string;
  from: string;
  at: number;
  text: string;
  summary?: string;
  card?: AdaptiveCardJson;
  editedAt?: number;
  deletedAt?: number;
  targetedTo?: string;
  /** Object ids of people, or `bot`; the position is the mention's id. */
  mentions: string[];
}

/** What changed, for the pages that are watching. */
export type Change =
  | { kind: 'message'; message: StoredMessage; user?: string }
  | { kind: 'place'; place: StoredPlace }
  | { kind: 'state' }
  | { kind: 'dialog'; user: string }
  | { kind: 'app' | 'settings' | 'faults' | 'clock' }
  | { kind: 'toast'; user: string; level: 'info' | 'error'; text: string };

/** Everything that a tenant knows. Holds and remembers; decides nothing. */
export class World {
  readonly tenant: { id: string; name: string };
  readonly app: TeamsApp;
  readonly people = new Map<string, StoredPerson>();
  readonly teams = new Map<string, StoredTeam>();
  readonly places = new Map<string, StoredPlace>();
  /** By place, then id; in order. */
  readonly messages = new Map<string, Map<string, StoredMessage>>();
  /** Cards that one person alone sees, by `place/message/person`. Gone after a restart, as after a reload. */
  readonly ownCards = new Map<string, AdaptiveCardJson>();
  readonly dialogs = new Map<string, TeamsDialogState>();
  readonly settings: TeamsSettings;
  private readonly listeners = new Set<(change: Change) => void>();
  private lastId = 0;

  constructor(
    seed: TeamsSeed | undefined,
    readonly clock: Clock,
    private readonly journal: Journal,
  ) {
    const { tenant, people, teams, app } = completeSeed(seed);
    this.tenant = tenant;
    this.app = app;
    this.settings = {
      readsChannels: seed?.app?.readsChannels ?? true,
      targetedMessages: true,
      universalActions: true,
    };
    const kept = journal.load();
    const all = <T>(kind: string): T[] => [...(kept.get(kind)?.values() ?? [])] as T[];
    for (const person of all<StoredPerson>('person')) this.people.set(person.id, person);
    for (const team of all<StoredTeam>('team')) this.teams.set(team.id, team);
    for (const place of all<StoredPlace>('place')) this.places.set(place.id, place);
    for (const message of all<StoredMessage>('message')) this.index(message);
    for (const settings of all<TeamsSettings>('settings')) Object.assign(this.settings, settings);
    for (const person of people) this.seedPerson(person);
    for (const { name, members, owners = members.slice(0, 1), channels, installed = false } of teams) {
      const id = channelIdOf(name, 'General');
      if (this.teams.has(id)) continue;
      this.putTeam({
        id,
        groupId: guid(`group ${tenant.id} ${name}`),
        name,
        members: members.map((one) => this.idOf(one)),
        owners: owners.map((one) => this.idOf(one)),
        installed,
      });
      this.putPlace({ id, kind: 'channel', name: 'General', teamId: id });
      for (const channel of channels)
        this.putPlace({ id: channelIdOf(name, channel), kind: 'channel', name: channel, teamId: id });
    }
  }

  on(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  /** An activity id: the time in milliseconds, unique and increasing. */
  newId(): string {
    this.lastId = Math.max(this.clock.now(), this.lastId + 1);
    return String(this.lastId);
  }

  putTeam(team: StoredTeam): void {
    this.teams.set(team.id, team);
    this.journal.put('team', team.id, team);
    this.tell({ kind: 'state' });
  }

  putPlace(place: StoredPlace): void {
    this.places.set(place.id, place);
    this.journal.put('place', place.id, place);
    this.tell({ kind: 'place', place });
  }

  putMessage(message: StoredMessage): void {
    this.index(message);
    // As in Teams: what was meant for one person is gone after a while, and here after a restart.
    if (!message.targetedTo) this.journal.put('message', `${message.place}/${message.id}`, message);
    this.tell({ kind: 'message', message });
  }

  putSettings(settings: Partial<TeamsSettings>): void {
    Object.assign(this.settings, settings);
    this.journal.put('settings', 'settings', this.settings);
    this.tell({ kind: 'settings' });
  }

  setOwnCard(message: StoredMessage, user: string, card: AdaptiveCardJson): void {
    this.ownCards.set(`${message.place}/${message.id}/${user}`, card);
    this.tell({ kind: 'message', message, user });
  }

  ownCard(message: StoredMessage, user: string): AdaptiveCardJson | undefined {
    return this.ownCards.get(`${message.place}/${message.id}/${user}`);
  }

  /** The bot changed the message for everybody: what single people saw instead is out of date. */
  forgetOwnCards(message: StoredMessage): void {
    const key = `${message.place}/${message.id}/`;
    for (const one of this.ownCards.keys()) if (one.startsWith(key)) this.ownCards.delete(one);
  }

  setDialog(user: string, dialog: TeamsDialogState | null): void {
    if (dialog) this.dialogs.set(user, dialog);
    else this.dialogs.delete(user);
    this.tell({ kind: 'dialog', user });
  }

  message(place: string, id: string): StoredMessage | undefined {
    return this.messages.get(place)?.get(id);
  }

  /** Messages of a place, oldest first, replies and deleted ones included. */
  inPlace(place: string): StoredMessage[] {
    return [...(this.messages.get(place)?.values() ?? [])];
  }

  membersOf(place: StoredPlace): string[] {
    if (place.kind === 'personal') return place.person ? [place.person] : [];
    return this.teams.get(place.teamId ?? '')?.members ?? [];
  }

  /** The bot may write there and hears what is said. */
  botIsIn(place: StoredPlace): boolean {
    if (place.deleted) return false;
    return place.kind === 'personal' || (this.teams.get(place.teamId ?? '')?.installed ?? false);
  }

  chatOf(person: string): StoredPlace | undefined {
    return this.places.get(chatIdOf(person, this.app.id));
  }

  /** A person by object id, `29:` id, handle or email; `bot` for the bot. @throws Error when there is none. */
  idOf(name: string): string {
    if (name === 'bot' || name === this.app.botId) return 'bot';
    const id = name.toLowerCase();
    if (this.people.has(id)) return id;
    for (const person of this.people.values())
      if (person.handle === name || person.mri === name || person.email === name) return person.id;
    throw new Error(`The Teams sandbox knows nobody called "${name}".`);
  }

  /** Whether a mention of this id would reach somebody: `29:`, an object id or an address. */
  knows(id: string): boolean {
    return [...this.people.values()].some((one) => one.mri === id || one.id === id || one.email === id);
  }

  private index(message: StoredMessage): void {
    this.lastId = Math.max(this.lastId, Number(message.id));
    const inPlace = this.messages.get(message.place) ?? new Map<string, StoredMessage>();
    this.messages.set(message.place, inPlace);
    inPlace.set(message.id, message);
  }

  private seedPerson(seed: TeamsPersonSeed): void {
    const id = guid(`person ${this.tenant.id} ${seed.name}`);
    if (this.people.has(id)) return;
    const person: StoredPerson = {
      id,
      handle: seed.name,
      mri: mriOf(id, this.app.id),
      name: seed.realName ?? seed.name,
      email: seed.email ?? `${seed.name}@sandbox.example`,
      ...(seed.title ? { title: seed.title } : {}),
      guest: seed.guest ?? false,
      locale: seed.locale ?? 'en-US',
      timeZone: seed.timeZone ?? 'Europe/Paris',
      colour: colourOf(id),
    };
    this.people.set(id, person);
    this.journal.put('person', id, person);
  }
}
