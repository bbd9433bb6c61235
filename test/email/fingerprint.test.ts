import fc from 'fast-check';
import { contentHash } from '../../src/email/fingerprint';
import { fixture } from '../fixtures/email/read';

const source = fixture('reponse-gmail.eml').toString('latin1');
const hash = (text: string) => contentHash(Buffer.from(text, 'latin1'));
const original = hash(source);

describe('contentHash', () => {
  it.each([
    [
      'other servers on the way',
      source.replace(/^Received:.*\n(?:[\t ].*\n)*/m, 'Received: from elsewhere\n'),
    ],
    [
      'signatures and verdicts of servers',
      `ARC-Seal: i=1\nDKIM-Signature: v=1;\n b=x\nX-Spam-Score: 3\nDelivered-To: a@b\n${source}`,
    ],
    ['another Return-Path', source.replace(/^Return-Path:.*$/m, 'Return-Path: <bounce+77@group.example>')],
    ['CRLF line endings', source.replace(/\n/g, '\r\n')],
    [
      'lone CR line endings in the body',
      source.replace(/\n\n[\s\S]*$/, (body) => `\n\n${body.slice(2).replace(/\n/g, '\r')}`),
    ],
    ['empty lines at the end', `${source}\n\n\r\n`],
    [
      'other folding',
      source.replace('<order-8841@atelier-nord.example> <CAF', '<order-8841@atelier-nord.example>\n\t<CAF'),
    ],
    ['headers in another order', moveToEnd(source, 'Subject')],
  ])('stays the same with %s', (_what, changed) => {
    expect(changed).not.toBe(source);
    expect(hash(changed)).toBe(original);
  });

  it.each([
    ['a word of the body', source.replace('vendredi', 'lundi')],
    ['the subject', source.replace('Re=3A_', 'Fwd=3A_')],
    ['the sender', source.replace('Claire.Moreau@', 'Mallory@')],
    ['the date', source.replace('09:13:48', '09:13:49')],
    ['what it answers', source.replace('In-Reply-To: <pr.7f3c9e@', 'In-Reply-To: <pr.000000@')],
    ['a second From', source.replace('\nDate:', '\nFrom: mallory@evil.example\nDate:')],
    ['more body', `${source}more`],
  ])('changes with %s', (_what, changed) => {
    expect(changed).not.toBe(source);
    expect(hash(changed)).not.toBe(original);
  });

  it('still sees the body under headers without end', () => {
    const endless = `From: a@x\n${'A: b\n'.repeat(200_000)}\n`;
    expect(hash(`${endless}one`)).not.toBe(hash(`${endless}two`));
  });

  it('depends on the body and on nothing that servers add', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(word, word, fc.array(word, { maxLength: 4 }), (one, two, added) => {
        const email = (body: string, extra: string[]) =>
          hash(
            `${extra.map((name) => `X-${name}: 1\n`).join('')}Message-ID: <1@x>\nFrom: a@x\nSubject: s\n\n${body}\n`,
          );
        expect(email(one, added)).toBe(email(one, []));
        expect(email(one, []) === email(two, added)).toBe(one === two);
      }),
    );
  });
});

function moveToEnd(text: string, name: string): string {
  const header = new RegExp(`^${name}:.*\\n(?:[\\t ].*\\n)*`, 'm').exec(text)?.[0] ?? '';
  return text.replace(header, '').replace('\n\n', `\n${header}\n`);
}
