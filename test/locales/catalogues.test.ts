import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../src/locales/en';
import { fr } from '../../src/locales/fr';
import { nearestLocale } from '../../src/locales/locale';
import { say, words } from '../../src/locales/say';
import { wordsOf } from '../../src/ui/text';

function flat(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );
}
const english = flat(en);
const french = flat(fr);
const places = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('both catalogues', () => {
  test('say the same things', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each([...english.keys()])('%s has the same places to fill', (key) => {
    expect(places(french.get(key)!)).toEqual(places(english.get(key)!));
  });

  test('say nothing that nobody says: every sentence is used', () => {
    const source = sourcesOf(join(__dirname, '../../src')).join('\n');
    const unused = [...english.keys()].filter((key) => !isUsed(key.replace(/_(one|other)$/, ''), source));
    expect(unused).toEqual([]);
  });
});

/** Named whole, or put together from a family such as `refusals.${code}`: then its last part has to be a word of the code. */
function isUsed(key: string, source: string): boolean {
  if (source.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  const last = parts.at(-1)!;
  const families = [`${parts[0]}.\${`, `${parts.slice(0, 2).join('.')}.\${`];
  if (
    !families.some((family) => source.includes(`\`${family}`)) &&
    !source.includes(`\`${key.replace(/_.*/, '')}_\${`)
  )
    return false;
  return new RegExp(`\\b${last.replace(/^.*_/, '')}\\b`).test(source);
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts') && !file.parentPath.includes('locales/'))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

describe('a sentence', () => {
  test('puts its parameters in as they are, whatever they contain', () => {
    const evil = '{{number}} $t(actions.take.done) ⟦0⟧ <!channel>';
    expect(words('en', 'actions.take.done', { number: evil })).toBe(`You took ${evil}.`);
  });

  test('keeps times and strong names as spans of their own', () => {
    const text = say('fr', 'card.received', { at: { time: '2026-08-15T14:03:00.000Z', style: 'dateTime' } });
    expect(text.map((span) => span.kind)).toEqual(['text', 'time']);
    expect(wordsOf(text)).toBe('reçu 15 août 2026, 14:03 UTC');
  });

  test('chooses between singular and plural as the language does', () => {
    expect(words('en', 'card.emails', { count: 0 })).toBe('0 emails');
    expect(words('fr', 'card.attachments', { count: 0 })).toBe('0 pièce jointe');
    expect(words('fr', 'card.attachments', { count: 2 })).toBe('2 pièces jointes');
  });

  test.each([
    ['fr-CA', 'fr'],
    ['fr_FR', 'fr'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [undefined, 'en'],
  ])('%s is told in %s', (tag, locale) => {
    expect(nearestLocale(tag)).toBe(locale);
  });
});
