import type { Reply } from '../../src/ui/reply';
import { plain } from '../../src/ui/text';
import { ADA, activity, CHANNEL, CHAT, type Faked, faked, invoke, TENANT } from './fakeTransport';

const KEY = '01890a5d-ac96-774b-bcce-b302099a8057.1';

let on: Faked;
beforeEach(async () => {
  on = await faked();
});
afterEach(() => jest.useRealTimers());

const execute = (data: object, more = {}) =>
  invoke(
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', verb: 'postroom', data }, trigger: 'manual' },
    more,
  );
const take = { post: KEY, action: 'take', input: { conversation: 'c-1' } };

describe('an invoke', () => {
  test('given the account in capitals, then it is the same person', async () => {
    await on.incoming.invoke(execute(take));
    expect(on.inside.requests[0]?.from).toEqual({ platform: 'teams', team: TENANT, user: ADA.user });
  });

  test('given no account, then who it is is looked up', async () => {
    await on.incoming.invoke(execute(take, { from: { id: ADA.id, name: ADA.name } }));
    expect(on.inside.requests[0]?.from.user).toBe(ADA.user);
    on.connector.answers.member = () => ({ ok: true, value: null });
    const answer = await on.incoming.invoke(execute(take, { from: { id: '29:nobody' } }));
    expect(answer).toMatchObject({ type: 'application/vnd.microsoft.error' });
  });

  test('given the inside says something, then the client shows it as a message or an error', async () => {
    const shown = async (reply: Reply) => {
      on.inside.answers = () => reply;
      return on.incoming.invoke(execute({ ...take, post: null }));
    };
    expect(await shown({ kind: 'done', text: plain('Ada owns it.') })).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Ada owns it.',
    });
    expect(await shown({ kind: 'done', text: null })).toMatchObject({ value: 'Done.' });
    expect(await shown({ kind: 'notice', tone: 'info', text: plain('It is yours already.') })).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
    });
    expect(await shown({ kind: 'notice', tone: 'error', text: plain('Reference 123') })).toEqual({
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'BadRequest', message: 'Reference 123' },
    });
    expect(
      await shown({
        kind: 'card',
        card: { summary: 's', pieces: [{ kind: 'text', text: plain('A list') }] },
      }),
    ).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
  });

  test('given what is none of our buttons, then nothing is asked', async () => {
    const forged = [{}, { action: 'take' }, { action: 7, input: {} }, { ...take, input: { nested: {} } }];
    for (const data of forged) {
      expect(await on.incoming.invoke(execute(data))).toMatchObject({ statusCode: 400 });
    }
    expect(await on.incoming.invoke(invoke('adaptiveCard/action', null))).toMatchObject({ statusCode: 400 });
    expect(await on.incoming.invoke(invoke('task/fetch', null))).toMatchObject({ task: { type: 'message' } });
    expect(await on.incoming.invoke(invoke('task/submit', { data: { close: true } }))).toBeUndefined();
    expect(
      await on.incoming.invoke(invoke('application/search', { dataset: 'else', queryText: 'x' })),
    ).toMatchObject({
      value: { results: [] },
    });
    expect(await on.incoming.invoke(invoke('composeExtension/query', {}))).toBeUndefined();
    expect(on.inside.requests).toEqual([]);
  });

  test('given pickers beside a button of Home, then what is chosen comes along, and Home is drawn again', async () => {
    on.inside.answers = (request) =>
      request.kind === 'home'
        ? { kind: 'card', card: { summary: 'Home', pieces: [] } }
        : { kind: 'done', text: null };
    const chosen = { 'in:picker:mailbox': 'm-1' };
    await on.incoming.invoke(execute({ post: 'home', action: 'home', input: {}, ...chosen }));
    await on.incoming.invoke(execute({ post: 'home', action: 'take', input: {}, ...chosen }));
    expect(on.inside.requests).toMatchObject([
      { kind: 'home', chosen: { mailbox: 'm-1' } },
      { kind: 'click', action: 'take' },
      { kind: 'home', chosen: { mailbox: 'm-1' } },
    ]);
    expect(on.inside.of('ownPostSeen')).toEqual([]);
  });

  test('given a click answers with a form, then a button that opens it is sent privately', async () => {
    const token = { action: 'assign', nonce: 'n', conversationId: 'c-1', seenVersion: 2 };
    const form = { title: 'Assign', submit: 'Assign', close: 'Cancel', intro: [], fields: [], token };
    on.inside.answers = () => ({ kind: 'form', form });
    expect(await on.incoming.invoke(execute(take))).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
    });
    const [[, user, message] = []] = on.connector.of('sendTargeted');
    expect(user).toBe(ADA.user);
    expect(JSON.stringify(message)).toContain('task/fetch');
  });

  test('given the inside breaks, then it is said, and logged', async () => {
    on.inside.answers = () => {
      throw new Error('a mistake');
    };
    expect(await on.incoming.invoke(execute(take))).toMatchObject({
      type: 'application/vnd.microsoft.error',
    });
    expect(on.log.lines.join('\n')).toContain('a mistake');
  });
});

