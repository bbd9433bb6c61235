import fc from 'fast-check';
import { cleanText, displayText, wellFormed } from '../../src/email/displayText';
import { excerpt } from '../../src/email/excerpt';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
    .map((units) => String.fromCharCode(...units)),
);
const isStorable = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text);

describe('displayText', () => {
  it('leaves ordinary names, accents and emoji sequences as they are', () => {
    for (const text of [
      'Zoë Müller-Lüdenscheidt',
      'Nguyễn Thị Ánh',
      'e\u0301te\u0301',
      '👨‍👩‍👧‍👦 famille',
      '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Alba',
      '👍🏽 ❤️',
      'می‌خواهم',
      'שלום עולם',
    ]) {
      expect(displayText(text, 200)).toBe(text);
    }
  });

  it('takes out what makes a text read as something else', () => {
    expect(displayText('invoice\u202efdp.exe', 100)).toBe('invoicefdp.exe');
    expect(displayText('pay\u200bpal\u2060\ufeff', 100)).toBe('paypal');
    expect(displayText('a\u200d\u200d\u200db \u200d c', 100)).toBe('ab c');
    expect(displayText('hello\u{e0041}\u{e0042}', 100)).toBe('hello');
    expect(displayText(`z${'\u0300'.repeat(500)}`, 100)).toBe(`z${'\u0300'.repeat(8)}`);
  });

  it('is one line', () => {
    expect(displayText('  Re:\r\n\tBcc: all\u2028x\0 ', 100)).toBe('Re: Bcc: all x');
  });

  it('is always bounded and storable', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const shown = displayText(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(isStorable(shown)).toBe(true);
        expect(shown).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

describe('cleanText', () => {
  it('keeps lines and indentation, and at most one empty line in a row', () => {
    expect(cleanText('\r\n\r\nBonjour,\r\n\r\n\r\n\r\n  - un\t\r\n  - deux\r\n\r\n', 100)).toBe(
      'Bonjour,\n\n  - un\n  - deux',
    );
  });

  it('is always storable, and cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text, 1000);
        expect(isStorable(clean)).toBe(true);
        expect(clean).not.toContain('\n\n\n');
        expect(cleanText(clean, 1000)).toBe(clean);
      }),
    );
  });
});

describe('wellFormed', () => {
  it('replaces lone surrogates and never cuts a pair', () => {
    expect(wellFormed('a\ud800b\0c')).toBe('a\ufffdbc');
    expect(wellFormed('ab👍', 3)).toBe('ab');
    expect(wellFormed('ab👍', 4)).toBe('ab👍');
  });
});

describe('excerpt', () => {
  const segments = (text: string) =>
    [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment);

  it('leaves a text alone that fits', () => {
    expect(excerpt('Bonjour', 7)).toBe('Bonjour');
  });

  it('ends at a word when one ends near', () => {
    expect(excerpt('Les vases sont cassés depuis hier', 24)).toBe('Les vases sont cassés…');
  });

  it('never cuts a family in two', () => {
    expect(excerpt('abc👨‍👩‍👧‍👦def', 10)).toBe('abc…');
  });

  it('is a beginning made of whole graphemes, never longer than asked', () => {
    const unit = fc.constantFrom('a', ' ', 'é', 'e\u0301', '👍🏽', '👨‍👩‍👧', '🇫🇷', 'ה', '\r\n');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (units, max) => {
        const text = units.join('');
        const cut = excerpt(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        if (text.length <= max) return expect(cut).toBe(text);
        expect(cut.endsWith('…')).toBe(true);
        const kept = cut.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        const whole = segments(text);
        const boundaries = whole.map((_, index) => whole.slice(0, index).join('').length);
        expect(boundaries).toContain(kept.length);
      }),
    );
  });
});
