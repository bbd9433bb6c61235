import { createHash, randomBytes } from 'node:crypto';

/** Who and what exists when the sandbox starts for the first time. Everything left out gets a default. */
export interface TeamsSeed {
  tenant?: { id?: string; name?: string };
  people?: TeamsPersonSeed[];
  teams?: TeamSeed[];
  app?: TeamsAppSeed;
}

export interface TeamsPersonSeed {
  /** The handle, for tests: lower case, no spaces. Entra knows none. */
  name: string;
  realName?: string;
  email?: string;
  title?: string;
  guest?: boolean;
  locale?: string;
  timeZone?: string;
}

export interface TeamSeed {
  name: string;
  /** Handles. */
  members: string[];
  /** Handles; they may delete other people's messages. The first member without it. */
  owners?: string[];
  /** Standard channels besides General, which every team has. */
  channels: string[];
  /** The app is in the team from the start, and nobody tells the bot. False without it. */
  installed?: boolean;
}

export interface TeamsAppSeed {
  /** Entra application id. */
  id?: string;
  password?: string;
  /** PEM of the certificate whose key may sign client assertions. */
  certificate?: string;
  name?: string;
  commands?: { title: string; description: string }[];
  /** Where activities are delivered. */
  endpoint?: string;
  /** The RSC permission `ChannelMessage.Read.Group` was consented to with the installation; true without it. */
  readsChannels?: boolean;
}

export interface TeamsApp {
  id: string;
  /** `28:<app id>`. */
  botId: string;
  password: string;
  certificate: string | undefined;
  name: string;
  commands: { title: string; description: string }[];
}

const PEOPLE: TeamsPersonSeed[] = [
  { name: 'ada', realName: 'Ada Moreau', locale: 'fr-FR' },
  { name: 'ben', realName: 'Ben Okafor' },
  { name: 'clara', realName: 'Clara Nguyen' },
  { name: 'gus', realName: 'Gus Lind', guest: true, email: 'gus@partner.example' },
  { name: 'tess', realName: 'Tess Amari', title: 'On Teams only' },
];

const TEAMS: TeamSeed[] = [
  { name: 'Acme', members: PEOPLE.map(({ name }) => name), owners: ['ada'], channels: ['support', 'sales'] },
];

/** The seed with every default filled in. Ids are made from names: the same in every run. */
export function completeSeed(seed: TeamsSeed = {}): {
  tenant: { id: string; name: string };
  people: TeamsPersonSeed[];
  teams: TeamSeed[];
  app: TeamsApp;
} {
  const { app = {} } = seed;
  const id = app.id ?? guid('app postroom');
  return {
    tenant: { id: guid(`tenant ${seed.tenant?.name ?? 'sandbox'}`), name: 'Sandbox', ...seed.tenant },
    people: seed.people ?? PEOPLE,
    teams: seed.teams ?? TEAMS,
    app: {
      id,
      botId: `28:${id}`,
      password: app.password ?? randomBytes(20).toString('base64url'),
      certificate: app.certificate,
      name: app.name ?? 'Postroom',
      commands: app.commands ?? [],
    },
  };
}

/** A stable Entra-like id. */
export function guid(of: string): string {
  const hex = createHash('sha256').update(of).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `29:1…`: how a bot names a person. Differs per bot in Teams, so it is made of both. */
export function mriOf(person: string, app: string): string {
  return `29:1${createHash('sha256').update(`${app} ${person}`).digest('base64url')}`;
}

/** `a:1…`: the chat of a person and the bot. */
export function chatIdOf(person: string, app: string): string {
  return `a:1${createHash('sha256').update(`chat ${app} ${person}`).digest('base64url')}`;
}

/** `19:…@thread.tacv2`. */
export function channelIdOf(team: string, channel: string): string {
  return `19:${createHash('sha256').update(`channel ${team} ${channel}`).digest('hex').slice(0, 32)}@thread.tacv2`;
}
