import fc from 'fast-check';
import { htmlToText } from '../../src/email/htmlToText';
import { limits } from '../../src/email/limits';
import { cpuTime } from '../cpuTime';

describe('htmlToText', () => {
  it('keeps paragraphs, lists, tables and line breaks readable', () => {
    const html = `<h1>Devis</h1><p>Bonjour,<br>voici&nbsp;:</p><ul><li>un</li><li>deux</li></ul>
      <table><tr><th>Article</th><th>Prix</th></tr><tr><td>Vase</td><td>12&nbsp;€</td></tr></table>`;
    expect(htmlToText(html)).toBe('Devis\n\nBonjour,\nvoici :\n\n• un\n• deux\n\nArticle Prix\nVase 12 €');
  });

  it.each([
    ['<p style="display:none">secret</p>'],
    ['<p style="color:red; DISPLAY : none !important">secret</p>'],
    ['<span style="visibility:hidden">secret</span>'],
    ['<div style="font-size:0">secret</div>'],
    ['<div style="font-size:1px;color:#fff">secret</div>'],
    ['<div style="max-height:0;overflow:hidden">secret</div>'],
    ['<div style="position:absolute;left:-9999px">secret</div>'],
    ['<div style="opacity:0">secret</div>'],
    ['<div hidden>secret</div>'],
    ['<div class="preheader">secret</div>'],
    ['<style>secret{}</style>'],
    ['<title>secret</title>'],
    ['<script>secret</script>'],
    ['<!-- secret -->'],
    ['<template>secret</template>'],
    ['<noscript>secret</noscript>'],
    ['<textarea>secret</textarea>'],
  ])('drops what nobody sees: %s', (hidden) => {
    expect(htmlToText(`<p>Hello</p>${hidden}<p>you</p>`)).not.toContain('secret');
    expect(htmlToText(`<p>Hello</p>${hidden}<p>you</p>`)).toMatch(/^Hello\s+you$/);
  });

  it.each([
    ['.x{display:none}', '<p class="a x">secret</p>'],
    ['.y , .x { color:red; DISPLAY : None !important }', '<p class="x" style="display:block">secret</p>'],
    ['/* .x{} */ @import url(a.css); #x{visibility:hidden}', '<p id="x">secret</p>'],
    ['small{font-size:0px}', '<small>secret</small>'],
    ['p.x{font-size:1px}', '<p class="x">secret</p>'],
    ['@media screen { .x{display:none} }', '<p class="x">secret</p>'],
    ['@media print{.a{color:red}} .x{display:none}', '<p class="x">secret</p>'],
    ['.x{display:block} .x{display:none}', '<p class="x">secret</p>'],
    ['.x.z{display:none} .x{display:block}', '<p class="x z">secret</p>'],
  ])('drops what a rule hides: %s', (css, hidden) => {
    const html = `<html><head><style>${css}</style></head><body><p>Hello</p>${hidden}<p>you</p></body></html>`;
    expect(htmlToText(html)).toMatch(/^Hello\s+you$/);
  });

  it.each([
    ['@media (max-width:600px){ .x{display:none} }', '<p class="x">seen</p>'],
    ['@media print{ .x{display:none} }', '<p class="x">seen</p>'],
    ['.x{display:none} .x{display:block}', '<p class="x">seen</p>'],
    ['.x{display:none}', '<p class="x" style="display:block">seen</p>'],
    ['.x{display:none}', '<p class="xy">seen</p>'],
    ['.x{font-size:0} .z{font-size:14px}', '<div class="x"><p class="z">seen</p></div>'],
    ['.x{font-size:0.8em}', '<p class="x">seen</p>'],
    ['body{display:none}', '<p>seen</p>'],
    ['.x:hover{display:none} .a .x{display:none}', '<p class="x">seen</p>'],
    ['.x{display:none', '<p>seen</p>'],
  ])('keeps what a rule does not hide: %s', (css, shown) => {
    expect(htmlToText(`<html><head><style>${css}</style></head><body>${shown}</body></html>`)).toBe('seen');
  });

  it.each([
    ['comments that never end', '/*'],
    ['empty rules', 'a{}'],
    ['hiding rules', '.a,.b,.c{display:none}'],
    ['open blocks', '@media x{'],
    ['blanks', '; '],
  ])('reads a style sheet of nothing but %s in no time', (_name, piece) => {
    const css = piece.repeat(100_000 / piece.length);
    const html = `<style>${css}</style>${'<p class="q r s">x</p>'.repeat(5_000)}`;
    expect(cpuTime(() => htmlToText(html))).toBeLessThan(4_000);
  });

  it('shows text that gets its size back inside a layout cell', () => {
    expect(htmlToText('<td style="font-size:0px"><div style="font-size:14px">Oak</div>x</td>')).toBe('Oak');
  });

  it('does not take 0.9em for nothing', () => {
    expect(htmlToText('<p style="font-size:0.9em">small</p>')).toBe('small');
  });

  it('shows where a link leads when its text does not', () => {
    expect(htmlToText('<a href="https://evil.example/x?y">https://bank.example</a>')).toBe(
      'https://bank.example (evil.example)',
    );
    expect(htmlToText('<a href="https://www.shop.example/a">shop.example</a>')).toBe('shop.example');
    expect(htmlToText('<a href="mailto:jo@x.example?subject=a">Write to Jo</a>')).toBe(
      'Write to Jo (jo@x.example)',
    );
  });

  it('never shows a script, a data link or the address of a picture', () => {
    const html = `<a href="javascript:alert(1)">one</a> <a href="JaVa\tscript:x">two</a> <a href="data:text/html,x">three</a>
      <img src="https://track.example/pixel.gif"><img src="https://cdn.example/l.png" alt="Logo">`;
    expect(htmlToText(html)).toBe('one two three Logo');
  });

  it('marks quotes by lines', () => {
    expect(htmlToText('<p>Yes</p><blockquote type="cite"><p>Really?</p><p>Sure?</p></blockquote>')).toBe(
      'Yes\n\n> Really?\n>\n> Sure?',
    );
  });

  it('is not told what is a quote by elements of its own', () => {
    expect(
      htmlToText('<postroom-quote>a</postroom-quote><postroom-root>b</postroom-root></postroom-root>c'),
    ).toBe('a\nb\nc');
  });

  it('refuses HTML that is nested to exhaust it, at once', () => {
    const took = cpuTime(() => {
      expect(() => htmlToText('<b>'.repeat(300_000))).toThrow(/nested/);
      expect(() => htmlToText('<table><tr><td>'.repeat(20_000))).toThrow(/nested/);
    });
    expect(took).toBeLessThan(4_000);
  });

  it('is bounded and storable for any input', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<b>',
        '</b>',
        '<p>',
        '<td>',
        '<!--',
        '-->',
        '<a href="',
        '">',
        '&#0;',
        '&#xD800;',
        '&nbsp;',
        '<style>',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = htmlToText(pieces.join(''));
        expect(text.length).toBeLessThanOrEqual(limits.textChars);
        expect(/\0|\p{Cs}/u.test(text)).toBe(false);
      }),
    );
  });
});
