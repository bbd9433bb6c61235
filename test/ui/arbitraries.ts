import fc from 'fast-check';
import type { Button, Card, Option, Piece } from '../../src/ui/card';
import type { Field, Form } from '../../src/ui/form';
import type { Span, Text } from '../../src/ui/text';

/** Cards and forms such as a hostile email, a careless administrator or an unlucky day could make them. */
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 80 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '<!channel>',
      '<!here|here> & <!everyone>',
      '<@U0ADA> <@U0BEN|ben>',
      '<#C0SUPPORT|support>',
      '<!subteam^S012|@team>',
      '<https://evil.example|https://bank.example>',
      'javascript:alert(1) https://a:b@c.example/ http://[::1]/x',
      ':skull:'.repeat(200),
      '@channel @here @everyone',
      '&lt;!channel&gt; &amp;amp;',
      '\u202egpj.exe\u202c \u2066x\u2069',
      'مرحبا بالعالم שלום',
      '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇫🇷'.repeat(30),
      'e\u0301'.repeat(500),
      'Z\u0351\u036b\u0343'.repeat(400),
      '\ud83d',
      '\u0000\u0007\u001b[31m',
      '`*_~>',
      '\n\n\n> quoted\n- list\n```code```',
      '<!date^0^{date}^https://evil.example|now>',
      '**bold** __bold__ _slanted_ ~~struck~~ ***all***',
      '[bank](https://evil.example) ![x](https://evil.example/pixel.png)',
      '[a][b]\n\n[b]: https://evil.example',
      '# heading\n## another\n- item\n1. first\n> quote\n---\n===',
      '<at>Ada</at> <at id="1">everybody</at> <b>bold</b><img src=x onerror=alert(1)>',
      '{{DATE(2026-08-20T09:30:00Z, LONG)}} {{TIME(2026-08-20T09:30:00Z)}} {{{DATE(2026-08-20T09:30:00Z)}}}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what a card's template language would read
      '${$root.secret} ${{x}} {{ user }}',
      'www.evil.example mailto:a@b.example <https://evil.example>',
      '| a | b |\n|---|---|\n| c | d |',
      '    indented code\n\ttab',
      '\\*not escaped\\* \\[x\\](y)',
      'ends in a colon:',
      'skull: begins a name',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'x'.repeat(10_000),
      '&'.repeat(10_000),
      'mot '.repeat(5_000),
      '😀'.repeat(5_000),
    ),
  },
);

const time = fc.oneof(
  fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    .map((at) => at.toISOString()),
  fc.constantFrom('not a time', '', '-000001-01-01T00:00:00.000Z'),
);
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostile }),
  fc.record({ kind: fc.constant('strong' as const), text: hostile }),
  fc.record({
    kind: fc.constant('time' as const),
    at: time,
    style: fc.constantFrom('time', 'date', 'dateTime', 'relative'),
    fallback: hostile,
  }),
);
const text: fc.Arbitrary<Text> = fc.array(span, { maxLength: 5 });

const id = fc.uuid({ version: 7 });
const action = fc.constantFrom('assign', 'qualify', 'archive', 'more', 'labelRemove');
const button: fc.Arbitrary<Button> = fc.record(
  {
    action,
    label: hostile,
    style: fc.constantFrom('primary' as const, 'danger' as const),
    input: fc.dictionary(fc.constantFrom('conversation', 'version', 'page', 'label'), fc.oneof(id, fc.nat())),
    opens: fc.constantFrom('form' as const, 'page' as const, 'nothing' as const),
    confirm: fc.record({ title: hostile, text: hostile, yes: hostile, no: hostile }),
  },
  { requiredKeys: ['action', 'label', 'input', 'opens'] },
);
const option: fc.Arbitrary<Option> = fc.record(
  { value: fc.oneof(id, fc.constantFrom('all', '')), label: hostile, detail: hostile },
  { requiredKeys: ['value', 'label'] },
);
const options = fc.oneof(
  fc.uniqueArray(option, { selector: (one) => one.value, maxLength: 12 }),
  fc
    .nat(3_000)
    .map((count) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Label ${n}` }))),
);

/** So often, but no more than a real card could weigh. */
function repeated<T>(same: T, count: number): T[] {
  const size = JSON.stringify(same).length + 1;
  return new Array(Math.min(count, Math.ceil(100_000 / size))).fill(same);
}

function many<T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(one, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.tuple(one, fc.nat(most)).map(([same, count]) => repeated(same, count)) },
  );
}

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('body' as const), text: hostile }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: many(fc.record({ label: hostile, value: text }), 300),
  }),
  fc.record({ kind: fc.constant('context' as const), items: many(text, 200) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: many(button, 120) }),
  fc.record(
    { kind: fc.constant('row' as const), text, detail: text, button, menu: many(button, 12) },
    { requiredKeys: ['kind', 'text'] },
  ),
  fc.record({
    kind: fc.constant('picker' as const),
    name: fc.constant('mailbox'),
    label: hostile,
    options,
    chosen: fc.constantFrom('v1', 'all', null),
  }),
  fc.constant({ kind: 'divider' as const }),
);

export const cards: fc.Arbitrary<Card> = fc.record({ summary: hostile, pieces: many(piece, 90) });

const named = <T extends object>(rest: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(
    {
      name: fc.string({ minLength: 1, maxLength: 10 }),
      label: hostile,
      hint: hostile,
      optional: fc.boolean(),
      ...rest,
    },
    { requiredKeys: ['name', 'label', 'optional', ...Object.keys(rest)] as never },
  );
const field = fc.oneof(
  named({
    kind: fc.constantFrom('line' as const, 'lines' as const),
    maxLength: fc.constantFrom(1, 80, 3_000, 10_000),
    initial: fc.option(hostile, { nil: undefined }),
    placeholder: fc.option(hostile, { nil: undefined }),
  }),
  named({ kind: fc.constant('choice' as const), options, initial: fc.constantFrom(undefined, 'v1', 'v250') }),
  named({
    kind: fc.constant('search' as const),
    lookup: fc.constantFrom('members', 'qualifications'),
    initial: fc.option(option, { nil: undefined }),
  }),
  named({
    kind: fc.constant('person' as const),
    lookup: fc.constant('members'),
    initial: fc.option(option, { nil: undefined }),
    offered: fc.option(options, { nil: undefined }),
  }),
  named({ kind: fc.constant('check' as const), options, initial: fc.constantFrom(undefined, ['v1', 'v2']) }),
) as fc.Arbitrary<Field>;

export const forms: fc.Arbitrary<Form> = fc.record({
  title: hostile,
  submit: fc.option(hostile),
  close: hostile,
  intro: many(piece, 120),
  fields: fc.uniqueArray(field, { selector: (one) => one.name, maxLength: 8 }),
  token: fc.record({ action, nonce: id, conversationId: fc.option(id), seenVersion: fc.option(fc.nat()) }),
});
