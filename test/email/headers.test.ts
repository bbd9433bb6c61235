import fc from 'fast-check';
import { parseAddresses } from '../../src/email/addresses';
import { looksLikeEmail, readHeaderFields } from '../../src/email/headers';
import { readHeadersOnly } from '../../src/email/headersOnly';
import { limits } from '../../src/email/limits';
import { parseMessageId, parseMessageIds } from '../../src/email/messageIds';
import { allHeaders, firstHeader, readRawHeaders } from '../../src/email/rawHeaders';

const read = (source: string | Buffer) => readHeaderFields(readRawHeaders(Buffer.from(source as string)));

describe('readRawHeaders', () => {
  it('unfolds, keeps the order and finds the body, whatever the line endings', () => {
    for (const newline of ['\n', '\r\n']) {
      const source = ['A: 1', 'b-B:  2', '\tand 2b', 'A: 3', '', 'body'].join(newline);
      const headers = readRawHeaders(Buffer.from(source));
      expect(allHeaders(headers, 'a')).toEqual(['1', '3']);
      expect(firstHeader(headers, 'b-b')).toBe('2\tand 2b');
      expect(source.slice(headers.bodyStart)).toBe('body');
    }
  });

  it('skips the lines that are no headers', () => {
    const headers = readRawHeaders(Buffer.from('From jo Mon Mar 2\nSubject: x\nnonsense line\nTo: y\n\n'));
    expect(headers.list.map(({ name }) => name)).toEqual(['subject', 'to']);
  });

  it('bounds how many headers there are, and how long they are together', () => {
    expect(readRawHeaders(Buffer.from('A:\n'.repeat(20_000))).list).toHaveLength(limits.headers);
    const endless = Buffer.from(`Subject: x\n${'A: b\n'.repeat(200_000)}`);
    expect(readRawHeaders(endless).bodyStart).toBeLessThan(limits.headerBytes + 100);
  });

  it('reads bytes without a charset as UTF-8, else as windows-1252', () => {
    const utf8 = readRawHeaders(Buffer.from('Subject: été – €\n\n'));
    const latin = readRawHeaders(
      Buffer.concat([Buffer.from('Subject: '), Buffer.from([0xe9, 0x20, 0x80, 0x92]), Buffer.from('\n\n')]),
    );
    expect(firstHeader(utf8, 'subject')).toBe('été – €');
    expect(firstHeader(latin, 'subject')).toBe('é €’');
  });
});

describe('readHeaderFields', () => {
  it('counts From headers and shows the first', () => {
    const fields = read('From: Boss <boss@a.example>\nFrom: thief@b.example\n\n');
    expect(fields.from).toEqual([{ name: 'Boss', address: 'boss@a.example' }]);
    expect(fields.fromHeaderCount).toBe(2);
  });

  it('has no date when the header is missing, invalid or absurd', () => {
    for (const date of [
      '',
      'Date: yesterday\n',
      'Date: Mon, 1 Jan 0001 00:00:00 +0000\n',
      'Date: 99999\n',
      'Date: before 1\n',
    ]) {
      expect(read(`Subject: x\n${date}\n`).date).toBeNull();
    }
    expect(read('Date: Tue, 10 Mar 2026 09:13:48 +0100 (CET)\n\n').date).toEqual(
      new Date('2026-03-10T08:13:48Z'),
    );
  });

  it('decodes the subject', () => {
    expect(read('Subject: =?iso-8859-1?Q?R=E9f=E9rence?= =?utf-8?B?IOKCrA==?=\n\n').subject).toBe(
      'Référence €',
    );
  });

  it('bounds a subject of 10,000 characters', () => {
    expect(read(`Subject: ${'é'.repeat(10_000)}\n\n`).subject).toHaveLength(limits.subjectChars);
  });

  it('keeps the topmost Authentication-Results first', () => {
    const fields = read(
      'Authentication-Results: mx.ours;\n dkim=pass\nAuthentication-Results: theirs; dkim=fail\n\n',
    );
    expect(fields.authenticationResults).toEqual(['mx.ours; dkim=pass', 'theirs; dkim=fail']);
  });
});

