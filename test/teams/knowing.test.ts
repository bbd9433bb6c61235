import type { Installation } from '../../src/ports/rows';
import { budgetsOf } from '../../src/teams/budgets';
import { teamsDirectory } from '../../src/teams/directory';
import { messageUrl } from '../../src/teams/messageUrl';
import { Reaches, readReach } from '../../src/teams/reach';
import { profileOfMember, Roster } from '../../src/teams/roster';
import { ADA, activity, CHANNEL, FakeConnector, faked, GROUP, TEAM, TENANT } from './fakeTransport';

const at = { serviceUrl: 'https://smba.trafficmanager.net/emea/', tenant: TENANT, conversation: CHANNEL };

describe('the roster', () => {
  test('given it was asked within five minutes, then Teams is not asked again', async () => {
    const fake = new FakeConnector();
    let now = 0;
    const roster = new Roster(fake.connector, () => now);
    expect(await roster.member(at, ADA.id)).toEqual(ADA);
    expect(await roster.member(at, ADA.id)).toEqual(ADA);
    expect(await roster.members(at)).toEqual([ADA]);
    expect(await roster.members(at)).toEqual([ADA]);
    expect(fake.calls).toHaveLength(2);
    now = 300_001;
    await roster.member(at, ADA.id);
    expect(fake.calls).toHaveLength(3);
  });

  test('given Teams did not answer, then it is asked again soon', async () => {
    const fake = new FakeConnector();
    fake.answers.member = () => ({ ok: false, why: 'unreachable', maybeDone: false, detail: 'x' });
    let now = 0;
    const roster = new Roster(fake.connector, () => now);
    expect(await roster.member(at, ADA.id)).toBeNull();
    now = 30_001;
    fake.answers = {};
    expect(await roster.member(at, ADA.id)).toEqual(ADA);
  });

  test('given somebody is not in the first team, then they are found in the second', async () => {
    const fake = new FakeConnector();
    fake.answers.member = ((of: { conversation: string }) => ({
      ok: true,
      value: of.conversation === CHANNEL ? ADA : null,
    })) as never;
    const roster = new Roster(fake.connector, () => 0);
    expect(await roster.inTeams(at, [TEAM, CHANNEL], ADA.user)).toEqual(ADA);
  });

  test('given thousands of people, then the oldest are forgotten', async () => {
    const fake = new FakeConnector();
    const roster = new Roster(fake.connector, () => 0);
    for (let n = 0; n <= 5_000; n += 1) await roster.member(at, `29:${n}`);
    await roster.member(at, '29:5000');
    expect(fake.calls).toHaveLength(5_001);
    await roster.member(at, '29:0');
    expect(fake.calls).toHaveLength(5_002);
  });

  test('given a guest, then their address proves nothing', () => {
    expect(profileOfMember(ADA)).toEqual({ name: ADA.name, email: ADA.email, locale: 'fr' });
    expect(profileOfMember({ ...ADA, role: 'guest', locale: null })).toEqual({ name: ADA.name, email: null });
  });
});

