import { idsToLookUp, type MatchFacts, matchConversation } from '../../src/email/matchConversation';
import { participantsOf } from '../../src/email/participants';

const person = (address: string) => [{ name: '', address }];
const facts = (change: Partial<MatchFacts> = {}): MatchFacts => ({
  known: new Map([
    ['first@c1', { conversationId: 'c1', emailId: 'e1' }],
    ['second@c1', { conversationId: 'c1', emailId: 'e2' }],
    ['other@c2', { conversationId: 'c2', emailId: 'e3' }],
  ]),
  awaited: new Map([['lost@c3', 'c3']]),
  participants: new Map([
    ['c1', new Set(['customer@x.example', 'support@ours.example'])],
    ['c2', new Set(['somebody@else.example'])],
    ['c3', new Set(['customer@x.example'])],
  ]),
  ownAddresses: new Set(['support@ours.example', 'karim@ours.example']),
  ...change,
});
const email = (change: Partial<Parameters<typeof matchConversation>[0]> = {}) => ({
  messageId: 'new@x',
  inReplyTo: [] as string[],
  references: [] as string[],
  from: person('customer@x.example'),
  fromHeaderCount: 1,
  ...change,
});

describe('matchConversation', () => {
  it('begins a new conversation when nothing is referred to', () => {
    expect(matchConversation(email(), facts())).toEqual({ kind: 'new', unknownIds: [] });
  });

  it('begins a new one when only unknown emails are referred to, and remembers them', () => {
    const match = matchConversation(email({ inReplyTo: ['a@y'], references: ['b@y', 'a@y'] }), facts());
    expect(match).toEqual({ kind: 'new', unknownIds: ['a@y', 'b@y'] });
  });

  it('joins by In-Reply-To before References', () => {
    const match = matchConversation(email({ inReplyTo: ['first@c1'], references: ['other@c2'] }), facts());
    expect(match).toEqual({
      kind: 'join',
      conversationId: 'c1',
      evidence: { header: 'inReplyTo', messageId: 'first@c1', emailId: 'e1' },
      trusted: true,
      unknownIds: [],
    });
  });

  it('takes the nearest of several References', () => {
    const match = matchConversation(email({ references: ['other@c2', 'first@c1', 'gone@y'] }), facts());
    expect(match).toMatchObject({
      conversationId: 'c1',
      evidence: { header: 'references' },
      unknownIds: ['gone@y'],
    });
  });

  it('joins the conversation of earlier answers to an email that arrives after them', () => {
    const match = matchConversation(email({ messageId: 'lost@c3' }), facts());
    expect(match).toMatchObject({
      conversationId: 'c3',
      evidence: { header: 'messageId', emailId: null },
      trusted: true,
    });
  });

  it('joins a second answer to an email that nobody has seen', () => {
    const match = matchConversation(email({ inReplyTo: ['lost@c3'] }), facts());
    expect(match).toMatchObject({
      conversationId: 'c3',
      evidence: { header: 'inReplyTo' },
      unknownIds: ['lost@c3'],
    });
  });

  it('prefers an email that we have to one that is only awaited', () => {
    const match = matchConversation(email({ inReplyTo: ['lost@c3'], references: ['other@c2'] }), facts());
    expect(match).toMatchObject({ conversationId: 'c2' });
  });

  it('does not answer itself', () => {
    const match = matchConversation(email({ messageId: 'first@c1', inReplyTo: ['first@c1'] }), facts());
    expect(match).toEqual({ kind: 'new', unknownIds: [] });
  });

  describe('trust', () => {
    const trusted = (change: Parameters<typeof email>[0]) => {
      const match = matchConversation(email({ inReplyTo: ['first@c1'], ...change }), facts());
      return match.kind === 'join' && match.trusted;
    };

    it('is given to who took part and to our own people', () => {
      expect(trusted({})).toBe(true);
      expect(trusted({ from: person('karim@ours.example') })).toBe(true);
    });

    it('is refused to a stranger who knows an id', () => {
      expect(trusted({ from: person('stranger@evil.example') })).toBe(false);
    });

    it('is refused to a stranger who names a participant as well', () => {
      expect(trusted({ from: [...person('customer@x.example'), ...person('stranger@evil.example')] })).toBe(
        false,
      );
      expect(trusted({ fromHeaderCount: 2 })).toBe(false);
      expect(trusted({ from: [] })).toBe(false);
    });

    it('is refused where nobody is known to have taken part', () => {
      const match = matchConversation(email({ inReplyTo: ['first@c1'] }), facts({ participants: new Map() }));
      expect(match).toMatchObject({ kind: 'join', trusted: false });
    });
  });

  it('names every id that has to be looked up, once', () => {
    expect(idsToLookUp(email({ inReplyTo: ['a'], references: ['b', 'a'] }))).toEqual(['a', 'b', 'new@x']);
  });
});

describe('participantsOf', () => {
  it('is everybody in From, To, Cc and Reply-To, but not in Bcc', () => {
    const one = {
      from: person('a@x'),
      to: person('b@x'),
      cc: person('c@x'),
      replyTo: person('d@x'),
      bcc: person('secret@x'),
    };
    expect([...participantsOf([one, one])]).toEqual(['a@x', 'b@x', 'c@x', 'd@x']);
  });
});
