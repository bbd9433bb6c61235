import { explain } from '../../src/cli/explain';
import { grantWords, readGrants } from '../../src/cli/privilegeWords';
import { Problem } from '../../src/cli/problem';
import { readQualification } from '../../src/cli/qualificationCommands';
import { table, widthOf } from '../../src/cli/table';

describe('grants', () => {
  it('are what was granted and denied, with commas or without', () => {
    const grants = readGrants('agent', ['assign,write', 'erase'], ['take']);

    expect(grants).toEqual({ assign: true, write: true, erase: true, take: false });
    expect(grantWords(grants)).toBe('-take +assign +write +erase');
    expect(grantWords({})).toBe('');
  });

  it('that the role cannot have are refused with those that it can', () => {
    expect(() => readGrants('dispatcher', ['take'])).toThrow(
      /"take" cannot be granted to or denied the role dispatcher.*\n {2}rearrange .*\n {2}erase /,
    );
    expect(() => readGrants('agent', ['see'])).toThrow(/"see".*\n {2}take {7}take an unassigned/);
    expect(() => readGrants('admin', [], ['erase'])).toThrow(/may do everything/);
  });

  it('cannot be both', () => {
    expect(() => readGrants('agent', ['take'], ['take'])).toThrow(/both granted and denied/);
  });
});

describe('a qualification', () => {
  it.each([
    ['Orders', 'Orders', null],
    ['  Orders ', 'Orders', null],
    ['📦 Orders', 'Orders', '📦'],
    ['📦Orders', 'Orders', '📦'],
    ['🇫🇷 Devis', 'Devis', '🇫🇷'],
    ['👩🏽‍🔧 Repairs', 'Repairs', '👩🏽‍🔧'],
    [':package: Orders', 'Orders', ':package:'],
    ['📦', '📦', null],
    ['1 day', '1 day', null],
  ])('"%s" is called %s and has the emoji %s', (words, name, emoji) => {
    expect(readQualification(words)).toEqual({ name, emoji });
  });

  it('takes one emoji beside its name', () => {
    expect(readQualification('Orders', '📦')).toEqual({ name: 'Orders', emoji: '📦' });
    expect(() => readQualification('Orders', 'box')).toThrow(/one emoji/);
    expect(() => readQualification('Orders', '📦📦')).toThrow(/one emoji/);
  });
});

describe('a table', () => {
  it('aligns its columns, whatever is in them', () => {
    expect(
      table(
        ['EMOJI', 'NAME', 'STATE'],
        [
          ['📦', 'Réclamation', 'offered'],
          ['', '注文', ''],
        ],
      ),
    ).toEqual(['EMOJI  NAME         STATE', '📦     Réclamation  offered', '       注文']);
  });

  it('knows what takes two places', () => {
    expect(['a', 'é', 'e\u0301', '📦', '🇫🇷', '注'].map(widthOf)).toEqual([1, 1, 1, 2, 2, 2]);
  });
});

describe('a failure', () => {
  it('of the usage and of the work have their own exit codes', () => {
    expect(explain(new Problem('No.', 2))).toEqual({ sentence: 'No.', exitCode: 2 });
    expect(explain(new Problem('No.'))).toEqual({ sentence: 'No.', exitCode: 1 });
  });

  it.each([
    ['ECONNREFUSED', /nothing listens.*DATABASE_URL/],
    ['28P01', /password.*DATABASE_URL/],
    ['3D000', /no such database/],
  ])('of the database (%s) says what to do', (code, sentence) => {
    const error = Object.assign(new Error('connect failed'), { code });
    expect(explain(error).sentence).toMatch(sentence);
    expect(explain(new AggregateError([error])).sentence).toMatch(sentence);
  });

  it('that nobody expected is its own sentence', () => {
    expect(explain(new Error('The moon is full.'))).toEqual({ sentence: 'The moon is full.', exitCode: 1 });
    expect(explain(new Error('')).sentence).not.toBe('');
  });
});
