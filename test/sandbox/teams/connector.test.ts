import { card, type Rehearsal, rehearse, text, thread, withCard } from './recordingBot';

const V3 = '/connector/v3';

describe('the connector', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse({ enforceRateLimits: false });
  });
  afterAll(() => on.close());

  const post = async (words = 'hello') => {
    const answer = await on.call(
      'POST',
      `${V3}/conversations`,
      thread(on.support, withCard(card([text(words)]))),
    );
    return answer.json as { id: string; activityId: string };
  };

  test('given a channel, a new conversation is a root post whose id is in the answer', async () => {
    const { id, activityId } = await post('one');
    expect(id).toBe(`${on.support};messageid=${activityId}`);
    expect(activityId).toMatch(/^\d{13}$/);
    expect(on.teams.message(on.support, activityId)).toMatchObject({
      from: 'bot',
      card: card([text('one')]),
    });
  });

  test('given a thread, what is sent into it or as a reply to it is a reply', async () => {
    const { id, activityId } = await post();
    const into = `${V3}/conversations/${encodeURIComponent(id)}/activities`;
    const first = await on.call('POST', into, { type: 'message', text: 'in' });
    const reply = `${V3}/conversations/${on.support}/activities/${first.json.id}`;
    const second = await on.call('POST', reply, { type: 'message', text: 'under' });
    expect([first.status, second.status]).toEqual([201, 201]);
    for (const { json } of [first, second])
      expect(on.teams.message(on.support, String(json.id))).toMatchObject({ root: activityId });
  });

  test('given a message of its own, the bot changes and removes it', async () => {
    const { activityId } = await post();
    const at = `${V3}/conversations/${on.support}/activities/${activityId}`;
    expect((await on.call('PUT', at, withCard(card([text('two')])))).json).toEqual({ id: activityId });
    expect(on.teams.message(on.support, activityId)).toMatchObject({
      card: card([text('two')]),
      edited: true,
    });
    expect((await on.call('DELETE', at)).status).toBe(200);
    expect(on.teams.message(on.support, activityId)).toMatchObject({ deleted: true, text: '' });
    const gone = await on.call('PUT', at, { type: 'message', text: 'x' });
    expect(gone).toMatchObject({ status: 404, json: { error: { code: 'ActivityNotFoundInConversation' } } });
  });

  test('given a person’s message, the bot cannot change it', async () => {
    const { id } = await on.teams.as('ada').message('support', 'mine');
    const at = `${V3}/conversations/${on.support}/activities/${id}`;
    expect((await on.call('PUT', at, { type: 'message', text: 'x' })).status).toBe(403);
    expect((await on.call('DELETE', at)).status).toBe(403);
  });

  test('given somebody of the team, their chat is opened by either id, once', async () => {
    const { id, mri } = on.teams.as('ben').state.me;
    const open = (who: string, tenantId: string | undefined = on.teams.tenantId) =>
      on.call('POST', `${V3}/conversations`, { isGroup: false, members: [{ id: who }], tenantId });
    const [first, second] = [await open(id), await open(mri)];
    expect(first.json.id).toMatch(/^a:1/);
    expect(second.json.id).toBe(first.json.id);
    expect((await open('29:nobody')).status).toBe(400);
    expect((await open(id, 'another-tenant')).status).toBe(403);
    const without = await on.call('POST', `${V3}/conversations`, { members: [{ id }] });
    expect(without.json.error?.message).toContain('tenantId');
  });

  test('given a thread in a chat, there is none', async () => {
    const { json } = await on.call('POST', `${V3}/conversations`, {
      members: [{ id: on.teams.as('clara').id }],
      tenantId: on.teams.tenantId,
    });
    const into = `${V3}/conversations/${json.id}/activities`;
    const { json: sent } = await on.call('POST', into, { type: 'message', text: 'hi' });
    const { json: reply } = await on.call('POST', `${into}/${sent.id}`, { type: 'message', text: 'ho' });
    expect(on.teams.message(String(json.id), String(reply.id))).not.toHaveProperty('root');
  });

  test('members come in pages, one by one, and with what Teams tells about them', async () => {
    const page = `${V3}/conversations/${on.support}/pagedmembers?pageSize=3`;
    const first = (await on.call('GET', page)).json as {
      members: { id: string }[];
      continuationToken: string;
    };
    expect(first.members).toHaveLength(3);
    const rest = await on.call('GET', `${page}&continuationToken=${first.continuationToken}`);
    expect(rest.json).toEqual({ members: [expect.anything(), expect.anything()] });
    const gus = on.teams.as('gus').state.me;
    const one = await on.call('GET', `${V3}/conversations/${on.support}/members/${gus.mri}`);
    expect(one.json).toMatchObject({ objectId: gus.id, email: 'gus@partner.example', userRole: 'guest' });
    const nobody = await on.call('GET', `${V3}/conversations/${on.support}/members/29:nobody`);
    expect(nobody.json.error?.code).toBe('MemberNotFoundInConversation');
    expect((await on.call('GET', `${V3}/conversations/${on.support}/members`)).json).toHaveLength(5);
  });

  test('a team tells its channels, General without a name', async () => {
    const [team] = on.teams.as('ada').state.teams;
    const { json } = await on.call('GET', `${V3}/teams/${team?.id}/conversations`);
    expect(json).toEqual({
      conversations: [
        { id: team?.id },
        { id: on.support, name: 'support' },
        { id: on.teams.channel('sales').id, name: 'sales' },
      ],
    });
    expect((await on.call('GET', `${V3}/teams/${team?.id}`)).json).toMatchObject({
      name: 'Acme',
      aadGroupId: team?.groupId,
    });
  });

  test('a targeted message is seen by one person, and changed only as one', async () => {
    const { id: thread } = await post();
    const ben = on.teams.as('ben');
    const into = `${V3}/conversations/${thread}/activities`;
    const message = { type: 'message', text: 'only you', recipient: { id: ben.state.me.mri } };
    const { json } = await on.call('POST', `${into}?isTargetedActivity=true`, message);
    const seen = (name: string) =>
      on.teams
        .as(name)
        .messages('support')
        .some((one) => one.id === json.id);
    expect([seen('ben'), seen('ada')]).toEqual([true, false]);
    const at = `${into}/${json.id}`;
    expect((await on.call('PUT', at, { type: 'message', text: 'x' })).status).toBe(404);
    const targeted = `${at}?isTargetedActivity=true`;
    expect((await on.call('PUT', targeted, message)).status).toBe(400);
    expect((await on.call('PUT', targeted, { type: 'message', text: 'x' })).status).toBe(200);
    expect((await on.call('DELETE', targeted)).status).toBe(200);
    const nobody = await on.call('POST', `${into}?isTargetedActivity=true`, { type: 'message', text: 'x' });
    expect(nobody.status).toBe(400);
  });

  test('where it is not, the bot neither writes nor reads', async () => {
    const elsewhere = `${V3}/conversations/19:nothing@thread.tacv2/activities`;
    expect((await on.call('POST', elsewhere, { type: 'message', text: 'x' })).status).toBe(404);
    const noThread = `${V3}/conversations/${on.support};messageid=1/activities`;
    expect((await on.call('POST', noThread, { type: 'message', text: 'x' })).status).toBe(404);
    await on.teams.administer({ do: 'uninstall', team: 'Acme' });
    const out = await on.call('POST', `${V3}/conversations`, thread(on.support, withCard(card([text('x')]))));
    expect(out).toMatchObject({ status: 403, json: { error: { code: 'BotNotInConversationRoster' } } });
    expect((await on.call('GET', `${V3}/conversations/${on.support}/members`)).status).toBe(403);
    await on.teams.administer({ do: 'install', team: 'Acme' });
  });

  test('what nobody serves is not found', async () => {
    expect((await on.call('GET', `${V3}/attachments`)).status).toBe(404);
    expect((await on.call('GET', '/elsewhere')).status).toBe(404);
  });
});
