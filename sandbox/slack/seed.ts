import { randomBytes } from 'node:crypto';

/** Who and what exists when the sandbox starts for the first time. Everything left out gets a default. */
export interface Seed {
  team?: { id?: string; name?: string; domain?: string };
  people?: PersonSeed[];
  channels?: ChannelSeed[];
  app?: AppSeed;
}

export interface PersonSeed {
  /** `U…`; made from the name when left out. */
  id?: string;
  /** The handle: lower case, no spaces. */
  name: string;
  realName?: string;
  email?: string;
  /** What they do here: `dispatcher in support`. */
  title?: string;
  isAdmin?: boolean;
  locale?: string;
  timeZone?: string;
}

export interface ChannelSeed {
  id?: string;
  name: string;
  private?: boolean;
  /** Handles or ids; `bot` is the app's bot. */
  members: string[];
  topic?: string;
}

export interface CommandSeed {
  command: string;
  description: string;
  usageHint?: string;
  /** "Escape channels, users, and links": `@ada` arrives as `<@U…|ada>`. */
  escape?: boolean;
}

export interface RequestUrls {
  mode: 'http';
  events: string;
  interactivity?: string;
  commands?: string;
  options?: string;
}

export interface AppSeed {
  name?: string;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  clientId?: string;
  clientSecret?: string;
  /** Bot scopes; without them everything that the sandbox knows. */
  scopes?: string[];
  /** Subscribed bot events, as in the manifest: `message.channels`, `app_home_opened`, … */
  events?: string[];
  commands?: CommandSeed[];
  shortcuts?: { type: 'global' | 'message'; callbackId: string; name: string }[];
  delivery?: { mode: 'socket' } | RequestUrls;
}

export interface App extends Required<AppSeed> {
  id: string;
  botId: string;
  botUserId: string;
  verificationToken: string;
}

export const ALL_EVENTS = [
  'app_home_opened',
  'app_mention',
  'channel_archive',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message_metadata_posted',
  'reaction_added',
  'reaction_removed',
  'team_join',
  'user_change',
];

export const ALL_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'metadata.message:read',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
  'users:read.email',
];

const DEFAULT_PEOPLE: PersonSeed[] = [
  { id: 'U0ADA', name: 'ada', realName: 'Ada Moreau', isAdmin: true, locale: 'fr-FR' },
  { id: 'U0BEN', name: 'ben', realName: 'Ben Okafor' },
  { id: 'U0CLARA', name: 'clara', realName: 'Clara Nguyen' },
];

const DEFAULT_CHANNELS: ChannelSeed[] = [
  { id: 'C0GENERAL', name: 'general', members: ['ada', 'ben', 'clara', 'bot'] },
];

/** What Postroom's manifest declares. */
const DEFAULT_COMMANDS: CommandSeed[] = [
  {
    command: '/inbox',
    description: 'Work with the shared mailboxes',
    usageHint: 'list | mine | unassigned | show 142 | help',
    escape: true,
  },
];

/** The seed with every default filled in. */
export function completeSeed(seed: Seed = {}): {
  team: { id: string; name: string; domain: string };
  people: PersonSeed[];
  channels: ChannelSeed[];
  app: App;
} {
  const app = seed.app ?? {};
  return {
    team: { id: 'T0SANDBOX', name: 'Sandbox', domain: 'sandbox', ...seed.team },
    people: seed.people ?? DEFAULT_PEOPLE,
    channels: seed.channels ?? DEFAULT_CHANNELS,
    app: {
      id: 'A0POSTROOM',
      botId: 'B0POSTROOM',
      botUserId: 'U0POSTROOM',
      verificationToken: secret(12),
      name: app.name ?? 'Postroom',
      botToken: app.botToken ?? `xoxb-sandbox-${secret(12)}`,
      appToken: app.appToken ?? `xapp-1-A0POSTROOM-${secret(12)}`,
      signingSecret: app.signingSecret ?? secret(16),
      clientId: app.clientId ?? 'sandbox.client',
      clientSecret: app.clientSecret ?? secret(16),
      scopes: app.scopes ?? ALL_SCOPES,
      events: app.events ?? ALL_EVENTS,
      commands: app.commands ?? DEFAULT_COMMANDS,
      shortcuts: app.shortcuts ?? [],
      delivery: app.delivery ?? { mode: 'socket' },
    },
  };
}

export function secret(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