describe('an answer that takes long', () => {
  test('given a click, then Teams hears in time, and the person afterwards', async () => {
    jest.useFakeTimers();
    let end: (reply: Reply) => void = () => undefined;
    on.inside.answers = () => new Promise<Reply>((resolve) => (end = resolve));
    const answer = on.incoming.invoke(execute(take));
    await jest.advanceTimersByTimeAsync(3_100);
    expect(await answer).toMatchObject({ value: expect.stringContaining('taking a little longer') });
    expect(on.connector.of('sendTargeted')).toEqual([]);
    end({ kind: 'notice', tone: 'refusal', text: plain('Only Ben can.') });
    await jest.advanceTimersByTimeAsync(1);
    expect(JSON.stringify(on.connector.of('sendTargeted'))).toContain('Only Ben can.');
  });

  test('given a dialog, then it says so and closes with a sentence', async () => {
    jest.useFakeTimers();
    on.inside.answers = () => new Promise<Reply>(() => undefined);
    const data = {
      token: { action: 'assign', nonce: 'n', conversationId: 'c-1', seenVersion: 2 },
      fields: [],
    };
    const answer = on.incoming.invoke(invoke('task/submit', { data }));
    await jest.advanceTimersByTimeAsync(4_600);
    expect(await answer).toMatchObject({ task: { type: 'message' } });
  });

  test('given the redrawn card, then a sentence is enough', async () => {
    jest.useFakeTimers();
    on.inside.answers = (request) =>
      request.kind === 'redraw' ? new Promise<Reply>(() => undefined) : { kind: 'done', text: null };
    const answer = on.incoming.invoke(execute(take));
    await jest.advanceTimersByTimeAsync(1_600);
    expect(await answer).toMatchObject({ value: 'Done.' });
  });
});

describe('a private answer', () => {
  const command = (id: string) =>
    activity({
      id,
      text: '<at>Postroom</at> list',
      entities: [
        {
          type: 'mention',
          mentioned: { id: activity().recipient.id, name: 'Postroom' },
          text: '<at>Postroom</at>',
        },
      ],
    });

  test('given Teams refuses messages for one person, then they are tried again after an hour', async () => {
    jest.useFakeTimers();
    on.connector.answers.sendTargeted = () => ({ ok: false, why: 'rejected', detail: 'HTTP 400' });
    await on.incoming.activity(command('1'));
    await on.incoming.activity(command('2'));
    expect(on.connector.of('sendTargeted')).toHaveLength(1);
    expect(on.connector.of('send').map(([to]) => (to as { conversation: string }).conversation)).toEqual([
      CHAT,
      CHAT,
    ]);
    await jest.advanceTimersByTimeAsync(3_600_001);
    await on.incoming.activity(command('3'));
    expect(on.connector.of('sendTargeted')).toHaveLength(2);
  });

  test('given no way to the person works, then nothing is said for everybody, and the log says so', async () => {
    on.connector.answers.sendTargeted = () => ({ ok: false, why: 'rejected', detail: 'HTTP 400' });
    on.connector.answers.openDirect = () => ({ ok: false, why: 'channelClosed', detail: 'blocked' });
    await on.incoming.activity(command('1'));
    expect(on.connector.of('send')).toEqual([]);
    expect(on.connector.of('postRoot')).toEqual([]);
    expect(on.log.lines.join('\n')).toContain('A private answer was lost');
  });
});

