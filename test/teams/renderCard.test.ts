import { jsonBytes } from '../../src/teams/cardJson';
import { limits } from '../../src/teams/limits';
import { readAction } from '../../src/teams/readAction';
import { keyOfCard, renderCard, summaryOf, withRefresh } from '../../src/teams/renderCard';
import type { Button, Piece } from '../../src/ui/card';
import { plain, strong, type Text } from '../../src/ui/text';

const KEY = '01989a5e-7e1c-7c3a-8b00-000000000001.1';
const draw = (...pieces: Piece[]) => renderCard({ summary: 'A card', pieces }, KEY);
const button = (action: string, more: Partial<Button> = {}): Button => ({
  action,
  label: action,
  input: { conversation: 'c1', version: 2 },
  opens: 'nothing',
  ...more,
});
const time = { kind: 'time', at: '2026-08-20T09:30:00.123Z', style: 'dateTime', fallback: '20 Aug' } as const;
const actionsOf = (buttons: Button[]) =>
  draw({ kind: 'buttons', buttons }).body.flatMap((set) => set.actions as Record<string, unknown>[]);
const runsOf = (text: Text) =>
  (draw({ kind: 'text', text }).body[0] as unknown as { inlines: { text: string }[] }).inlines;

describe('a card as an Adaptive Card', () => {
  it('looks like this', () => {
    expect(
      draw(
        { kind: 'heading', text: plain('● New   #142   Broken kettle') },
        { kind: 'text', text: [...strong('Jo Marsh'), ...plain(' · jo@example.org')] },
        { kind: 'body', text: 'Hello,\nit leaks: https://example.org/kettle.\n\nJo' },
        { kind: 'fields', fields: [{ label: 'Owner', value: plain('Nobody yet') }] },
        { kind: 'context', items: [plain('support@example.org'), [...plain('received '), time]] },
        { kind: 'buttons', buttons: [button('take', { style: 'primary' })] },
      ),
    ).toEqual({
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: 'A card',
      msteams: { width: 'Full' },
      body: [
        {
          id: `postroom:${KEY}`,
          type: 'TextBlock',
          text: '● New\u2002#142\u2002Broken kettle',
          size: 'Medium',
          weight: 'Bolder',
          wrap: true,
          style: 'heading',
        },
        {
          type: 'RichTextBlock',
          inlines: [
            { type: 'TextRun', text: 'Jo Marsh', weight: 'Bolder' },
            { type: 'TextRun', text: ' · jo@example.org' },
          ],
        },
        {
          type: 'Container',
          style: 'emphasis',
          items: [
            {
              type: 'RichTextBlock',
              inlines: [{ type: 'TextRun', text: 'Hello,\nit leaks: https://example.org/kettle.' }],
            },
            { type: 'RichTextBlock', spacing: 'Small', inlines: [{ type: 'TextRun', text: 'Jo' }] },
          ],
        },
        {
          type: 'ColumnSet',
          columns: [
            {
              type: 'Column',
              width: 'stretch',
              items: [
                {
                  type: 'RichTextBlock',
                  inlines: [{ type: 'TextRun', text: 'Owner', isSubtle: true, size: 'Small' }],
                },
                {
                  type: 'RichTextBlock',
                  spacing: 'None',
                  inlines: [{ type: 'TextRun', text: 'Nobody yet' }],
                },
              ],
            },
          ],
        },
        {
          type: 'RichTextBlock',
          spacing: 'Small',
          inlines: [
            {
              type: 'TextRun',
              text: 'support@example.org  ·  received {{DATE(2026-08-20T09:30:00Z, SHORT)}} {{TIME(2026-08-20T09:30:00Z)}}',
              isSubtle: true,
              size: 'Small',
            },
          ],
        },
        {
          type: 'ActionSet',
          actions: [
            {
              type: 'Action.Execute',
              verb: 'postroom',
              title: 'take',
              style: 'positive',
              data: { post: KEY, action: 'take', input: { conversation: 'c1', version: 2 } },
              fallback: {
                type: 'Action.Submit',
                title: 'take',
                style: 'positive',
                data: { post: KEY, action: 'take', input: { conversation: 'c1', version: 2 } },
              },
            },
          ],
        },
      ],
    });
  });

  it('says whose post it is, and a private answer is nobody’s', () => {
    const card = { summary: 'A list', pieces: [{ kind: 'text' as const, text: plain('x') }] };
    expect(keyOfCard(renderCard(card, KEY))).toBe(KEY);
    expect(keyOfCard(renderCard(card, null))).toBeNull();
    expect(keyOfCard(renderCard({ summary: 'Nothing', pieces: [] }, KEY))).toBe(KEY);
    for (const foreign of [null, 'x', {}, { body: [] }, { body: [{ id: 'x' }] }, { body: 'x' }])
      expect(keyOfCard(foreign)).toBeNull();
  });

  it('draws a line above what follows a divider, and between the rows of a list', () => {
    const { body } = draw(
      { kind: 'text', text: plain('1') },
      { kind: 'divider' },
      { kind: 'row', text: plain('2') },
      { kind: 'row', text: plain('3') },
      { kind: 'text', text: plain('4') },
      { kind: 'divider' },
    );
    expect(body.map((element) => element.separator ?? false)).toEqual([false, true, true, false]);
  });

  it('shows a row’s main button, and the rest behind the dots', () => {
    const { body } = draw({
      kind: 'row',
      text: plain('#1'),
      button: button('take'),
      menu: [button('read', { opens: 'page' }), button('more', { opens: 'page' })],
    });
    const [, { items }] = body[0]!.columns as [unknown, { items: { actions: Record<string, unknown>[] }[] }];
    expect(items[0]!.actions.map(({ title, mode }) => [title, mode])).toEqual([
      ['take', undefined],
      ['read', 'secondary'],
      ['more', 'secondary'],
    ]);
  });
});

