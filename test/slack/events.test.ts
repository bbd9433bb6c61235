import { plain } from '../../src/ui/text';
import { type Rehearsal, rehearse, SUPPORT } from './rehearsal';

let on: Rehearsal;
let root: string;

beforeAll(async () => {
  on = await rehearse();
});
afterAll(() => on.stop());
beforeEach(async () => {
  const card = { summary: '#1', pieces: [{ kind: 'text' as const, text: plain('#1') }] };
  const posted = await on.chat.post(SUPPORT, { card, key: 'k', thread: null, broadcast: false });
  root = posted.ok ? posted.value.ts : '';
  await on.sandbox.waitFor(() => on.inside.of('ownPostSeen').length > 0);
  on.inside.told.length = 0;
});

const ada = () => on.sandbox.as('ada');
const told = (what: string, count = 1) =>
  on.sandbox.waitFor(() => on.inside.of(what).length >= count && on.inside.of(what));
/** Something that is always told, after which everything before it was handled. */
const settled = async () => {
  const before = on.inside.of('messageWritten').length;
  await ada().message('C0SUPPORT', 'settled', { thread: root });
  await told('messageWritten', before + 1);
};

describe('what people write', () => {
  it('is told in the order in which it was written, also while inside is slow', async () => {
    const { messageWritten } = on.inside;
    let slow = true;
    on.inside.messageWritten = async (message) => {
      if (slow) {
        slow = false;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return messageWritten(message);
    };
    await ada().message('C0SUPPORT', 'First', { thread: root });
    await ada().message('C0SUPPORT', 'Second', { thread: root });
    expect(await told('messageWritten', 2)).toMatchObject([{ text: 'First' }, { text: 'Second' }]);
    on.inside.messageWritten = messageWritten;
  });

  it('in a thread is told in plain words, with who and when', async () => {
    const { ts } = await ada().message('C0SUPPORT', 'Ask @ben: is <b> & co late? https://example.org/a', {
      thread: root,
    });
    const [written] = await told('messageWritten');
    expect(written).toEqual({
      platform: 'slack',
      team: on.sandbox.teamId,
      channel: 'C0SUPPORT',
      ts,
      from: { platform: 'slack', team: on.sandbox.teamId, user: 'U0ADA' },
      thread: root,
      text: 'Ask @ben: is <b> & co late? https://example.org/a',
      authorName: 'ada',
      at: new Date(Math.floor(Number(ts) * 1000)).toISOString(),
    });
  });

  it('names the files that came with it', async () => {
    const files = [{ name: 'photo.png', base64: Buffer.from('x').toString('base64') }];
    await ada().message('C0SUPPORT', 'See', { thread: root, files });
    expect(await told('messageWritten')).toMatchObject([{ text: 'See\n[photo.png]' }]);
  });

  it('in a direct channel is told without a thread', async () => {
    const { channel } = await ada().openDm(on.sandbox.botUserId);
    await ada().message(channel!, 'Hello bot');
    expect(await told('messageWritten')).toMatchObject([{ channel, thread: null, text: 'Hello bot' }]);
  });

  it('in the channel itself is no discussion', async () => {
    await ada().message('C0SUPPORT', 'Lunch?');
    await settled();
    expect(on.inside.of('messageWritten')).toMatchObject([{ text: 'settled' }]);
  });

  it('is followed when they edit and delete it, in order', async () => {
    const { ts } = await ada().message('C0SUPPORT', 'Frist', { thread: root });
    await ada().edit('C0SUPPORT', ts!, 'First');
    await ada().delete('C0SUPPORT', ts!);
    await told('messageDeleted');
    expect(on.inside.told.map((one) => one.what)).toEqual([
      'messageWritten',
      'messageEdited',
      'messageDeleted',
    ]);
    expect(on.inside.of('messageEdited')).toMatchObject([{ ts, thread: root, text: 'First' }]);
    expect(on.inside.of('messageDeleted')).toEqual([
      { platform: 'slack', team: on.sandbox.teamId, channel: 'C0SUPPORT', ts },
    ]);
  });

  it('comes twice when Slack delivers it twice, for the inside to recognise', async () => {
    on.sandbox.faults({ duplicateDelivery: 1 });
    const { ts } = await ada().message('C0SUPPORT', 'Twice', { thread: root });
    expect(await told('messageWritten', 2)).toMatchObject([{ ts }, { ts }]);
  });

  it('can be read again afterwards, with the threads that it is in', async () => {
    const since = new Date(Number(root) * 1000).toISOString();
    await ada().message('C0SUPPORT', 'For @ben', { thread: root });
    await on.sandbox.as('ben').message('C0SUPPORT', 'Seen', { thread: root });
    const threads = await on.chat.threadsSince(SUPPORT, since);
    expect(threads).toEqual({ ok: true, value: [{ thread: root }] });
    const replies = await on.chat.repliesSince(SUPPORT, root, since);
    expect(replies).toMatchObject({
      ok: true,
      value: [
        { user: 'U0ADA', text: 'For @ben', edited: false },
        { user: 'U0BEN', authorName: expect.stringMatching(/^(?!U0)/), text: 'Seen' },
      ],
    });
  });
});

describe('our own posts', () => {
  it('that somebody deletes are told, also when their thread stays', async () => {
    await ada().message('C0SUPPORT', 'A reply', { thread: root });
    await ada().delete('C0SUPPORT', root);
    expect(await told('ownPostDisturbed')).toMatchObject([{ ts: root, deleted: true }]);
  });

  it('that we redraw are not', async () => {
    const card = { summary: '#1', pieces: [{ kind: 'text' as const, text: plain('Redrawn') }] };
    await on.chat.update(SUPPORT, root, card, 'k');
    await settled();
    expect(on.inside.of('ownPostDisturbed')).toEqual([]);
  });
});

describe('channels', () => {
  it('that are archived, restored, left and joined are told', async () => {
    const { administerChannel } = on.sandbox;
    administerChannel({ do: 'archive', channel: 'C0SUPPORT' });
    await told('channelChanged', 1);
    administerChannel({ do: 'unarchive', channel: 'C0SUPPORT' });
    await told('channelChanged', 2);
    administerChannel({ do: 'invite', channel: 'C0SUPPORT', user: 'clara' });
    administerChannel({ do: 'kick', channel: 'C0SUPPORT', user: 'clara' });
    administerChannel({ do: 'invite', channel: 'C0GENERAL', user: on.sandbox.botUserId });
    await told('channelChanged', 3);
    expect(on.inside.of('channelChanged')).toEqual([
      { platform: 'slack', team: on.sandbox.teamId, channel: 'C0SUPPORT', usable: false },
      { platform: 'slack', team: on.sandbox.teamId, channel: 'C0SUPPORT', usable: true },
      { platform: 'slack', team: on.sandbox.teamId, channel: 'C0GENERAL', usable: true },
    ]);
  });
});
