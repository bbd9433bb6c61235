import { renderCard } from '../../src/slack/renderCard';
import type { Piece } from '../../src/ui/card';
import { plain, strong } from '../../src/ui/text';
import { wordsOnScreen } from './rehearsal';

const draw = (...pieces: Piece[]) => renderCard({ summary: 'A card', pieces }).blocks;
const oneText = (block: unknown) => (block as { text: unknown }).text;

describe('a card as blocks', () => {
  it('looks like this', () => {
    expect(
      draw(
        { kind: 'heading', text: plain('● New   #142   Broken kettle') },
        { kind: 'text', text: [...strong('Jo Marsh'), ...plain(' · jo@example.org · unknown sender')] },
        { kind: 'body', text: 'Hello,\nit leaks: https://example.org/kettle.' },
        { kind: 'fields', fields: [{ label: 'Owner', value: plain('Nobody yet') }] },
        {
          kind: 'context',
          items: [
            plain('support@example.org'),
            [
              { kind: 'text', text: 'received ' },
              {
                kind: 'time',
                at: '2026-08-20T09:30:00.000Z',
                style: 'dateTime',
                fallback: '20 Aug, 09:30 UTC',
              },
            ],
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            {
              action: 'take',
              label: 'Take',
              style: 'primary',
              input: { conversation: 'c1' },
              opens: 'nothing',
            },
          ],
        },
      ),
    ).toMatchInlineSnapshot(`
[
  {
    "text": {
      "emoji": false,
      "text": "● New   #142   Broken kettle",
      "type": "plain_text",
    },
    "type": "header",
  },
  {
    "elements": [
      {
        "elements": [
          {
            "style": {
              "bold": true,
            },
            "text": "Jo Marsh",
            "type": "text",
          },
          {
            "text": " · jo@example.org · unknown sender",
            "type": "text",
          },
        ],
        "type": "rich_text_section",
      },
    ],
    "type": "rich_text",
  },
  {
    "elements": [
      {
        "elements": [
          {
            "text": "Hello,
it leaks: ",
            "type": "text",
          },
          {
            "type": "link",
            "url": "https://example.org/kettle",
          },
          {
            "text": ".",
            "type": "text",
          },
        ],
        "type": "rich_text_section",
      },
    ],
    "type": "rich_text",
  },
  {
    "fields": [
      {
        "text": "*Owner*
Nobody yet",
        "type": "mrkdwn",
        "verbatim": true,
      },
    ],
    "type": "section",
  },
  {
    "elements": [
      {
        "emoji": false,
        "text": "support@example.org",
        "type": "plain_text",
      },
      {
        "text": "received <!date^1787218200^{date_short_pretty} {time}|20 Aug, 09:30 UTC>",
        "type": "mrkdwn",
        "verbatim": true,
      },
    ],
    "type": "context",
  },
  {
    "elements": [
      {
        "action_id": "do:take:n:1",
        "style": "primary",
        "text": {
          "emoji": false,
          "text": "Take",
          "type": "plain_text",
        },
        "type": "button",
        "value": "{"conversation":"c1"}",
      },
    ],
    "type": "actions",
  },
]
`);
  });

  it('shows a list line by line, the main button beside it, the rest in a menu', () => {
    const button = (action: string) => ({
      action,
      label: action,
      input: { conversation: 'c1' },
      opens: 'nothing' as const,
    });
    expect(
      draw(
        { kind: 'row', text: plain('#1 One'), detail: plain('Open'), button: button('show') },
        { kind: 'row', text: plain('#2 Two'), menu: [button('take'), button('read')] },
        { kind: 'row', text: plain('#3 Three'), button: button('show'), menu: [button('take')] },
      ).map((block) => [block.type, 'accessory' in block ? block.accessory?.type : undefined]),
    ).toEqual([
      ['section', 'button'],
      ['section', 'overflow'],
      ['section', undefined],
      ['actions', undefined],
    ]);
  });

  it('puts what needs confirming beside the menu, because a menu asks only once for all', () => {
    const [, actions] = draw({
      kind: 'row',
      text: plain('#1'),
      menu: [
        { action: 'read', label: 'Read', input: {}, opens: 'page' },
        {
          action: 'delete',
          label: 'Delete',
          input: {},
          opens: 'nothing',
          confirm: { title: 'Delete?', text: 'It goes to the trash.', yes: 'Delete', no: 'Keep' },
        },
      ],
    });
    expect(actions).toMatchObject({ elements: [{ type: 'button', confirm: {} }, { type: 'overflow' }] });
  });

  it('leaves out nothing but empty pieces', () => {
    expect(
      draw(
        { kind: 'text', text: plain(' ') },
        { kind: 'body', text: '\n' },
        { kind: 'fields', fields: [] },
        { kind: 'context', items: [plain('')] },
        { kind: 'buttons', buttons: [] },
      ),
    ).toEqual([]);
  });
});

