import { beginsCommand, commandWords } from '../../src/teams/commandWords';
import { findPosted, repliesSince } from '../../src/teams/history';
import { mentionsBot, piecesOf, unescaped, wordsIn, wordsOfHistory } from '../../src/teams/messageText';
import type { HistoryMessage } from '../../src/teams/transport/transport';
import { cpuTime } from '../cpuTime';
import { ADA, activity, BOT } from './fakeTransport';

const toBot = { type: 'mention', mentioned: { id: BOT, name: 'Postroom' }, text: '<at>Postroom</at>' };
const toAda = { type: 'mention', mentioned: { id: ADA.id, name: ADA.name }, text: `<at>${ADA.name}</at>` };

function words(text: string, ...entities: Record<string, unknown>[]) {
  const pieces = piecesOf(activity({ text, entities }));
  return commandWords(pieces, BOT, (id) => (id === ADA.id ? ADA.user : null));
}

describe('a message made to keep the bot busy', () => {
  const history = (content: string): HistoryMessage => ({
    ...{ id: '1', createdAt: '2026-11-22T10:00:00.000Z', modifiedAt: null, edited: false, deleted: false },
    ...{ user: ADA.user, userName: ADA.name, attachmentNames: [], cards: [] },
    body: { html: true, content },
    mentions: [{ id: 0, name: 'Postroom', user: null }],
  });
  const place = { tenant: 't', group: 'g', channel: 'c' };

  test.each(['<at>', '<at', '<', '<attachment', '<at id=0', 'id=0', '<at id="0">'])(
    'given nothing but %s, then it is read in an instant',
    async (part) => {
      const text = `<at ${part.repeat(100_000 / part.length)}`;
      expect(cpuTime(() => wordsIn(activity({ text })))).toBeLessThan(500);
      const found = [history(text)];
      const reading = {
        roots: async () => ({ ok: true as const, value: found }),
        replies: async () => ({ ok: true as const, value: found }),
      };
      const before = process.cpuUsage();
      await repliesSince(reading, place, 'root', '2026-11-22T09:00:00.000Z');
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
    },
  );
});

test('given a message nested too deeply to be laid out, then its words are kept all the same', () => {
  const content = `${'<div>'.repeat(6_000)}Call &lt;him&gt;${'</div>'.repeat(6_000)}`;
  const message = { body: { html: true, content }, attachmentNames: [] } as unknown as HistoryMessage;
  expect(wordsOfHistory(message)).toBe('Call <him>');
});

describe('the words of a command', () => {
  test.each([
    ['<at>Postroom</at> list', ['list']],
    ['<at>Postroom</at>&nbsp;assign&nbsp;142 \n', ['assign', '142']],
    ['assign 142 <at>Ada Moreau</at> please', ['assign', '142', { user: ADA.user }, 'please']],
    ['assign 142<at>Ada Moreau</at>please', ['assign', '142', { user: ADA.user }, 'please']],
    ['qualify 142 “late delivery”', ['qualify', '142', 'late delivery']],
    ['qualify 142 « late delivery »', ['qualify', '142', 'late delivery']],
    ['note 142 it’s &lt;b&gt; &amp;amp; "open', ['note', '142', 'it’s', '<b>', '&amp;', '"open']],
    ['<at>Postroom</at>', []],
  ])('%s', (text, expected) => {
    expect(words(text, toBot, toAda)).toEqual(expected);
  });

  test('given somebody whom Teams cannot name, then their name counts as typed', () => {
    const entity = {
      type: 'mention',
      mentioned: { id: '29:x', name: 'Ben Okafor' },
      text: '<at>Ben Okafor</at>',
    };
    expect(words('assign 142 <at>Ben Okafor</at>', entity)).toEqual(['assign', '142', 'Ben', 'Okafor']);
  });

  test('given a tag that mentions nobody, then it is words', () => {
    expect(words('note 142 <at>Postroom</at>')).toEqual(['note', '142', '@Postroom']);
  });

  test('given two people of one name, then each tag is one of them', () => {
    const other = { ...toAda, mentioned: { id: '29:other', name: ADA.name } };
    expect(words('<at>Ada Moreau</at> <at>Ada Moreau</at>', toAda, other)).toEqual([
      { user: ADA.user },
      'Ada',
      'Moreau',
    ]);
  });
});

describe('what is meant for the bot where people talk', () => {
  test.each([
    [[], true],
    [['assign', '142'], true],
    [['TAKE'], true],
    [['142'], true],
    [['#142'], true],
    [['142', 'is', 'urgent'], false],
    [['thanks', 'for', 'this'], false],
    [[{ user: ADA.user }, 'look'], false],
  ])('%j: %s', (said, expected) => {
    expect(beginsCommand(said)).toBe(expected);
  });
});

describe('what people write', () => {
  test('given mentions, entities and files, then it is plain words', () => {
    const text = '<at>Postroom</at> and <at>Ada Moreau</at>: a &lt; b&nbsp;&amp; c';
    const attachments = [
      { contentType: 'text/html', content: '<p>…</p>' },
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'offer.pdf' },
      { contentType: 'image/*', contentUrl: 'https://example.com/1' },
    ];
    const said = activity({ text, entities: [toBot, toAda], attachments });
    expect(wordsIn(said)).toBe('@Postroom and @Ada Moreau: a < b & c\n[offer.pdf]\n[image]');
    expect(mentionsBot(said)).toBe(true);
    expect(mentionsBot(activity({ text, entities: [toAda] }))).toBe(false);
  });

  test.each([
    ['&amp;lt;', '&lt;'],
    ['&#233;&#xe9;&eacute;', 'éé&eacute;'],
    ['&#0; &#xd800; &#x110000;', '&#0; &#xd800; &#x110000;'],
  ])('%s is unescaped once', (from, to) => {
    expect(unescaped(from)).toBe(to);
  });

  test('given a message of Microsoft Graph, then its HTML is words as well', () => {
    const message: HistoryMessage = {
      id: '1',
      createdAt: '2026-11-22T10:00:00.000Z',
      modifiedAt: null,
      edited: false,
      deleted: false,
      user: ADA.user,
      userName: ADA.name,
      body: {
        html: true,
        content:
          '<p><at id="0">Ben Okafor</at> look: a &lt; b</p><p>Next<attachment id="x"></attachment></p>',
      },
      mentions: [{ id: 0, name: 'Ben Okafor', user: 'b' }],
      attachmentNames: ['offer.pdf'],
      cards: [],
    };
    expect(wordsOfHistory(message)).toBe('@Ben Okafor look: a < b\n\nNext\n[offer.pdf]');
    expect(wordsOfHistory({ ...message, body: { html: false, content: 'plain & simple' } })).toBe(
      'plain & simple\n[offer.pdf]',
    );
  });
});

test('given somebody posts a copy of our card, then it is not taken for ours', async () => {
  const card = { body: [{ id: 'postroom:k.1' }] };
  const message = { id: '7', user: ADA.user, deleted: false, cards: [card] } as unknown as HistoryMessage;
  const place = { tenant: 't', group: 'g', channel: 'c' };
  const wanted = { key: 'k.1', thread: null, since: new Date(0) };
  const standing = (...value: HistoryMessage[]) => ({
    roots: async () => ({ ok: true as const, value }),
    replies: async () => ({ ok: true as const, value }),
  });
  expect(await findPosted(standing(message), place, wanted)).toEqual({ ok: true, value: null });
  const ours = { ...message, id: '8', user: null };
  expect(await findPosted(standing(message, ours), place, wanted)).toEqual({ ok: true, value: { ts: '8' } });
});
