import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import type { Directory } from '../../src/ports/directory';
import { slackDirectory } from '../../src/slack/directory';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let slack: SlackSandbox;
let directory: Directory;

beforeAll(async () => {
  slack = await startSlack({
    enforceRateLimits: false,
    seed: {
      people: [
        {
          id: 'U0ADA',
          name: 'ada',
          realName: 'Ada Bell',
          email: 'ada@team.example',
          locale: 'fr-FR',
          timeZone: 'Europe/Paris',
        },
        { id: 'U0BEN', name: 'ben', realName: 'Ben Cole', email: 'ben@team.example' },
      ],
      channels: [
        { id: 'C0OPEN', name: 'support', members: ['ada'] },
        { id: 'C0DESK', name: 'desk', private: true, members: ['ada', 'bot'] },
        { id: 'C0HIDDEN', name: 'hidden', private: true, members: ['ada'] },
      ],
    },
  });
  directory = slackDirectory({ botToken: slack.botToken, apiUrl: slack.apiUrl, log: silent });
});
afterAll(() => slack.close());

it('names the team and the bot', async () => {
  expect(await directory.team()).toMatchObject({
    platform: 'slack',
    team: slack.teamId,
    botUser: slack.botUserId,
  });
});

it.each(['U0ADA', 'ada@team.example', 'Ada@Team.Example'])('finds a person by %s', async (named) => {
  expect(await directory.person(named)).toEqual({
    user: 'U0ADA',
    name: 'Ada Bell',
    handle: 'ada',
    email: 'ada@team.example',
    locale: 'fr',
    timeZone: 'Europe/Paris',
  });
});

it('knows neither strangers nor bots nor who has left', async () => {
  expect(await directory.person('U0NOBODY')).toBeNull();
  expect(await directory.person('nobody@team.example')).toBeNull();
  expect(await directory.person(slack.botUserId)).toBeNull();
  slack.administerPerson({ id: 'U0BEN', deleted: true });
  expect(await directory.person('U0BEN')).toBeNull();
});

it.each(['#support', 'support', 'C0OPEN', '#Support'])('finds the channel %s', async (called) => {
  expect(await directory.channel(called)).toEqual({
    id: 'C0OPEN',
    name: 'support',
    isPrivate: false,
    botIsIn: false,
  });
});

it('sees private channels only where the bot is', async () => {
  expect(await directory.channel('#desk')).toEqual({
    id: 'C0DESK',
    name: 'desk',
    isPrivate: true,
    botIsIn: true,
  });
  expect(await directory.channel('#hidden')).toBeNull();
  expect(await directory.channel('C0HIDDEN')).toBeNull();
  expect(await directory.channel('#nothing')).toBeNull();
});

it('joins a public channel', async () => {
  await directory.join('C0OPEN');

  expect(await directory.channel('support')).toMatchObject({ botIsIn: true });
});

describe('a failure', () => {
  it('of the token says where to get another', async () => {
    const stranger = slackDirectory({ botToken: 'xoxb-wrong', apiUrl: slack.apiUrl, log: silent });

    await expect(stranger.team()).rejects.toThrow(/SLACK_BOT_TOKEN/);
    await expect(stranger.person('U0ADA')).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\)/);
  });

  it('of the network says so', async () => {
    const nowhere = slackDirectory({ botToken: 'xoxb-1', apiUrl: 'http://127.0.0.1:1/api/', log: silent });

    await expect(nowhere.channel('#support')).rejects.toThrow(/could not be reached \(conversations.list/);
  });

  it('of joining is told with its method', async () => {
    await expect(directory.join('C0NOTHING')).rejects.toThrow(/conversations.join \(channel_not_found\)/);
  });
});
