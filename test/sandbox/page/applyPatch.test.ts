import { applyPatch } from '../../../sandbox/page/live/applyPatch';
import { unreadOf } from '../../../sandbox/page/live/reads';
import type { ChannelState, ControlState, MessageState } from '../../../sandbox/protocol';

const channel: ChannelState = {
  id: 'C1',
  name: 'general',
  kind: 'public',
  members: ['U1', 'U2'],
  archived: false,
  topic: '',
};
const dm: ChannelState = { ...channel, id: 'D1', kind: 'im', with: 'U2' };
const message = (ts: string, more: Partial<MessageState> = {}): MessageState => ({
  ts,
  channel: 'C1',
  user: 'U2',
  text: ts,
  ...more,
});
const state = {
  me: { id: 'U1' },
  channels: [channel],
  messages: { C1: [message('1.0'), message('3.0')] },
  ephemerals: [],
} as unknown as ControlState;
const texts = (next: ControlState) => next.messages.C1?.map((one) => `${one.ts} ${one.text}`);

describe('a live message', () => {
  it('adds in the order of time', () => {
    expect(texts(applyPatch(state, { kind: 'message', message: message('2.0') }))).toEqual([
      '1.0 1.0',
      '2.0 2.0',
      '3.0 3.0',
    ]);
  });

  it('replaces what was edited and keeps the others as they are', () => {
    const next = applyPatch(state, { kind: 'message', message: message('1.0', { text: 'edited' }) });
    expect(texts(next)).toEqual(['1.0 edited', '3.0 3.0']);
    expect(next.messages.C1?.[1]).toBe(state.messages.C1?.[1]);
  });

  it('removes what is gone', () => {
    expect(texts(applyPatch(state, { kind: 'messageGone', channel: 'C1', ts: '1.0' }))).toEqual(['3.0 3.0']);
  });

  it('begins a channel that had no messages', () => {
    const next = applyPatch(state, { kind: 'message', message: message('1.0', { channel: 'C2' }) });
    expect(next.messages.C2).toHaveLength(1);
  });

  it('adds and changes channels', () => {
    const renamed = applyPatch(state, { kind: 'channel', channel: { ...channel, name: 'all' } });
    expect(renamed.channels.map((one) => one.name)).toEqual(['all']);
    expect(applyPatch(state, { kind: 'channel', channel: dm }).channels).toHaveLength(2);
    expect(applyPatch(state, { kind: 'channelGone', id: 'C1' }).channels).toEqual([]);
  });
});

describe('unread marks', () => {
  const marks = (list: MessageState[], readTo: string, one = channel) =>
    unreadOf({ ...state, messages: { [one.id]: list } }, one, readTo);

  it('marks what others wrote since', () => {
    expect(marks([message('1.0'), message('2.0')], '1.0')).toEqual({ any: true, count: 0 });
    expect(marks([message('1.0'), message('2.0')], '2.0')).toEqual({ any: false, count: 0 });
    expect(marks([message('2.0', { user: 'U1' })], '1.0')).toEqual({ any: false, count: 0 });
  });

  it('counts mentions in channels and threads, and every message of a DM', () => {
    const list = [message('2.0'), message('3.0', { text: 'ask <@U1>', threadTs: '1.0' })];
    expect(marks(list, '1.0')).toEqual({ any: true, count: 1 });
    expect(marks([message('2.0'), message('3.0')], '1.0', dm)).toEqual({ any: true, count: 2 });
  });

  it('does not mark a reply that is only in its thread', () => {
    expect(marks([message('2.0', { threadTs: '1.0' })], '1.0')).toEqual({ any: false, count: 0 });
  });
});
