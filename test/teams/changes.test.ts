import { readReach } from '../../src/teams/reach';
import { type Rehearsal, rehearse } from './rehearsal';

let on: Rehearsal;
beforeEach(async () => {
  on = await rehearse();
});
afterEach(() => on.stop());

const reach = () => readReach(on.installation().reach);
const usable = () =>
  (on.inside.of('channelChanged') as { channel: string; usable: boolean }[]).map(({ channel, usable }) => [
    channel,
    usable,
  ]);

describe('the bot in a team', () => {
  test('given it was added, then the way there, the team and its channels are kept', () => {
    expect(on.inside.of('installed').at(-1)).toMatchObject({
      platform: 'teams',
      team: on.sandbox.tenantId,
      teamName: 'Acme',
      botUser: `28:${on.sandbox.appId}`,
    });
    expect(reach().serviceUrl).toBe(on.sandbox.serviceUrl);
    expect(Object.values(reach().teams)).toEqual([
      { name: 'Acme', group: expect.stringMatching(/^[0-9a-f-]{36}$/), readsAll: true },
    ]);
    expect(reach().channels[on.channel('support')]?.name).toBe('support');
    expect(Object.values(reach().channels).map(({ name }) => name)).toContain('General');
    expect(usable()).toContainEqual([on.channel('support'), true]);
  });

  test('given it was added, then it says once what it is, what comes next and what it hears', () => {
    const greetings = on.sandbox.channel('General').messages;
    expect(greetings).toHaveLength(1);
    const said = JSON.stringify(greetings[0]?.card);
    expect(said).toContain('postroom mailbox bind support');
    expect(said).toMatch(/Je lis toutes les réponses|I read all replies/);
  });

  test('given it was removed, then none of its channels can be used', async () => {
    const support = on.channel('support');
    await on.sandbox.administer({ do: 'uninstall', team: 'Acme' });
    expect(usable()).toContainEqual([support, false]);
    expect(reach()).toMatchObject({ teams: {}, channels: {} });
  });

  test('given a channel comes, is renamed and goes, then that is followed', async () => {
    await on.sandbox.administer({ do: 'createChannel', team: 'Acme', name: 'claims' });
    const claims = on.channel('claims');
    expect(reach().channels[claims]?.name).toBe('claims');
    expect(usable()).toContainEqual([claims, true]);
    await on.sandbox.administer({ do: 'renameChannel', channel: 'claims', name: 'complaints' });
    expect(reach().channels[claims]?.name).toBe('complaints');
    await on.sandbox.administer({ do: 'deleteChannel', channel: 'complaints' });
    expect(usable().at(-1)).toEqual([claims, false]);
    expect(reach().channels[claims]).toBeUndefined();
  });
});