describe('a button', () => {
  it('that opens a form or page fetches a dialog', () => {
    for (const opens of ['form', 'page'] as const) {
      const [action] = actionsOf([button('assign', { opens })]);
      expect(action).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'task/fetch' } } });
      expect(readAction(action!.data)).toEqual({
        post: KEY,
        action: 'assign',
        input: { conversation: 'c1', version: 2 },
        confirm: null,
      });
    }
  });

  it('that asks first fetches a dialog with the question', () => {
    const confirm = { title: 'Delete?', text: 'To the trash.', yes: 'Delete', no: 'Keep' };
    const [action] = actionsOf([button('delete', { confirm, style: 'danger' })]);
    expect(action).toMatchObject({ style: 'destructive', data: { msteams: { type: 'task/fetch' } } });
    expect(readAction(action!.data)?.confirm).toEqual({ ...confirm, danger: true });
  });

  it('is seen when it is one of the first six', () => {
    const modes = actionsOf(Array.from({ length: 9 }, (_, n) => button(`a${n}`))).map(({ mode }) => mode);
    expect(modes).toEqual([...new Array(6).fill(undefined), 'secondary', 'secondary', 'secondary']);
  });

  it('that carries more than it may is a bug of ours', () => {
    expect(() => actionsOf([button('x', { input: { note: 'x'.repeat(2_000) } })])).toThrow(
      /too long for Teams/,
    );
  });
});

