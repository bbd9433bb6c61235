import { type Rehearsal, rehearse } from './recordingBot';

describe('what the bot hears', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse({ timeScale: 100, scaleTriggers: true });
  });
  afterAll(() => on.close());
  beforeEach(() => {
    on.bot.received.length = 0;
    on.bot.answer = () => ({});
    on.teams.faults({ clear: true });
    on.teams.settings({ readsChannels: true });
  });
  const only = () => {
    expect(on.bot.received).toHaveLength(1);
    return on.bot.activities()[0]!;
  };

  test('words to the bot: the mention as an entity, the rest escaped, the thread in the conversation', async () => {
    const ada = on.teams.as('ada');
    const { id, answer } = await ada.message('support', '@Postroom assign 142 @Ben Okafor <b> & co');
    expect(answer).toMatchObject({ status: 'answered', httpStatus: 200 });
    const [team] = ada.state.teams;
    const ben = on.teams.as('ben').state.me;
    expect(only()).toMatchObject({
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: on.teams.serviceUrl,
      text: '<at>Postroom</at> assign 142 <at>Ben Okafor</at> &lt;b&gt; &amp; co',
      textFormat: 'plain',
      from: { id: ada.state.me.mri, name: 'Ada Moreau', aadObjectId: ada.id },
      recipient: { id: `28:${on.teams.appId}`, name: 'Postroom' },
      conversation: {
        id: `${on.support};messageid=${id}`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: on.teams.tenantId,
      },
      entities: expect.arrayContaining([
        {
          type: 'mention',
          mentioned: { id: `28:${on.teams.appId}`, name: 'Postroom' },
          text: '<at>Postroom</at>',
        },
        { type: 'mention', mentioned: { id: ben.mri, name: 'Ben Okafor' }, text: '<at>Ben Okafor</at>' },
        { type: 'clientInfo', locale: 'fr-FR', country: 'FR', platform: 'Web', timezone: 'Europe/Paris' },
      ]),
      attachments: [
        {
          contentType: 'text/html',
          content: expect.stringMatching(
            /^<p><span [^>]+ itemid="0">Postroom<\/span> assign 142 .*&lt;b&gt; &amp; co<\/p>$/,
          ),
        },
      ],
      channelData: { channel: { id: on.support }, team: { id: team?.id }, tenant: { id: on.teams.tenantId } },
    });
  });

  test('in a thread, the conversation names its root', async () => {
    const { id: root } = await on.teams.as('ada').message('support', 'question');
    on.bot.received.length = 0;
    await on.teams.as('ben').message('support', 'answer', { root });
    expect(only().conversation.id).toBe(`${on.support};messageid=${root}`);
    expect(only()).not.toHaveProperty('replyToId');
  });

  test('without the RSC permission only what mentions it', async () => {
    on.teams.settings({ readsChannels: false });
    const { answer, id } = await on.teams.as('ada').message('support', 'among us');
    expect(answer).toBeUndefined();
    await on.teams.as('ada').edit('support', String(id), 'still among us');
    expect(on.bot.received).toEqual([]);
    await on.teams.as('ada').message('support', '@Postroom help');
    expect(only().text).toBe('<at>Postroom</at> help');
  });

  test('edits and deletions, with the names of their events', async () => {
    const ada = on.teams.as('ada');
    const { id } = await ada.message('support', 'one');
    await ada.edit('support', String(id), 'two');
    await ada.delete('support', String(id));
    const [, edited, deleted] = on.bot.activities();
    expect(edited).toMatchObject({
      type: 'messageUpdate',
      id,
      text: 'two',
      channelData: { eventType: 'editMessage' },
    });
    expect(deleted).toMatchObject({
      type: 'messageDelete',
      id,
      channelData: { eventType: 'softDeleteMessage' },
    });
    expect(deleted).not.toHaveProperty('text');
    expect((await ada.edit('support', String(id), 'three')).error).toBe('That message is gone.');
  });

  test('only authors edit; authors and owners delete', async () => {
    const { id } = await on.teams.as('ben').message('support', 'mine');
    const at = String(id);
    expect((await on.teams.as('clara').edit('support', at, 'x')).ok).toBe(false);
    expect((await on.teams.as('clara').delete('support', at)).ok).toBe(false);
    expect((await on.teams.as('ada').delete('support', at)).ok).toBe(true);
  });

  test('a personal chat: installed at first, then plain words', async () => {
    const tess = on.teams.as('tess');
    const { place } = await tess.openPersonal();
    await tess.openPersonal();
    await tess.message(String(place), 'list');
    const [added, installed, words] = on.bot.activities();
    expect(on.bot.received).toHaveLength(3);
    expect(added).toMatchObject({
      type: 'conversationUpdate',
      membersAdded: [{ id: `28:${on.teams.appId}` }],
    });
    expect(installed).toMatchObject({ type: 'installationUpdate', action: 'add' });
    expect(words).toMatchObject({ text: 'list', conversation: { id: place, conversationType: 'personal' } });
    expect(words).not.toHaveProperty('attachments');
    expect(words?.channelData).toEqual({ tenant: { id: on.teams.tenantId } });
  });

  test('what happens to the team', async () => {
    const [team] = on.teams.as('ada').state.teams;
    const { id } = await on.teams.administer({ do: 'createChannel', team: 'Acme', name: 'returns' });
    await on.teams.administer({ do: 'renameChannel', channel: 'returns', name: 'refunds' });
    await on.teams.administer({ do: 'deleteChannel', channel: 'refunds' });
    await on.teams.administer({ do: 'removeMember', team: 'Acme', person: 'gus' });
    await on.teams.administer({ do: 'addMember', team: 'Acme', person: 'gus' });
    await on.teams.administer({ do: 'uninstall', team: 'Acme' });
    await on.teams.administer({ do: 'install', team: 'Acme' });
    const json = { team: { id: team?.id, name: 'Acme', aadGroupId: team?.groupId } };
    expect(
      on.bot.activities().map(({ type, action, channelData }) => [type, channelData.eventType ?? action]),
    ).toEqual([
      ['conversationUpdate', 'channelCreated'],
      ['conversationUpdate', 'channelRenamed'],
      ['conversationUpdate', 'channelDeleted'],
      ['conversationUpdate', 'teamMemberRemoved'],
      ['conversationUpdate', 'teamMemberAdded'],
      ['conversationUpdate', 'teamMemberRemoved'],
      ['installationUpdate', 'remove'],
      ['conversationUpdate', 'teamMemberAdded'],
      ['installationUpdate', 'add'],
    ]);
    for (const { channelData } of on.bot.activities()) expect(channelData).toMatchObject(json);
    expect(on.bot.activities()[1]?.channelData.channel).toEqual({ id, name: 'refunds' });
    expect(on.teams.as('ada').state.places.map(({ name }) => name)).not.toContain('refunds');
  });

  test('a refusal, silence and absence are said to the person', async () => {
    on.bot.answer = () => ({ status: 401 });
    const say = async () => (await on.teams.as('ada').message('support', 'x')).answer;
    expect(await say()).toMatchObject({ status: 'http error', httpStatus: 401 });
    on.bot.answer = () => 'hang';
    expect(await say()).toMatchObject({ status: 'timeout' });
    on.teams.setEndpoint('http://127.0.0.1:1/api/messages');
    expect(await say()).toMatchObject({ status: 'no bot' });
    expect(on.teams.connected).toBe(false);
    await on.token();
    expect(on.teams.connected).toBe(true);
    on.teams.setEndpoint(on.bot.url);
  });

  test('nothing is brought twice, unless that is asked for', async () => {
    on.bot.answer = () => ({ status: 500 });
    await on.teams.as('ada').message('support', 'x');
    expect(on.bot.received).toHaveLength(1);
    on.teams.faults({ duplicateDelivery: 1, delayDelivery: 30 });
    const { answer } = await on.teams.as('ada').message('support', 'y');
    await on.teams.waitFor(() => on.bot.received.length === 3);
    expect(answer?.status).toBe('http error');
    expect(on.bot.activities()[1]).toEqual(on.bot.activities()[2]);
  });
});