describe('the way to a tenant', () => {
  test('given what was stored is not ours, then it is learnt anew', () => {
    const nothing = { serviceUrl: '', teams: {}, channels: {} };
    for (const stored of [null, {}, { teams: 'x' }, { channels: { a: 1 } }]) {
      expect(readReach(stored)).toEqual(nothing);
    }
  });

  test('given nothing new, then nothing is told; given it could not be kept, then it is told again', async () => {
    const told: unknown[] = [];
    let fails = true;
    const reaches = new Reaches(
      {
        installed: async (team) => {
          told.push(team);
          if (fails) throw new Error('the database is busy');
        },
      },
      async () => null,
    );
    const from = { tenant: TENANT, botUser: '28:x', teamName: 'Acme' };
    const learnt = () => reaches.learn(from, (reach) => ({ ...reach, serviceUrl: at.serviceUrl }));
    await expect(learnt()).rejects.toThrow('busy');
    expect(reaches.of(TENANT).serviceUrl).toBe(at.serviceUrl);
    fails = false;
    await learnt();
    await learnt();
    expect(told).toHaveLength(2);
  });

  test('given two instances learn of a team each, then both teams are kept; one that is forgotten is gone', async () => {
    let kept: Pick<Installation, 'team' | 'reach'> | null = null;
    const instance = () =>
      new Reaches(
        {
          installed: async ({ team, reach }) => {
            kept = { team, reach: JSON.parse(JSON.stringify(reach)) };
          },
        },
        async () => kept,
      );
    const [one, other] = [instance(), instance()];
    const from = { tenant: TENANT, botUser: '28:x', teamName: 'Acme' };
    const joins = (id: string) => (reach: ReturnType<typeof readReach>) => ({
      ...reach,
      teams: { ...reach.teams, [id]: { group: id, name: id } },
    });
    await one.learn(from, joins('first'));
    await other.learn(from, joins('second'));
    await one.learn(from, joins('third'));
    expect(Object.keys(readReach(kept!.reach).teams).sort()).toEqual(['first', 'second', 'third']);
    await one.learn(from, (reach) => {
      const { second: _gone, ...teams } = reach.teams;
      return { ...reach, teams };
    });
    expect(Object.keys(readReach(kept!.reach).teams).sort()).toEqual(['first', 'third']);
  });

  test('given a new service address or a channel unheard of, then any activity teaches it', async () => {
    const on = await faked();
    const claims = '19:claims@thread.tacv2';
    await on.incoming.activity(
      activity({
        serviceUrl: 'https://smba.trafficmanager.net/amer/',
        conversation: { id: `${claims};messageid=1`, conversationType: 'channel', tenantId: TENANT },
        channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: 'Acme' }, channel: { id: claims } },
      }),
    );
    expect(on.inside.of('installed')[0]).toMatchObject({
      reach: {
        serviceUrl: 'https://smba.trafficmanager.net/amer/',
        teams: { [TEAM]: { group: GROUP, name: 'Acme' } },
        channels: { [CHANNEL]: { name: 'support' }, [claims]: { team: TEAM } },
      },
    });
  });

  test('given a channel or a chat, then only the channel’s messages have an address', () => {
    const reach = readReach({
      serviceUrl: at.serviceUrl,
      teams: { [TEAM]: { group: GROUP, name: 'Acme' } },
      channels: { [CHANNEL]: { team: TEAM, name: 'support' } },
    });
    expect(messageUrl(TENANT, reach, CHANNEL, '17')).toBe(
      `https://teams.microsoft.com/l/message/19%3Asupport%40thread.tacv2/17?tenantId=${TENANT}&groupId=${GROUP}&parentMessageId=17`,
    );
    expect(messageUrl(TENANT, reach, 'a:1ada', '17')).toBeNull();
  });
});

describe('the pace of posting', () => {
  /** How many are let through in a window, when as many as allowed come. */
  function most(windowMs: number): number {
    const { channelEveryMs, channelBurst } = budgetsOf('post', 1);
    return channelBurst + Math.floor(windowMs / channelEveryMs);
  }

  test.each([
    [999, 7],
    [1_999, 8],
    [30_000, 60],
    [3_600_000, 1_800],
  ])('given %d ms, then at most %d', (windowMs, allowed) => {
    expect(most(windowMs)).toBeLessThanOrEqual(allowed);
  });

  test('given a redraw or a removal, then it counts in the same conversation', () => {
    expect(budgetsOf('update', 1)).toEqual(budgetsOf('post', 1));
    expect(budgetsOf('remove', 1)).toEqual(budgetsOf('post', 1));
  });
});