describe('parseAddresses', () => {
  it('reads names, groups and plain addresses, lower-cases addresses and drops repetitions', () => {
    expect(
      parseAddresses('"Duval, Karim" <Karim@Nord.example>, team: a@x.example, b@x.example;, a@X.example, <>'),
    ).toEqual([
      { name: 'Duval, Karim', address: 'karim@nord.example' },
      { name: '', address: 'a@x.example' },
      { name: '', address: 'b@x.example' },
    ]);
  });

  it('does not make an address out of an encoded name', () => {
    const encoded = `=?utf-8?B?${Buffer.from('boss@bank.example').toString('base64')}?= <thief@evil.example>`;
    expect(parseAddresses(encoded)).toEqual([{ name: 'boss@bank.example', address: 'thief@evil.example' }]);
  });

  it('bounds the number of people', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `p${index}@x.example`).join(', ');
    expect(parseAddresses(many)).toHaveLength(limits.addresses);
  });
});

describe('message ids', () => {
  it('come bare, in order, once', () => {
    expect(parseMessageIds('<a@x> <b@x>\r\n\t<a@x>')).toEqual(['a@x', 'b@x']);
    expect(parseMessageIds('<long\r\n id@x>')).toEqual(['longid@x']);
    expect(parseMessageIds('a@x, b@x')).toEqual(['a@x', 'b@x']);
    expect(parseMessageIds('your message of Monday')).toEqual([]);
  });

  it('are left out when too long, and the oldest ones but the first when too many', () => {
    expect(parseMessageIds(`<${'a'.repeat(600)}@x> <b@x>`)).toEqual(['b@x']);
    const many = Array.from({ length: 500 }, (_, index) => `<${index}@x>`).join(' ');
    const kept = parseMessageIds(many);
    expect(kept).toHaveLength(limits.references);
    expect(kept[0]).toBe('0@x');
    expect(kept.at(-1)).toBe('499@x');
  });

  it('may be without brackets and @ for the email itself', () => {
    expect(parseMessageId('20260310.77')).toBe('20260310.77');
    expect(parseMessageId('two words')).toBeNull();
    expect(parseMessageId('')).toBeNull();
  });
});

describe('readHeadersOnly', () => {
  it('says when a file is no email, and shows its text', () => {
    const email = readHeadersOnly(Buffer.from('Shopping list\nNote: buy milk\n'), 'broken');
    expect(email).toMatchObject({ reading: 'unreadable', problem: 'notAnEmail', from: [], date: null });
    expect(email.ownText).toBe('Shopping list\nNote: buy milk');
  });

  it('does not show bytes', () => {
    expect(readHeadersOnly(Buffer.from(Array.from({ length: 500 }, (_, i) => i % 16)), 'broken').text).toBe(
      '',
    );
  });

  it('reads sources with a lone CR at each line end', () => {
    const email = readHeadersOnly(Buffer.from('From: a@x.example\rSubject: old Mac\r\rbody\r'), 'tooSlow');
    expect(email).toMatchObject({ reading: 'headersOnly', problem: 'tooSlow', subject: 'old Mac' });
  });

  it('never throws, and what it returns is bounded and storable', () => {
    const header = fc.tuple(
      fc.constantFrom(
        'From',
        'To',
        'Subject',
        'Message-ID',
        'References',
        'Date',
        'Content-Type',
        'X-Failed-Recipients',
      ),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 })),
    );
    const source = fc
      .tuple(fc.array(header, { maxLength: 12 }), fc.uint8Array({ maxLength: 200 }))
      .map(([headers, body]) =>
        Buffer.concat([Buffer.from(headers.map(([n, v]) => `${n}: ${v}\n`).join('')), body]),
      );
    fc.assert(
      fc.property(source, (raw) => {
        const email = readHeadersOnly(raw, 'broken');
        expect(email.subject.length).toBeLessThanOrEqual(limits.subjectChars);
        expect(JSON.stringify(email)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        for (const { address } of [...email.from, ...email.to]) expect(address).not.toBe('');
        expect(looksLikeEmail(readRawHeaders(raw))).toBe(email.reading !== 'unreadable');
      }),
    );
  });
});
