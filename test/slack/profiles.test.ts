import type { webApi } from '@slack/bolt';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import { People } from '../../src/slack/people';
import { webClient } from '../../src/slack/webClient';
import { RecordedLog } from '../inside';

let slack: SlackSandbox;
beforeAll(async () => {
  slack = await startSlack({
    enforceRateLimits: false,
    seed: {
      people: [
        { id: 'U0ADA', name: 'ada', realName: 'Ada Bell', email: 'ada@team.example', locale: 'fr-FR' },
      ],
      channels: [],
    },
  });
});
afterAll(() => slack.close());

const asked = (user: string) => {
  const log = new RecordedLog();
  const client = webClient(slack.botToken, { apiUrl: slack.apiUrl, timeout: 5_000, log, part: 'test' });
  return new People(client, log).profileOf(user, slack.teamId);
};

describe('who Slack says an account is', () => {
  it('is a name, an address and a language', async () => {
    expect(await asked('U0ADA')).toEqual({ name: 'Ada Bell', email: 'ada@team.example', locale: 'fr' });
  });

  it('is nobody for bots and people who have left', async () => {
    expect(await asked(slack.botUserId)).toBeNull();
    slack.administerPerson({ id: 'U0ADA', deleted: true });
    expect(await asked('U0ADA')).toBeNull();
  });

  it('fails for an account that Slack does not know', async () => {
    await expect(asked('U0NOBODY')).rejects.toThrow('user_not_found');
  });

  /** The local workspace has no guests, so Slack's own words for them stand here. */
  const sayingOf = (flags: object) => {
    const user = { id: 'U1', real_name: 'Eve', profile: { email: 'ada@team.example' }, ...flags };
    const client = { users: { info: async () => ({ ok: true, user }) } } as unknown as webApi.WebClient;
    return new People(client, new RecordedLog()).profileOf('U1', 'T1');
  };

  it.each([
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_ultra_restricted: true }],
    ['somebody of another organisation', { is_stranger: true }],
    ['somebody of another team', { team_id: 'T2' }],
    ['somebody who was invited and has not come yet', { is_invited_user: true }],
    ['somebody who never confirmed it', { is_email_confirmed: false }],
  ])('has no address that proves anything for %s', async (_, flags) => {
    expect(await sayingOf(flags)).toEqual({ name: 'Eve', email: null, locale: 'en' });
  });

  it.each([
    ['a member', { team_id: 'T1', is_email_confirmed: true }],
    [
      'a member of the organisation who belongs to this team too',
      { team_id: 'T2', enterprise_user: { teams: ['T1'] } },
    ],
  ])('has an address for %s', async (_, flags) => {
    expect(await sayingOf(flags)).toMatchObject({ email: 'ada@team.example' });
  });
});