describe('the directory', () => {
  const installation = (team = TENANT): Installation => ({
    id: 'i-1',
    workspaceId: 'w-1',
    platform: 'teams',
    team,
    botUser: '28:x',
    reach: {
      serviceUrl: at.serviceUrl,
      teams: {
        [TEAM]: { group: GROUP, name: 'Acme' },
        '19:other@thread.tacv2': { group: 'g', name: 'Other' },
      },
      channels: {
        [CHANNEL]: { team: TEAM, name: 'support' },
        '19:b@thread.tacv2': { team: '19:other@thread.tacv2', name: 'Sales' },
        '19:c@thread.tacv2': { team: TEAM, name: 'Sales' },
      },
    },
  });
  const directory = (known: Installation[], tenantId: string | null = null) =>
    teamsDirectory({ connector: new FakeConnector().connector, installations: async () => known, tenantId });

  test('given a channel by name, by team and name, or by id, then it is found', async () => {
    const one = directory([installation()]);
    const support = { id: CHANNEL, name: 'Acme/support', isPrivate: false, botIsIn: true };
    expect(await one.channel('Support')).toEqual(support);
    expect(await one.channel('acme/Support')).toEqual(support);
    expect(await one.channel(CHANNEL)).toEqual(support);
    expect(await one.channel('nothing')).toBeNull();
    await expect(one.channel('sales')).rejects.toThrow('"Other/Sales", "Acme/Sales"');
    expect(await one.channel('Other/sales')).toMatchObject({ id: '19:b@thread.tacv2' });
  });

  test('given a guest brings along a colleague’s address, then they pass for nobody by it', async () => {
    const eve = { ...ADA, id: '29:eve', user: 'eeeeeeee-eeee-4eee-aeee-eeeeeeeeeeee', role: 'guest' };
    const fake = new FakeConnector();
    fake.answers.members = () => ({ ok: true, value: [eve, ADA] });
    fake.answers.member = () => ({ ok: true, value: eve });
    const one = teamsDirectory({
      connector: fake.connector,
      installations: async () => [installation()],
      tenantId: null,
    });
    expect(await one.person(ADA.email!)).toMatchObject({ user: ADA.user });
    expect(await one.person(eve.user)).toMatchObject({ user: eve.user, email: null });
    fake.answers.members = () => ({ ok: true, value: [eve] });
    const alone = teamsDirectory({
      connector: fake.connector,
      installations: async () => [installation()],
      tenantId: null,
    });
    expect(await alone.person(eve.email!)).toMatchObject({ user: eve.user, email: eve.email });
  });

  test('given somebody by id or address, then they are found in the teams', async () => {
    const one = directory([installation()]);
    const ada = {
      user: ADA.user,
      name: ADA.name,
      handle: null,
      email: ADA.email,
      locale: 'fr',
      timeZone: 'UTC',
    };
    expect(await one.person(ADA.user.toUpperCase())).toEqual(ada);
    expect(await one.person('ADA@acme.example')).toEqual(ada);
    expect(await one.person('nobody@acme.example')).toBeNull();
  });

  test('given no tenant or several, then a sentence says what to do', async () => {
    await expect(directory([]).team()).rejects.toThrow('add the app Postroom to the team');
    const two = [installation(), { ...installation('22222222-2222-4222-a222-222222222222'), id: 'i-2' }];
    await expect(directory(two).team()).rejects.toThrow('TEAMS_TENANT_ID');
    expect(await directory(two, TENANT.toUpperCase()).team()).toMatchObject({
      team: TENANT,
      teamName: 'Acme',
    });
    await expect(directory(two).join('support')).rejects.toThrow(
      'Add the app Postroom to the team of support',
    );
  });
});

describe('a Home that is asked for again', () => {
  const stands = { channel: 'a:1ada', ts: '1' };
  const home = { summary: 'Home', pieces: [] };

  test('given the old one cannot be removed now, then it is not forgotten: nothing is posted yet', async () => {
    const { teams, connector } = await faked();
    const chat = teams.chat({ id: 'i-1', team: TENANT, reach: {} } as Installation);
    const later = { ok: false, why: 'later', retryAfterMs: 100, scope: 'channel' } as const;
    connector.answers.remove = () => later;
    expect(await chat.publishHome('i-1', ADA.user, home, stands, true)).toEqual(later);
    expect(connector.of('send')).toEqual([]);
    connector.answers.remove = () => ({ ok: false, why: 'messageGone' });
    expect(await chat.publishHome('i-1', ADA.user, home, stands, true)).toMatchObject({ ok: true });
    expect(connector.of('send')).toHaveLength(1);
  });
});