describe('activities that are none of ours', () => {
  test('given reactions, bots and group chats, then nothing happens', async () => {
    await on.incoming.activity(activity({ type: 'messageReaction' }));
    await on.incoming.activity(activity({ from: { id: '28:another' }, text: 'I am a bot' }));
    const group = { id: '19:abc@thread.v2', conversationType: 'groupChat' as const, tenantId: TENANT };
    await on.incoming.activity(
      activity({ conversation: group, channelData: { tenant: { id: TENANT } }, text: 'list' }),
    );
    expect(on.inside.requests).toEqual([]);
    expect(on.inside.told.filter(({ what }) => what !== 'connected' && what !== 'installed')).toEqual([]);
  });

  test('given a deleted message is brought back, then that is told, and no edit', async () => {
    const channelData = { ...activity().channelData, eventType: 'undeleteMessage' };
    await on.incoming.activity(activity({ type: 'messageUpdate', text: 'Here again', channelData }));
    expect(on.inside.of('messageRestored')).toMatchObject([{ text: 'Here again', thread: '1754999999999' }]);
    expect(on.inside.of('messageEdited')).toEqual([]);
  });

  test('given our own post is deleted by an owner, then it is wanted again, unless we deleted it', async () => {
    const deletion = (id: string) =>
      activity({
        type: 'messageDelete',
        id,
        channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' },
      });
    await on.incoming.activity(deletion('17'));
    expect(on.inside.of('ownPostDisturbed')).toEqual([
      { platform: 'teams', team: TENANT, channel: CHANNEL, ts: '17', deleted: true },
    ]);
    const chat = on.teams.chat({
      id: 'i-1',
      workspaceId: 'w-1',
      platform: 'teams',
      team: TENANT,
      botUser: '',
      reach: {},
    });
    await chat.remove({ installationId: 'i-1', channel: CHANNEL }, '18');
    await on.incoming.activity(deletion('18'));
    expect(on.inside.of('ownPostDisturbed')).toHaveLength(1);
  });
});

describe('what is shown as a sentence', () => {
  test('given a name that looks like a mention or a link, then it stays letters', async () => {
    on.inside.answers = () => ({
      kind: 'notice',
      tone: 'refusal',
      text: plain('Ask <at>everyone</at> or [here](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}}'),
    });
    const { value } = (await on.incoming.invoke(execute(take))) as { value: { message: string } };
    expect(value.message).not.toMatch(/<at>|\]\(|\{\{/);
  });

  test('given a message with a value that is none of ours, then nobody wrote it and nothing follows from it', async () => {
    await on.incoming.activity(activity({ text: '', value: { something: 'else' } }));
    expect(on.inside.of('messageWritten')).toEqual([]);
    expect(JSON.stringify(on.inside.of('installed'))).not.toContain('readsAll');
  });
});

test('given a button in a group chat, where the app is not meant to be, then its answer is not said for everybody', async () => {
  const group = { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: TENANT } as const;
  on.inside.answers = () => ({ kind: 'notice', tone: 'info', text: plain('A secret') });
  on.connector.answers.sendTargeted = () => ({ ok: false, why: 'rejected', detail: 'HTTP 403' });
  await on.incoming.activity(activity({ value: take, conversation: group }));
  expect(on.connector.of('send')).toHaveLength(1);
  expect(on.connector.of('send')[0]![0]).toMatchObject({ conversation: CHAT });
});
