import { en } from '../../src/locales/en';
import { say } from '../../src/locales/say';
import { wordsOf } from '../../src/ui/text';
import { typed, typedPieces } from '../../src/ui/typed';

describe('a command in a sentence', () => {
  test('begins as it is typed on the platform where it is read', () => {
    const text = say('en', 'pages.home.help');
    expect(wordsOf(typed(text, '/inbox '))).toContain('“/inbox help”');
    expect(wordsOf(typed(text, '@Postroom '))).toContain('“@Postroom help”');
  });

  test('holds what somebody typed as it is', () => {
    const word = ']] [[list]] ⟦0⟧ {{word}}';
    const text = say('en', 'refusals.missingNumber', { word });
    expect(wordsOf(typed(text, '/inbox '))).toContain(`“/inbox ${word} 142”`);
    expect(text.filter((span) => span.kind === 'command')).toHaveLength(1);
  });

  test('is found in every piece that holds sentences', () => {
    const text = say('en', 'pages.home.help');
    const pieces = typedPieces(
      [
        { kind: 'heading', text },
        { kind: 'text', text },
        { kind: 'fields', fields: [{ label: 'a', value: text }] },
        { kind: 'context', items: [text] },
        { kind: 'row', text, detail: text },
        { kind: 'body', text: '[[list]]' },
      ],
      '/inbox ',
    );
    expect(JSON.stringify(pieces)).not.toContain('"command"');
    expect(JSON.stringify(pieces).split('/inbox help')).toHaveLength(7);
  });

  test('is written nowhere in the catalogues with the beginning of one platform', () => {
    expect(JSON.stringify(en)).not.toMatch(/\/inbox|@Postroom/);
  });
});
