import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';

describe('messages', () => {
  let slack: SlackSandbox;
  beforeAll(async () => {
    slack = await startSlack({ enforceRateLimits: false });
  });
  afterAll(() => slack.close());

  const post = (args: Record<string, unknown>) => callApi(slack, 'chat.postMessage', { channel, ...args });

  test('timestamps are unique and strictly increasing', async () => {
    const posted = await Promise.all(Array.from({ length: 40 }, (_, at) => post({ text: `n ${at}` })));
    const inOrder = slack.channel(channel).messages.map(({ ts }) => ts);
    expect(new Set(posted.map(({ ts }) => ts)).size).toBe(40);
    expect([...inOrder].sort()).toEqual(inOrder);
  });

  test('text over the limit is cut, not refused', async () => {
    const { ts } = await post({ text: 'x'.repeat(50_000) });
    expect(slack.message(channel, String(ts))?.text).toHaveLength(40_000);
  });

  test('blocks are refused with a pointer to what is wrong', async () => {
    const text = { type: 'mrkdwn', text: 'x'.repeat(3001) };
    const answer = await post({ blocks: [{ type: 'section', text }] });
    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  test('text alone replaces blocks, blocks alone keep the text, metadata stays until it is emptied', async () => {
    const divider = { type: 'divider' };
    const metadata = { event_type: 'card', event_payload: { id: '1' } };
    const { ts } = await post({ text: 'one', blocks: [divider], metadata });
    const shown = () => slack.message(channel, String(ts));
    await callApi(slack, 'chat.update', { channel, ts, blocks: [divider, divider] });
    expect(shown()).toMatchObject({ text: 'one', blocks: [divider, divider] });
    expect(shown()?.edited).toBeUndefined();
    await callApi(slack, 'chat.update', { channel, ts, text: 'two' });
    expect(shown()).toMatchObject({ text: 'two', edited: { user: slack.botId } });
    expect(shown()?.blocks).toBeUndefined();
    const read = async () => {
      const all = await callApi(slack, 'conversations.replies', { channel, ts, include_all_metadata: true });
      return (all.messages as Record<string, unknown>[])[0]?.metadata;
    };
    expect(await read()).toEqual(metadata);
    await callApi(slack, 'chat.update', { channel, ts, text: 'three', metadata: {} });
    expect(await read()).toBeUndefined();
  });

  test('nobody edits what is not theirs; an admin may delete', async () => {
    const ada = slack.as('ada');
    const ben = slack.as('ben');
    const said = await ben.message(channel, 'mine');
    const update = await callApi(slack, 'chat.update', { channel, ts: said.ts, text: 'x' });
    expect(update.error).toBe('cant_update_message');
    expect((await callApi(slack, 'chat.delete', { channel, ts: said.ts })).error).toBe('cant_delete_message');
    expect((await callApi(slack, 'chat.delete', { channel, ts: '1.000001' })).error).toBe(
      'message_not_found',
    );
    const { ts } = await post({ text: 'by the bot' });
    expect(await ben.delete(channel, String(ts))).toMatchObject({ ok: false });
    expect(await ada.delete(channel, String(ts))).toMatchObject({ ok: true });
    expect((await callApi(slack, 'chat.update', { channel, ts, text: 'x' })).error).toBe('message_not_found');
  });

  test('a root with replies leaves a tombstone, one without goes', async () => {
    const app = await recordingApp(slack);
    const root = await post({ text: 'root' });
    await slack.as('ben').message(channel, 'reply', { thread: String(root.ts) });
    await callApi(slack, 'chat.delete', { channel, ts: root.ts });
    const changed = await slack.waitFor(() =>
      app
        .events('message')
        .find((e) => e.subtype === 'message_changed' && (e.message as { ts: string }).ts === root.ts),
    );
    expect(changed.message).toMatchObject({ subtype: 'tombstone', ts: root.ts });
    const lone = await post({ text: 'lone' });
    await callApi(slack, 'chat.delete', { channel, ts: lone.ts });
    const gone = await slack.waitFor(() => app.events('message').find((e) => e.deleted_ts === lone.ts));
    expect(gone).toMatchObject({ deleted_ts: lone.ts, previous_message: { text: 'lone' } });
    expect(slack.message(channel, String(lone.ts))).toBeUndefined();
    await app.close();
  });

  test('an edited reply is read edited, and a deleted one is not counted', async () => {
    const { ts } = await post({ text: 'root' });
    const reply = await post({ text: 'old', thread_ts: ts });
    await callApi(slack, 'chat.update', { channel, ts: reply.ts, text: 'new' });
    const thread = await callApi(slack, 'conversations.replies', { channel, ts });
    expect((thread.messages as { text: string }[]).map(({ text }) => text)).toEqual(['root', 'new']);
    await callApi(slack, 'chat.delete', { channel, ts: reply.ts });
    expect(slack.message(channel, String(ts))?.replyCount).toBeUndefined();
  });

  test('only text that is alive pings somebody', async () => {
    const before = slack.mentions().length;
    await post({ text: '&lt;!channel&gt; &lt;@U0ADA&gt; @everyone' });
    await post({ blocks: [{ type: 'section', text: { type: 'plain_text', text: '<!channel>' } }] });
    expect(slack.mentions()).toHaveLength(before);
    await post({
      text: 'x',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'hey <!here> <@U0ADA>' } }],
    });
    const leaf = { type: 'broadcast', range: 'channel' };
    await post({
      text: 'x',
      blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [leaf] }] }],
    });
    expect(
      slack
        .mentions()
        .slice(before)
        .map(({ kind, target }) => [kind, target]),
    ).toEqual([
      ['here', 'here'],
      ['user', 'U0ADA'],
      ['channel', 'channel'],
    ]);
  });

  test('a reply leads to its root, a reply to nothing is refused', async () => {
    const { ts } = await post({ text: 'root' });
    const first = await post({ text: 'a', thread_ts: ts });
    const second = await post({ text: 'b', thread_ts: first.ts });
    expect(second.message).toMatchObject({ thread_ts: ts, parent_user_id: slack.botUserId });
    expect((await post({ text: 'c', thread_ts: '1.000001' })).error).toBe('cannot_reply_to_message');
  });

  test('reactions: once each, at most so many', async () => {
    const { ts } = await post({ text: 'react' });
    const react = (name: string) => callApi(slack, 'reactions.add', { channel, timestamp: ts, name });
    expect((await react('eyes')).ok).toBe(true);
    expect((await react('eyes')).error).toBe('already_reacted');
    expect((await react('not a name')).error).toBe('invalid_name');
    const remove = (name: string) => callApi(slack, 'reactions.remove', { channel, timestamp: ts, name });
    expect((await remove('tada')).error).toBe('no_reaction');
    for (let n = 1; n < 50; n += 1) await react(`e${n}`);
    expect((await react('one-more')).error).toBe('too_many_emoji');
    expect(slack.message(channel, String(ts))?.reactions).toHaveLength(50);
  });

  test('what a person types is stored as Slack stores it', async () => {
    const typed =
      'a < b & c, see https://example.com/x?a=1&b=2 or mail a.b@example.com @ben @nobody <@U0CLARA>';
    const { ts } = await slack.as('ada').message(channel, typed);
    expect(slack.message(channel, String(ts))?.text).toBe(
      'a &lt; b &amp; c, see <https://example.com/x?a=1&amp;b=2> or mail <mailto:a.b@example.com|a.b@example.com> <@U0BEN> @nobody <@U0CLARA>',
    );
  });
});