describe('text of other people', () => {
  it.each([
    ['emphasis', '*bold* _slanted_ ~struck~ `code`'],
    ['a list', '- one'],
    ['a link', 'see https://example.org'],
  ])('is a heading of text runs when it means something in Markdown: %s', (_, words) => {
    expect(draw({ kind: 'heading', text: plain(words) }).body[0]).toMatchObject({
      type: 'RichTextBlock',
      inlines: [{ text: words, size: 'Medium', weight: 'Bolder' }],
    });
  });

  it('calls nobody, fills no macro and links nowhere', () => {
    const [run] = runsOf(
      plain('<at>Ada</at> {{DATE(2026-08-20T09:30:00Z)}} \u0024{x} [bank](https://evil.example)'),
    );
    expect(run!.text).not.toMatch(/<\/?at|\{\{|\$\{|\]\(/);
    expect(run!.text.replaceAll('\u2060', '')).toBe(
      '<at>Ada</at> {{DATE(2026-08-20T09:30:00Z)}} \u0024{x} [bank](https://evil.example)',
    );
  });

  it('fills no macro either that begins in one span and ends in the next', () => {
    const [run] = runsOf([...plain('{'), ...plain('{TIME(2026-08-20T09:30:00Z)}}')]);
    expect(run!.text).not.toContain('{{');
  });

  it('is a link only where Postroom made one', () => {
    const link = (url: string) => runsOf([{ kind: 'link', text: 'Open', url }])[0];
    expect(link('https://postroom.example/x')).toMatchObject({
      selectAction: { type: 'Action.OpenUrl', url: 'https://postroom.example/x' },
    });
    expect(link('javascript:alert(1)')).toEqual({ type: 'TextRun', text: 'Open' });
  });

  it('is shown with the words we have where a time is none', () => {
    expect(runsOf([{ ...time, at: 'never' }])[0]!.text).toBe('20 Aug');
    expect(runsOf([{ ...time, style: 'relative' }])[0]!.text).toMatch(/^\{\{DATE/);
  });
});

describe('too much for one card', () => {
  it('shortens the body and keeps the buttons', () => {
    const card = draw(
      { kind: 'heading', text: plain('Subject') },
      { kind: 'body', text: 'word '.repeat(10_000) },
      { kind: 'buttons', buttons: [button('take')] },
    );
    expect(card.body.at(-1)!.type).toBe('ActionSet');
    expect(JSON.stringify(card)).toContain('word…');
    expect(jsonBytes(card)).toBeLessThanOrEqual(limits.cardBytes.max);
    expect(jsonBytes(card)).toBeGreaterThan(limits.cardBytes.max * 0.9);
  });

  it('shows ten rows of a list with their buttons, and says how many more there were', () => {
    const row = (n: number): Piece => ({
      kind: 'row',
      text: [...strong(`#${n}`), ...plain(` ${'A subject of usual length'.repeat(2)}`)],
      detail: [...plain('● New · Claire Martin · '), time],
      button: button('take', { input: { conversation: KEY, version: 2 } }),
      menu: ['read', 'history', 'more'].map((name) => button(name, { opens: 'page' })),
    });
    const { body } = draw(...Array.from({ length: 80 }, (_, n) => row(n)));
    expect(body.length).toBeGreaterThan(10);
    expect(body.at(-1)).toMatchObject({ text: `… (+${80 - (body.length - 1)})` });
    expect(draw(...Array.from({ length: 10 }, (_, n) => row(n))).body).toHaveLength(10);
  });
});

test('the notification line calls nobody and is never empty', () => {
  expect(summaryOf({ summary: '<at>Ada</at>\nhello', pieces: [] })).toBe('<\u2060at>Ada<\u2060/at> hello');
  expect(summaryOf({ summary: '', pieces: [] })).toBe('–');
});

describe('a card that is drawn afresh', () => {
  const card = draw({ kind: 'text', text: plain('x') });
  const users = (count: number) => Array.from({ length: count }, (_, n) => `29:${n}`);

  it('asks for itself with its key, for at most sixty people', () => {
    expect(withRefresh(card, KEY, users(60)).refresh).toMatchObject({
      action: { type: 'Action.Execute', verb: 'postroom', data: { post: KEY, action: 'refresh', input: {} } },
      userIds: { length: 60 },
    });
    expect(withRefresh(card, KEY, users(61))).toBe(card);
    expect(withRefresh(card, KEY, [])).toBe(card);
  });
});
