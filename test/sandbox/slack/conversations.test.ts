import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';
const texts = (answer: Record<string, unknown>) =>
  (answer.messages as { text: string }[]).map(({ text }) => text);

describe('conversations', () => {
  let slack: SlackSandbox;
  const ts: string[] = [];
  beforeAll(async () => {
    slack = await startSlack({ enforceRateLimits: false });
    for (let n = 0; n < 7; n += 1) ts.push(String((await slack.as('ada').message(channel, `m${n}`)).ts));
    await slack.as('ben').message(channel, 'reply', { thread: ts[0] });
  });
  afterAll(() => slack.close());

  const history = (args: Record<string, unknown> = {}) =>
    callApi(slack, 'conversations.history', { channel, ...args });

  test('history: newest first, without replies, in pages', async () => {
    const first = await history({ limit: 5 });
    expect(texts(first)).toEqual(['m6', 'm5', 'm4', 'm3', 'm2']);
    expect(first.has_more).toBe(true);
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    expect(texts(await history({ limit: 5, cursor }))).toEqual(['m1', 'm0']);
    expect((await history({ cursor: 'nonsense' })).error).toBe('invalid_cursor');
    expect((await history({ limit: 1000 })).error).toBe('invalid_arguments');
  });

  test('history: between two times', async () => {
    expect(texts(await history({ oldest: ts[2], latest: ts[5] }))).toEqual(['m4', 'm3']);
    expect(texts(await history({ oldest: ts[2], latest: ts[5], inclusive: true }))).toEqual([
      'm5',
      'm4',
      'm3',
      'm2',
    ]);
    expect((await history({ oldest: 'yesterday' })).error).toBe('invalid_ts_oldest');
    expect((await history({ latest: 'tomorrow' })).error).toBe('invalid_ts_latest');
  });

  test('replies: the root first; of no thread there are none', async () => {
    expect(texts(await callApi(slack, 'conversations.replies', { channel, ts: ts[0] }))).toEqual([
      'm0',
      'reply',
    ]);
    const none = await callApi(slack, 'conversations.replies', { channel, ts: '1.000001' });
    expect(none.error).toBe('thread_not_found');
  });

  test('a list takes so many at most, of types that exist', async () => {
    expect((await callApi(slack, 'conversations.list', { limit: 1001 })).error).toBe('invalid_limit');
    expect((await callApi(slack, 'conversations.list', { types: 'rooms' })).error).toBe('invalid_types');
    const listed = await callApi(slack, 'conversations.list', { types: 'public_channel,im', limit: 1000 });
    expect(listed.channels).toMatchObject([{ id: channel, is_member: true, num_members: 4 }]);
  });

  test('a DM is opened once', async () => {
    const open = (users: string) => callApi(slack, 'conversations.open', { users });
    const first = await open('U0BEN');
    expect(await open('U0BEN')).toMatchObject({ channel: first.channel, already_open: true });
    expect((await open('U0NOBODY')).error).toBe('user_not_found');
    expect((await open('')).error).toBe('users_list_not_supplied');
    const posted = await callApi(slack, 'chat.postMessage', { channel: 'U0BEN', text: 'psst' });
    expect(posted.channel).toBe((first.channel as { id: string }).id);
    expect(slack.as('ada').state.channels.map(({ id }) => id)).not.toContain(posted.channel);
  });

  test('joining, being invited, being removed: the app hears of it', async () => {
    const app = await recordingApp(slack);
    const made = slack.administerChannel({ do: 'create', name: 'new', members: ['ada'] });
    expect((await callApi(slack, 'conversations.join', { channel: made.id })).ok).toBe(true);
    await slack.waitFor(() => app.events('member_joined_channel').length === 1);
    await callApi(slack, 'conversations.invite', { channel: made.id, users: 'U0BEN' });
    const again = await callApi(slack, 'conversations.invite', { channel: made.id, users: 'U0BEN' });
    expect(again.error).toBe('already_in_channel');
    slack.administerChannel({ do: 'kick', channel: made.id, user: 'bot' });
    const left = await slack.waitFor(() => app.events('member_left_channel')[0]);
    expect(left).toMatchObject({ user: slack.botUserId, channel: made.id, channel_type: 'C' });
    await slack.as('ada').message(made.id, 'behind its back');
    await slack.as('ada').message(channel, 'in its face');
    await slack.waitFor(() => app.events('message').some(({ text }) => text === 'in its face'));
    expect(app.events('message').some(({ text }) => text === 'behind its back')).toBe(false);
    await app.close();
  });
});

describe('apps outside the Marketplace', () => {
  test('read 15 messages once a minute', async () => {
    const slack = await startSlack({ nonMarketplaceHistoryLimit: true, timeScale: 60 });
    for (let n = 0; n < 20; n += 1) await slack.as('ada').message(channel, `m${n}`);
    const read = () => callApi(slack, 'conversations.history', { channel, limit: 100 });
    expect((await read()).messages).toHaveLength(15);
    const refused = await read();
    expect(refused).toMatchObject({ httpStatus: 429, error: 'ratelimited' });
    expect(Number(refused.retryAfter)).toBeGreaterThan(50);
    await slack.close();
  });
});
