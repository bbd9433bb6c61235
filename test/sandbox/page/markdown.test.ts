import { parseMarkdown } from '../../../sandbox/page/text/markdown';

const text = (value: string) => ({ kind: 'text', text: value });

it('reads headings, paragraphs, lists, quotes, fences and rules', () => {
  const source = '# Title\n\none\ntwo\n\n- a\n- b\n\n1. c\n\n> q\n\n---\n\n```js\n*x*\n```';
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 1, content: [text('Title')] },
    { kind: 'paragraph', lines: [[text('one')], [text('two')]] },
    { kind: 'list', ordered: false, items: [[text('a')], [text('b')]] },
    { kind: 'list', ordered: true, items: [[text('c')]] },
    { kind: 'quote', lines: [[text('q')]] },
    { kind: 'rule' },
    { kind: 'preformatted', text: '*x*' },
  ]);
});

it('reads emphasis, code and links', () => {
  expect(parseMarkdown('**b** *i* ~~s~~ `c` [l](https://a.example)')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'bold', children: [text('b')] },
          text(' '),
          { kind: 'italic', children: [text('i')] },
          text(' '),
          { kind: 'strike', children: [text('s')] },
          text(' '),
          { kind: 'code', text: 'c' },
          text(' '),
          { kind: 'link', url: 'https://a.example', label: [text('l')] },
        ],
      ],
    },
  ]);
});

it('shows HTML and forbidden links as typed', () => {
  expect(parseMarkdown('<b>x</b> [l](javascript:alert)')).toEqual([
    { kind: 'paragraph', lines: [[text('<b>x</b> '), text('[l](javascript:alert)')]] },
  ]);
});
