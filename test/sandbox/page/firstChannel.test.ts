import { firstChannel } from '../../../sandbox/page/live/firstChannel';
import type { ChannelState, ControlState, MessageState } from '../../../sandbox/protocol';

const channel = (id: string, name: string, more: Partial<ChannelState> = {}) =>
  ({ id, name, kind: 'public', members: ['U1'], archived: false, ...more }) as ChannelState;
const by = (user: string) => [{ user } as MessageState];

const general = channel('C1', 'general');
const support = channel('C2', 'support');
const team = channel('C3', 'team');
const dm = channel('D1', 'Postroom', { kind: 'im' });

const begins = (channels: ChannelState[], messages: ControlState['messages'] = {}) =>
  firstChannel({
    channels,
    messages,
    me: { id: 'U1' } as ControlState['me'],
    app: { botUserId: 'UBOT' } as ControlState['app'],
  })?.id;

test('one begins where the app has posted', () => {
  expect(begins([general, support, team], { C1: by('U1'), C2: by('UBOT'), C3: by('UBOT') })).toBe('C2');
});

test('without posts of the app one begins in the first channel by name', () => {
  expect(begins([team, support, general], { C1: by('U1') })).toBe('C1');
});

test('channels of others and closed ones do not count, and a direct message is better than nothing', () => {
  const others = channel('C4', 'aaa', { members: ['U2'] });
  const closed = channel('C5', 'aab', { archived: true });
  expect(begins([others, closed, dm], { C4: by('UBOT'), C5: by('UBOT') })).toBe('D1');
});
