import { parsePermalink } from '../../../sandbox/page/live/permalink';
import { formatRoute, parseRoute, type Route } from '../../../sandbox/page/live/route';

describe('the address of the page', () => {
  it.each<[string, Route]>([
    ['#/', { as: undefined, place: { kind: 'list' } }],
    ['#/as/U1', { as: 'U1', place: { kind: 'list' } }],
    ['#/as/U1/channel/C1', { as: 'U1', place: { kind: 'channel', id: 'C1' } }],
    ['#/as/U1/channel/C1/thread/17.01', { as: 'U1', place: { kind: 'channel', id: 'C1', thread: '17.01' } }],
    ['#/as/U1/channel/C1/at/17.01', { as: 'U1', place: { kind: 'channel', id: 'C1', at: '17.01' } }],
    ['#/as/U1/home', { as: 'U1', place: { kind: 'home' } }],
    ['#/as/U1/mail', { as: 'U1', place: { kind: 'mail' } }],
    ['#/teams', { as: undefined, place: { kind: 'teams', as: undefined } }],
    ['#/teams/as/e1', { as: undefined, place: { kind: 'teams', as: 'e1' } }],
    ['#/teams/as/e1/place/19%3Ac', { as: undefined, place: { kind: 'teams', as: 'e1', id: '19:c' } }],
    [
      '#/teams/as/e1/place/19%3Ac/thread/17',
      { as: undefined, place: { kind: 'teams', as: 'e1', id: '19:c', thread: '17' } },
    ],
  ])('%s is read and written', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(formatRoute(route)).toBe(hash);
  });

  it.each(['', '#', '#/nowhere', '#/as', '#/as/U1/channel', '#/as/U1/nowhere', '#/%E0%A4%A'])(
    'shows the list for %s',
    (hash) => {
      expect(parseRoute(hash).place).toEqual({ kind: 'list' });
    },
  );
});

describe('links to messages', () => {
  const host = 'localhost:3000';

  it('reads a message and a thread', () => {
    expect(parsePermalink('http://127.0.0.1:3000/archives/C1/p1764000000000100', host)).toEqual({
      id: 'C1',
      at: '1764000000.000100',
    });
    expect(
      parsePermalink('http://localhost:3000/archives/C1/p1764000000000200?thread_ts=1764.0001&cid=C1', host),
    ).toEqual({ id: 'C1', thread: '1764.0001' });
  });

  it('leaves links to other hosts and other pages alone', () => {
    expect(parsePermalink('https://evil.example/archives/C1/p1764000000000100', host)).toBeUndefined();
    expect(parsePermalink('http://localhost:3000/elsewhere', host)).toBeUndefined();
    expect(parsePermalink('not an address', host)).toBeUndefined();
  });
});