describe('text of other people', () => {
  it.each([
    ['everybody', 'Dear <!channel>, <@U0ADA> and <#C0SUPPORT|x>'],
    ['emphasis', '*bold* _slanted_ ~struck~ `code`'],
    ['emoji', ':tada: :skull:'],
    ['a quote', '> said somebody'],
  ])('stays as it was written: %s', (_, words) => {
    const everywhere: Piece[] = [
      { kind: 'heading', text: plain(words) },
      { kind: 'text', text: [...strong('Jo'), ...plain(` ${words}`)] },
      { kind: 'text', text: plain(words) },
      { kind: 'body', text: words },
      { kind: 'fields', fields: [{ label: 'Subject', value: plain(words) }] },
      { kind: 'context', items: [plain(words), [...strong('Jo'), ...plain(`: ${words}`)]] },
      { kind: 'row', text: [...strong('#1'), ...plain(` ${words}`)] },
    ];
    for (const piece of everywhere) {
      const [block] = draw(piece);
      const mrkdwn = JSON.stringify(block).includes('"type":"mrkdwn"');
      const shown = wordsOnScreen(block).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
      expect(shown.replaceAll('\n', ' ')).toContain(mrkdwn ? words : words.trim());
    }
  });

  it('is mrkdwn only where no letter of it means anything there', () => {
    const field = (value: string) =>
      (
        draw({ kind: 'fields', fields: [{ label: 'Owner', value: plain(value) }] })[0] as never as {
          fields: unknown[];
        }
      ).fields[0];
    expect(field('Ada & Ben <3 file_name_2.pdf')).toEqual({
      type: 'mrkdwn',
      text: '*Owner*\nAda &amp; Ben &lt;3 file_name_2.pdf',
      verbatim: true,
    });
    expect(field('*Ada*')).toEqual({ type: 'plain_text', text: 'Owner\n*Ada*', emoji: false });
  });

  it('brings no emoji to life that begins in one span and ends in the next', () => {
    const notATime = { kind: 'time', at: 'never', style: 'time', fallback: 'skull: and more' } as const;
    const [block] = draw({ kind: 'context', items: [[...strong('Jo'), ...plain(' said :'), notATime]] });
    expect(JSON.stringify(block)).toContain('"plain_text","text":"Jo said :skull: and more"');
  });

  it('is bold only where asterisks make it bold', () => {
    const context = (...words: [string, string, string]) =>
      draw({
        kind: 'context',
        items: [[...plain(words[0]), ...strong(words[1]), ...plain(words[2])]],
      });
    expect(JSON.stringify(context('by ', 'Ada', ', now'))).toContain('by *Ada*, now');
    expect(JSON.stringify(context('by', 'Ada', 's'))).toContain('byAdas');
    expect(JSON.stringify(context('by ', ' Ada', ''))).toContain('by  Ada');
  });

  it('links only to where it says, by http, https or mailto', () => {
    const links = (text: string) =>
      JSON.stringify(draw({ kind: 'body', text })).match(/"type":"link","url":"([^"]+)"/g) ?? [];
    expect(links('See https://example.org/a_(b), and http://x.org.')).toEqual([
      '"type":"link","url":"https://example.org/a_(b"',
      '"type":"link","url":"http://x.org"',
    ]);
    expect(links('mailto:jo@example.org')).toHaveLength(1);
    for (const bad of [
      'javascript:alert(1)',
      'slack://open',
      'data:text/html,x',
      'https://bank.example@evil.example/',
      'https://',
      'file:///etc/passwd',
    ]) {
      expect(links(`Look: ${bad} there`)).toEqual([]);
    }
  });

  it('is cut between graphemes, with an ellipsis', () => {
    const family = '👩‍👩‍👧‍👦';
    const text = oneText(draw({ kind: 'heading', text: plain(family.repeat(100)) })[0]) as { text: string };
    expect(text.text.length).toBeLessThanOrEqual(150);
    expect(text.text).toMatch(new RegExp(`^(${family})+…$`));
  });
});

describe('too much for one message', () => {
  const button = (n: number) => ({
    action: 'go',
    label: `Go ${n}`,
    input: { n },
    opens: 'nothing' as const,
  });

  it('shortens the body and keeps the buttons', () => {
    const blocks = draw(
      { kind: 'heading', text: plain('Subject') },
      { kind: 'body', text: 'word '.repeat(10_000) },
      { kind: 'buttons', buttons: [button(1)] },
    );
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
    expect(wordsOnScreen(blocks)).toContain('…');
    expect(wordsOnScreen(blocks).length).toBeGreaterThan(9_000);
  });

  it('says in the place of what is missing how much that is', () => {
    const rows = Array.from({ length: 80 }, (_, n): Piece => ({ kind: 'row', text: plain(`#${n}`) }));
    const blocks = draw(...rows, { kind: 'buttons', buttons: [button(1)] });
    expect(blocks).toHaveLength(50);
    expect(wordsOnScreen(blocks.at(-2))).toBe('… (+32)');
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
  });

  it('shortens every field before it leaves one out', () => {
    const fields = Array.from({ length: 20 }, (_, n) => ({
      label: `F${n}`,
      value: plain('x'.repeat(1_900)),
    }));
    const blocks = draw({ kind: 'fields', fields });
    expect(wordsOnScreen(blocks)).toContain('F19');
  });

  it('is refused for a button that carries more than Slack does, which is a bug of ours', () => {
    const buttons = [{ ...button(1), input: { note: 'x'.repeat(3_000) } }];
    expect(() => draw({ kind: 'buttons', buttons })).toThrow(/too long for Slack/);
  });
});
