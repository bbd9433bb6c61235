import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMMANDS, EVENTS } from '../../src/slack/handlers';
import { POST_EVENT } from '../../src/slack/slackMessage';

const root = join(__dirname, '../..');
const manifest = parse(readFileSync(join(root, 'manifests/slack/manifest.yaml'), 'utf8'));
const scopes: string[] = manifest.oauth_config.scopes.bot;
const { settings } = manifest;
const events: string[] = settings.event_subscriptions.bot_events;
const code = readdirSync(join(root, 'src/slack')).map((file) =>
  readFileSync(join(root, 'src/slack', file), 'utf8'),
);

/**
 * Bot scopes that each method needs, every one of them for what we do with it. An empty list: any bot token will do.
 * Source: the page of each method on docs.slack.dev ("Required scopes").
 */
const METHOD_SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  // Of public and private channels, and of the direct ones that the bot opens.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.info': ['files:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
};

/** Source: the page of each event on docs.slack.dev. */
const EVENT_SCOPES: Record<string, string[]> = {
  app_home_opened: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  message_metadata_posted: ['metadata.message:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
};

const called = [
  ...new Set(
    code
      .flatMap((text) => [...text.matchAll(/\bclient\s*\.(\w+)\s*\.(\w+)\(/g)])
      .map(([, group, method]) => `${group}.${method}`),
  ),
].sort();

describe('the manifest', () => {
  it('asks for the scopes of what the code calls and hears, and for no other', () => {
    expect(called.filter((method) => !(method in METHOD_SCOPES))).toEqual([]);
    expect(Object.keys(METHOD_SCOPES).filter((method) => !called.includes(method))).toEqual([]);
    const needed = new Set([
      'commands',
      ...called.flatMap((method) => METHOD_SCOPES[method]!),
      ...events.flatMap((event) => EVENT_SCOPES[event] ?? [`the scope of ${event}`]),
    ]);
    expect(scopes).toEqual([...needed].sort());
  });

  it('subscribes to exactly the events that are handled', () => {
    const handled = new Set<string>(EVENTS);
    const subscribed = new Set(events.map((event) => event.replace(/^message\..*/, 'message')));
    expect([...subscribed].sort()).toEqual([...handled].sort());
    expect(events.filter((event) => event.startsWith('message.'))).toEqual([
      'message.channels',
      'message.groups',
      'message.im',
    ]);
    expect(settings.event_subscriptions.metadata_subscriptions).toEqual([
      { app_id: '*', event_type: POST_EVENT },
    ]);
  });

  it('offers exactly the commands that are handled, with people as ids', () => {
    const offered = manifest.features.slash_commands.map((one: { command: string }) => one.command);
    expect(offered).toEqual([...COMMANDS]);
    for (const command of manifest.features.slash_commands) expect(command.should_escape).toBe(true);
    expect(manifest.features.shortcuts).toBeUndefined();
  });

  it('switches on what the code relies on', () => {
    expect(settings).toMatchObject({
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    });
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('keeps to the lengths that Slack allows', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(174);
    expect(long_description.length).toBeLessThanOrEqual(4_000);
  });
});
