import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appFromManifest, teamsAppFromManifest } from '../../../sandbox/demo/appFromManifest';

test('an app is installed as its manifest says: name, scopes, events, commands, shortcuts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postroom-manifest-'));
  const file = join(folder, 'manifest.yaml');
  await writeFile(
    file,
    `display_information:
  name: Postroom
features:
  bot_user: { display_name: postroom }
  slash_commands:
    - { command: /inbox, description: Your mail, usage_hint: list, should_escape: true }
  shortcuts:
    - { name: Note, type: message, callback_id: note }
oauth_config:
  scopes:
    bot: ['chat:write', commands]
settings:
  event_subscriptions:
    bot_events: [message.channels]
`,
  );
  expect(appFromManifest(file)).toEqual({
    name: 'Postroom',
    scopes: ['chat:write', 'commands'],
    events: ['message.channels'],
    commands: [{ command: '/inbox', description: 'Your mail', usageHint: 'list', escape: true }],
    shortcuts: [{ name: 'Note', type: 'message', callbackId: 'note' }],
  });
  await rm(folder, { recursive: true });
});

test('so is the app in Teams: a permission that is not asked for is not granted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postroom-manifest-'));
  const file = join(folder, 'manifest.json');
  const write = (more: object) =>
    writeFile(
      file,
      JSON.stringify({
        name: { short: 'Postroom', full: 'Postroom and more' },
        bots: [
          {
            scopes: ['team', 'personal'],
            commandLists: [{ scopes: ['team'], commands: [{ title: 'list', description: 'Your mail' }] }],
          },
        ],
        ...more,
      }),
    );
  const app = { name: 'Postroom', commands: [{ title: 'list', description: 'Your mail' }] };
  await write({});
  expect(teamsAppFromManifest(file)).toEqual({ ...app, readsChannels: false });
  const resourceSpecific = [{ name: 'ChannelMessage.Read.Group', type: 'Application' }];
  await write({ authorization: { permissions: { resourceSpecific } } });
  expect(teamsAppFromManifest(file)).toEqual({ ...app, readsChannels: true });
  await rm(folder, { recursive: true });
});
