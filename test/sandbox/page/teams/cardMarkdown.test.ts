import { markdownToHtml } from '../../../../sandbox/page/teams/card/cardMarkdown';

describe('Markdown of a card', () => {
  it.each([
    ['**bold** and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
    ['[site](https://acme.test)', '<p><a href="https://acme.test">site</a></p>'],
    ['[mail](mailto:a@acme.test)', '<p><a href="mailto:a@acme.test">mail</a></p>'],
    ['- one\n- two', '<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
    ['1. one', '<ol>\n<li>one</li>\n</ol>'],
    ['a\n\nb', '<p>a</p>\n<p>b</p>'],
    ['\\*no\\* \\[link\\]', '<p>*no* [link]</p>'],
  ])('%j is formatted as Teams does', (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });

  it.each([
    '<b>x</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,hi)',
    '[x](java&#115;cript:alert(1))',
    '[x](file:///etc/passwd)',
    '![x](https://evil.example/pixel.png)<b>',
    'https://evil.example',
    '<https://evil.example>',
    '# title',
    '`code`',
    '> quote',
    '| a | b |\n| - | - |',
    '---',
    '<at>Ada Moreau</at>',
  ])('%j brings no element to life that Teams would not have', (text) => {
    expect(markdownToHtml(text)).not.toMatch(
      /<(?!\/?(?:p|strong|em|br|a href="https:\/\/evil\.example\/pixel\.png"|a)\b)/,
    );
  });

  it('draws no picture: what is left of it is a link, which loads nothing by itself', () => {
    expect(markdownToHtml('![x](https://evil.example/p.png)')).toBe(
      '<p>!<a href="https://evil.example/p.png">x</a></p>',
    );
  });

  it('marks only those whom the card says it mentions', () => {
    const known = new Set(['Ada Moreau']);
    expect(markdownToHtml('<at>Ada Moreau</at>: look', known)).toBe(
      '<p><span class="teams-mention">Ada Moreau</span>: look</p>',
    );
    expect(markdownToHtml('<at>Eve</at>', known)).toBe('<p>&lt;at&gt;Eve&lt;/at&gt;</p>');
  });
});
