import { Desk } from './desk';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const eventsOf = async (id: string) => (await desk.history(id)).map(({ event }) => event.type);
const kindsOf = async (id: string) => (await desk.posts(id)).map((post) => post.kind);

describe('an email arrives', () => {
  test('given nobody wrote before, then it is a new conversation with a card in the mailbox’s channel', async () => {
    const { outcome, conversationId, number } = await desk.arrives({ subject: 'Broken chair' });
    expect(outcome).toBe('card');
    expect(await eventsOf(conversationId)).toEqual(['started', 'emailReceived']);
    const [card] = await desk.posts(conversationId);
    expect(card).toMatchObject({ kind: 'card', channel: 'Csupport', wanted: 2, shown: 0 });
    expect(JSON.stringify(await desk.content(card!))).toContain('Broken chair');
    expect(number).toBeGreaterThan(0);
  });

  test('given the same copy is handed over again, then nothing happens', async () => {
    const letter = await desk.arrives({ subject: 'Once' });
    const before = await desk.history(letter.conversationId);
    const again = await desk.app.store.transaction((tx) => tx.emails.copiesOf(letter.conversationId));
    const repeated = await desk.arrivesRaw(letter.raw, {}, again[0]!.uid);
    expect(repeated).toMatchObject({ outcome: 'known', conversationId: letter.conversationId });
    expect(await desk.history(letter.conversationId)).toEqual(before);
  });

  test('given the same email lies there twice, then the second is a duplicate', async () => {
    const letter = await desk.arrives({ subject: 'Twice' });
    const routed = Buffer.concat([
      Buffer.from('Received: from elsewhere by here; Sat, 15 Aug 2026 14:04:00 +0000\r\n'),
      letter.raw,
    ]);
    const second = await desk.arrivesRaw(routed);
    expect(second).toMatchObject({ outcome: 'duplicate', conversationId: letter.conversationId });
    expect((await desk.state(letter.conversationId)).emailCount).toBe(1);
    const copies = await desk.app.store.transaction((tx) => tx.emails.copiesOf(letter.conversationId));
    expect(copies).toHaveLength(2);
  });

  test('given somebody reuses a Message-ID with other content, then both are kept and the second is marked', async () => {
    const first = await desk.arrives({ id: 'reused@client.test', text: 'Pay account A' });
    const second = await desk.arrives({ id: 'reused@client.test', text: 'Pay account B' });
    expect(second.outcome).toBe('card');
    expect(second.conversationId).not.toBe(first.conversationId);
    const [card] = await desk.posts(second.conversationId);
    expect(JSON.stringify(await desk.content(card!))).toContain('reuses the identity');
  });

  test('given a long text and an attachment, then they go into the thread', async () => {
    const { conversationId } = await desk.arrives({
      headers: ['X-Test: 1'],
      text: 'A sentence that goes on. '.repeat(60),
    });
    expect(await kindsOf(conversationId)).toEqual(['card', 'email']);
  });

  test('given it was received before the mailbox was connected, then it is stored without a card, until an answer comes', async () => {
    const old = await desk.arrives({ id: 'old@client.test', receivedAt: '2026-08-01T10:00:00.000Z' });
    expect(old.outcome).toBe('silent');
    expect(await desk.posts(old.conversationId)).toEqual([]);
    const answer = await desk.arrives({ inReplyTo: 'old@client.test', text: 'Any news?' });
    expect(answer).toMatchObject({ outcome: 'joined', conversationId: old.conversationId });
    expect(await eventsOf(old.conversationId)).toEqual([
      'started',
      'emailReceived',
      'shown',
      'emailReceived',
    ]);
    expect(await kindsOf(old.conversationId)).toEqual(['card', 'email', 'email']);
  });
});

test('given it came in the very second of connecting, then it is new: IMAP tells whole seconds', async () => {
  expect((await desk.arrives({ receivedAt: '2026-08-15T13:00:00.000Z' })).outcome).toBe('card');
  expect((await desk.arrives({ receivedAt: '2026-08-15T12:59:59.000Z' })).outcome).toBe('silent');
});

