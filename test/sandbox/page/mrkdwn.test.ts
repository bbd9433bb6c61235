import fc from 'fast-check';
import { type Inline, parseInline, parseMrkdwn } from '../../../sandbox/page/text/mrkdwn';
import { cpuTime } from '../../cpuTime';

const text = (value: string): Inline => ({ kind: 'text', text: value });

/** All text that a reader would see, and every address that could be clicked. */
function seen(nodes: Inline[]): { text: string; links: string[] } {
  const parts = nodes.map((node) => {
    if ('children' in node) return seen(node.children);
    if (node.kind === 'link') return { text: seen(node.label).text, links: [node.url] };
    return { text: 'text' in node ? node.text : '', links: 'url' in node && node.url ? [node.url] : [] };
  });
  return { text: parts.map((part) => part.text).join(''), links: parts.flatMap((part) => part.links) };
}

describe('emphasis', () => {
  it('reads bold, italic, strike and code', () => {
    expect(parseInline('*a* _b_ ~c~ `d`')).toEqual([
      { kind: 'bold', children: [text('a')] },
      text(' '),
      { kind: 'italic', children: [text('b')] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
      text(' '),
      { kind: 'code', text: 'd' },
    ]);
  });

  it('nests', () => {
    expect(parseInline('*a _b_*')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
    ]);
  });

  it.each(['2*3*4', 'snake_case_name', '* not bold *', '*open', '**', 'a ~ b ~ c', '``'])(
    'leaves %s as typed',
    (typed) => {
      expect(parseInline(typed)).toEqual([text(typed)]);
    },
  );

  it('does not close inside of code or a link', () => {
    expect(parseInline('*a `*` <https://x.example/a*b|c>*')).toEqual([
      {
        kind: 'bold',
        children: [
          text('a '),
          { kind: 'code', text: '*' },
          text(' '),
          { kind: 'link', url: 'https://x.example/a*b', label: [text('c')] },
        ],
      },
    ]);
  });
});

describe('links', () => {
  it('takes http, https and mailto', () => {
    const nodes = parseInline('<https://a.example|A> <http://b.example> <mailto:c@d.example>');
    expect(seen(nodes)).toEqual({
      text: 'A http://b.example c@d.example',
      links: ['https://a.example', 'http://b.example', 'mailto:c@d.example'],
    });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'java\tscript:alert(1)',
    '//evil.example',
  ])('shows %s as text, its target too', (target) => {
    const nodes = parseInline(`<${target}|Your invoice>`);
    expect(seen(nodes).links).toEqual([]);
    expect(seen(nodes).text).toBe(`Your invoice (${target})`);
  });

  it('finds a bare address and leaves the full stop outside', () => {
    expect(parseInline('see https://a.example/b?c=1&amp;d=2. Thanks')).toEqual([
      text('see '),
      { kind: 'link', url: 'https://a.example/b?c=1&d=2', label: [text('https://a.example/b?c=1&d=2')] },
      text('. Thanks'),
    ]);
  });

  it('leaves bare addresses alone where the app asked for verbatim text', () => {
    expect(parseInline('https://a.example', { verbatim: true })).toEqual([text('https://a.example')]);
  });
});

describe('what Slack writes in angle brackets', () => {
  it('reads people, channels, groups and broadcasts', () => {
    expect(parseInline('<@U1> <@U2|bob> <#C1|general> <!here> <!subteam^S1|@team>')).toEqual([
      { kind: 'user', id: 'U1', label: undefined },
      text(' '),
      { kind: 'user', id: 'U2', label: 'bob' },
      text(' '),
      { kind: 'channel', id: 'C1', label: 'general' },
      text(' '),
      { kind: 'broadcast', range: 'here' },
      text(' '),
      { kind: 'usergroup', id: 'S1', label: '@team' },
    ]);
  });

  it('reads dates with a link and a fallback', () => {
    expect(parseInline('<!date^1764000000^{date} at {time}^https://a.example|some day>')).toEqual([
      {
        kind: 'date',
        timestamp: 1764000000,
        format: '{date} at {time}',
        url: 'https://a.example',
        fallback: 'some day',
      },
    ]);
  });

  it('shows the fallback of a date without a moment', () => {
    expect(parseInline('<!date^soon^{date}|some day>')).toEqual([text('some day')]);
  });
});

describe('escaped text', () => {
  it('decodes the three entities once', () => {
    expect(parseInline('&lt;b&gt; &amp;lt; &amp;amp; &quot;')).toEqual([text('<b> &lt; &amp; &quot;')]);
  });

  it('keeps escaped markup dead', () => {
    const nodes = parseInline('&lt;!channel&gt; &lt;@U1&gt; &lt;javascript:alert(1)|x&gt;');
    expect(nodes).toEqual([text('<!channel> <@U1> <javascript:alert(1)|x>')]);
  });
});

describe('emoji', () => {
  it('knows the common shortcodes, with skin tones, and leaves others', () => {
    expect(parseInline(':tada: :+1::skin-tone-2: :nosuchthing: 10:30:45')).toEqual([
      { kind: 'emoji', name: 'tada' },
      text(' '),
      { kind: 'emoji', name: '+1' },
      text(' :nosuchthing: 10:30:45'),
    ]);
  });
});

describe('blocks of text', () => {
  it('reads quotes by line and to the end', () => {
    expect(parseMrkdwn('a\n> b\n&gt; c\nd\n>>> e\nf')).toEqual([
      { kind: 'lines', lines: [[text('a')]] },
      { kind: 'quote', lines: [[text('b')], [text('c')]] },
      { kind: 'lines', lines: [[text('d')]] },
      { kind: 'quote', lines: [[text('e')], [text('f')]] },
    ]);
  });

  it('reads fences and keeps their text', () => {
    expect(parseMrkdwn('a\n```\n*b*\n  &lt;c&gt;\n```\nd')).toEqual([
      { kind: 'lines', lines: [[text('a')]] },
      { kind: 'preformatted', text: '*b*\n  <c>' },
      { kind: 'lines', lines: [[text('d')]] },
    ]);
  });

  it('leaves a fence that never ends as text', () => {
    expect(parseMrkdwn('a ```b')).toEqual([{ kind: 'lines', lines: [[text('a ```b')]] }]);
  });
});

describe('hostile text', () => {
  it('never makes a link that is not http, https or mailto', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      '*',
      '_',
      '~',
      '`',
      '```',
      ':',
      '\n',
      ' ',
      '&lt;',
      '&gt;',
      '&amp;',
      '!date^1^{date}^',
      '@U1',
      'javascript:',
      'https://a.example/',
      'mailto:',
      'data:',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const block of parseMrkdwn(pieces.join(''))) {
          if (block.kind === 'preformatted') continue;
          for (const url of block.lines.flatMap((line) => seen(line).links)) {
            expect(url).toMatch(/^(https?:\/\/|mailto:)/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['stars', '*a '.repeat(15_000)],
    ['opening brackets', '<'.repeat(40_000)],
    ['backticks', '` '.repeat(20_000)],
    ['colons', ':a'.repeat(20_000)],
    ['addresses', 'https://'.repeat(5_000)],
    ['pairs in pairs', '*_~a'.repeat(10_000)],
  ])('reads 40,000 characters of %s in no time', (_, source) => {
    expect(cpuTime(() => parseMrkdwn(source))).toBeLessThan(3_000);
  });
});
