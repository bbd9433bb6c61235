import { card, type Rehearsal, rehearse, text, thread, withCard } from './recordingBot';

type Json = Record<string, unknown>;

describe('reading a channel back', () => {
  let on: Rehearsal;
  let messages: string;
  beforeEach(async () => {
    on = await rehearse({ enforceRateLimits: false });
    const [team] = on.teams.as('ada').state.teams;
    messages = `/graph/v1.0/teams/${team?.groupId}/channels/${encodeURIComponent(on.support)}/messages`;
  });
  afterEach(() => on.close());

  const get = async (path: string) => on.call('GET', path, undefined, { token: await on.token('graph') });
  const values = async (path: string) => (await get(path)).json.value as Json[];
  const post = async (words: string) => {
    const { json } = await on.call(
      'POST',
      '/connector/v3/conversations',
      thread(on.support, withCard(card([text(words)]))),
    );
    return String(json.activityId);
  };

  test('a card comes back as it was posted', async () => {
    const id = await post('one');
    const [message] = await values(messages);
    expect(message).toMatchObject({
      id,
      replyToId: null,
      messageType: 'message',
      deletedDateTime: null,
      from: { user: null, application: { id: on.teams.appId, displayName: 'Postroom' } },
    });
    const [attachment] = (message?.attachments ?? []) as Json[];
    expect(attachment?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(JSON.parse(String(attachment?.content))).toEqual(card([text('one')]));
    expect(message?.body).toEqual({
      contentType: 'html',
      content: `<attachment id="${attachment?.id}"></attachment>`,
    });
  });

  test('a person’s words are HTML with mentions; edits and deletions show', async () => {
    const ada = on.teams.as('ada');
    const { id } = await ada.message('support', 'a < b @Ben Okafor\nthere');
    const [message] = await values(messages);
    expect(message).toMatchObject({
      from: { application: null, user: { id: ada.id, displayName: 'Ada Moreau' } },
      body: { content: '<p>a &lt; b <at id="0">Ben Okafor</at><br>there</p>' },
      mentions: [{ id: 0, mentionText: 'Ben Okafor', mentioned: { user: { id: on.teams.as('ben').id } } }],
      lastEditedDateTime: null,
    });
    await ada.edit('support', String(id), 'b');
    expect((await values(messages))[0]?.lastEditedDateTime).not.toBeNull();
    await ada.delete('support', String(id));
    const gone = (await values(messages))[0];
    expect(gone).toMatchObject({ body: { content: '' }, mentions: [] });
    expect(gone?.deletedDateTime).not.toBeNull();
  });

  test('roots in pages, the thread that moved last first; replies newest first', async () => {
    const [first, second, third] = [await post('1'), await post('2'), await post('3')];
    const page = (await get(`${messages}?$top=2`)).json;
    expect((page.value as Json[]).map(({ id }) => id)).toEqual([third, second]);
    const next = new URL(String(page['@odata.nextLink']));
    const rest = (await get(next.href.slice(on.teams.url.length))).json;
    expect((rest.value as Json[]).map(({ id }) => id)).toEqual([first]);
    expect(rest).not.toHaveProperty('@odata.nextLink');
    const one = await on.teams.as('ada').message('support', 'a', { root: first });
    const two = await on.teams.as('ada').message('support', 'b', { root: first });
    expect((await values(messages))[0]?.id).toBe(first);
    const replies = await values(`${messages}/${first}/replies`);
    expect(replies.map(({ id, replyToId }) => [id, replyToId])).toEqual([
      [two.id, first],
      [one.id, first],
    ]);
    expect((await get(`${messages}/${first}`)).json.id).toBe(first);
  });

  test('what is for one person alone is not there', async () => {
    const recipient = { id: on.teams.as('ben').state.me.mri };
    const into = `/connector/v3/conversations/${on.support}/activities?isTargetedActivity=true`;
    await on.call('POST', into, { type: 'message', text: 'secret', recipient });
    expect(await values(messages)).toEqual([]);
  });

  test('refused without the RSC permission, for unknown channels and options', async () => {
    expect((await get(`${messages}?$filter=x`)).status).toBe(400);
    expect((await get(`${messages}/1`)).status).toBe(404);
    expect((await get(messages.replace('thread.tacv2', 'x'))).status).toBe(404);
    on.teams.settings({ readsChannels: false });
    expect(await get(messages)).toMatchObject({ status: 403, json: { error: { code: 'Forbidden' } } });
    on.teams.settings({ readsChannels: true });
    await on.teams.administer({ do: 'uninstall', team: 'Acme' });
    expect((await get(messages)).status).toBe(403);
  });
});