describe('an email joins', () => {
  test('given it answers one that we know, then it goes to the same thread, with a line for the channel', async () => {
    const first = await desk.arrives({ id: 'first@client.test' });
    const second = await desk.arrives({ inReplyTo: 'first@client.test', text: 'Hello again' });
    expect(second).toMatchObject({ outcome: 'joined', conversationId: first.conversationId });
    const posts = await desk.posts(first.conversationId);
    // The first email's text has left the card, which shows the newest.
    expect(posts.map((post) => post.kind)).toEqual(['card', 'email', 'bump', 'email']);
    expect(posts.slice(1).every((post) => post.rootId === posts[0]!.id)).toBe(true);
    expect(posts[0]!.wanted).toBe((await desk.state(first.conversationId)).version);
  });

  test('given a stranger reused the id of an email, then the answers to it stay where they belong', async () => {
    const first = await desk.arrives({ id: 'target@client.test' });
    const bait = await desk.arrives({
      id: 'target@client.test',
      from: 'Eve <eve@evil.test>',
      text: 'Answer to me',
    });
    expect(bait.conversationId).not.toBe(first.conversationId);
    const answer = await desk.arrives({ inReplyTo: 'target@client.test', text: 'Thank you' });
    expect(answer.conversationId).toBe(first.conversationId);
    const evil = await desk.arrives({ inReplyTo: 'target@client.test', from: 'Eve <eve@evil.test>' });
    expect(evil.conversationId).toBe(bait.conversationId);
  });

  test('given the child comes before its parent, then the parent joins it', async () => {
    const child = await desk.arrives({ inReplyTo: 'parent@client.test', text: 'As I said' });
    const parent = await desk.arrives({ id: 'parent@client.test', text: 'I say' });
    expect(parent.conversationId).toBe(child.conversationId);
  });

  test('given only the subject is alike, then it does not join', async () => {
    const first = await desk.arrives({ subject: 'Invoice 7' });
    const second = await desk.arrives({ subject: 'Re: Invoice 7' });
    expect(second.conversationId).not.toBe(first.conversationId);
  });

  test('given a stranger names an email of ours, then it is shown marked and nothing is reopened', async () => {
    const first = await desk.arrives({ id: 'private@client.test' });
    await desk.as('dana').command(`resolve ${first.number}`);
    const second = await desk.arrives({
      from: 'Eve <eve@evil.test>',
      inReplyTo: 'private@client.test',
      text: 'Let me in',
    });
    expect(second.conversationId).toBe(first.conversationId);
    expect((await desk.state(first.conversationId)).status).toBe('resolved');
    const entry = (await desk.posts(first.conversationId)).findLast((post) => post.kind === 'email');
    expect(JSON.stringify(await desk.content(entry!))).toContain('never took part');
    const participants = await desk.app.store.transaction((tx) =>
      tx.emails.participants(first.conversationId),
    );
    expect(participants).not.toContain('eve@evil.test');
    expect((await desk.posts(first.conversationId)).map((post) => post.kind)).not.toContain('bump');
  });

  test('given the customer answers a resolved and archived one, then it is open again and files are moved back', async () => {
    const first = await desk.arrives({ id: 'done@client.test' });
    await desk.as('dana').command(`resolve ${first.number} Sent a new one`);
    await desk.as('dana').command(`archive ${first.number}`);
    const copies = () => desk.app.store.transaction((tx) => tx.emails.copiesOf(first.conversationId));
    expect((await copies()).map((copy) => copy.wantedKind)).toEqual(['archive']);
    await desk.arrives({ inReplyTo: 'done@client.test', text: 'It broke again' });
    expect(await desk.state(first.conversationId)).toMatchObject({ status: 'open', place: 'inbox' });
    expect((await copies()).map((copy) => copy.wantedKind)).toEqual(['inbox', 'inbox']);
  });

  test('given one email went to two mailboxes, then there are two conversations that name each other', async () => {
    const letter = await desk.arrives({
      to: 'support@acme.test',
      id: 'both@client.test',
      subject: 'To both',
    });
    const [shown] = await desk.posts(letter.conversationId);
    const other = await desk.arrivesRaw(letter.raw, { to: 'sales@acme.test' });
    expect(other.conversationId).not.toBe(letter.conversationId);
    const [card] = await desk.posts(letter.conversationId);
    // The first one says something else now, so it is drawn again.
    expect(card!.wanted).toBeGreaterThan(shown!.wanted);
    // In Ventes agents see only what is theirs: that something is there says the email's header, no more is said.
    expect(JSON.stringify(await desk.content(card!))).toContain('also in "},{"kind":"text","text":"Ventes"}');
    const [there] = await desk.posts(other.conversationId);
    expect(JSON.stringify(await desk.content(there!))).toContain(`Support #${letter.number}`);
  });
});

describe('what cannot be read is still a card that says so', () => {
  test.each([
    ['nothing at all', ''],
    ['a body without headers', 'just some words\r\nand more'],
    ['binary', '\u0000\u0001\u0002\u00ff'],
  ])('given %s', async (_what, bytes) => {
    const { outcome, conversationId } = await desk.arrivesRaw(Buffer.from(bytes, 'latin1'));
    expect(outcome).toBe('card');
    const [card] = await desk.posts(conversationId);
    expect(await desk.content(card!)).toMatchObject({ kind: 'card' });
  });
});
