import { firstPlace } from '../../../../sandbox/page/teams/live/firstPlace';
import { postsOf, writersOf } from '../../../../sandbox/page/teams/live/posts';
import { teamsUnreadOf } from '../../../../sandbox/page/teams/live/teamsUnread';
import { CHANNEL, CHAT, channel, chat, message, state } from './teamsWorld';

describe('posts of a channel', () => {
  it('are roots with their replies, the conversation with the newest message last', () => {
    const posts = postsOf([message(1), message(2), message(3, { root: '1' }), message(4, { root: '2' })]);
    expect(posts.map(({ root, replies }) => [root.id, replies.map((one) => one.id)])).toEqual([
      ['1', ['3']],
      ['2', ['4']],
    ]);
    expect(postsOf([message(1), message(2), message(3, { root: '1' })]).map((one) => one.root.id)).toEqual([
      '2',
      '1',
    ]);
  });

  it('leave out a reply whose post is not there', () => {
    expect(postsOf([message(3, { root: '1' })])).toEqual([]);
  });

  it.each([
    [['ada'], 'ada'],
    [['ada', 'ben', 'ada'], 'ada and ben'],
    [['ada', 'ben', 'clara'], 'ada, ben and 1 other'],
    [['ada', 'ben', 'clara', 'bot'], 'ada, ben and 2 others'],
  ])('names who replied: %j', (writers, said) => {
    const replies = writers.map((from, at) => message(at, { from }));
    expect(writersOf(replies, (from) => from)).toBe(said);
  });
});

describe('unread marks', () => {
  const unread = (...messages: Parameters<typeof message>[]) =>
    teamsUnreadOf(state({ messages: { [CHANNEL]: messages.map((one) => message(...one)) } }), channel, 10);

  it('count what others wrote to me since I looked', () => {
    expect(unread([5, { mentions: ['ada'] }])).toEqual({ any: false, count: 0 });
    expect(unread([11])).toEqual({ any: true, count: 0 });
    expect(unread([11, { mentions: ['ada'] }], [12])).toEqual({ any: true, count: 1 });
    expect(unread([11, { from: 'bot', targetedTo: 'ada' }])).toEqual({ any: true, count: 1 });
    expect(unread([11, { from: 'ada' }], [12, { deleted: true }])).toEqual({ any: false, count: 0 });
  });

  it('count every message of the chat with the bot', () => {
    const messages = { [CHAT]: [message(11, { place: CHAT, from: 'bot' })] };
    expect(teamsUnreadOf(state({ messages }), chat, 10)).toEqual({ any: true, count: 1 });
  });
});

describe('where somebody begins', () => {
  it('is the first channel with a card, else the first channel, else the chat', () => {
    const other = { ...channel, id: 'c2' };
    const withCard = { c2: [message(1, { place: 'c2', from: 'bot', card: {} })] };
    expect(firstPlace(state({ places: [channel, other], messages: withCard }))).toBe(other);
    expect(firstPlace(state({ places: [chat, channel] }))).toBe(channel);
    expect(firstPlace(state({ places: [chat] }))).toBe(chat);
    expect(firstPlace(state({ places: [{ ...channel, members: ['ben'] }] }))).toBeUndefined();
  });
});
