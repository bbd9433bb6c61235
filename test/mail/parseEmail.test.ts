import fc from 'fast-check';
import { limits } from '../../src/email/limits';
import type { ParsedEmail } from '../../src/email/parsedEmail';
import { parseEmail } from '../../src/mail/parseEmail';
import { fixture } from '../fixtures/email/read';

const parse = (source: string, encoding: BufferEncoding = 'utf8') =>
  parseEmail(Buffer.from(source, encoding));

/** Every string in it, attachments' bytes aside. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return [];
  return Object.values(value).flatMap(stringsOf);
}

// Some of these emails are large.
jest.setTimeout(20_000);

describe('parseEmail', () => {
  it('reads a reply from Gmail: people, threading, own text and history', async () => {
    const email = await parseEmail(fixture('reponse-gmail.eml'));
    expect(email).toMatchObject({
      reading: 'full',
      problem: null,
      messageId: 'CAF9z8y7@mail.gmail.example',
      inReplyTo: ['pr.7f3c9e@atelier-nord.example'],
      references: [
        'order-8841@atelier-nord.example',
        'CAF1a2b3@mail.gmail.example',
        'pr.7f3c9e@atelier-nord.example',
      ],
      subject: 'Re: Commande 8841 – vases livrés cassés',
      from: [{ name: 'Cléa Moreau', address: 'claire.moreau@fleurs-moreau.example' }],
      fromHeaderCount: 1,
      to: [
        { name: 'Support Atelier Nord', address: 'support@atelier-nord.example' },
        { name: 'Duval, Karim', address: 'karim@atelier-nord.example' },
      ],
      cc: [],
      date: new Date('2026-03-10T08:13:48Z'),
      hasHtml: true,
      attachments: [],
    });
    expect(email.ownText).toBe(
      'Bonjour Karim,\n\nMerci, deux vases sur six sont cassés. Pouvez-vous les remplacer avant vendredi ? Les photos suivent.\n\nCordialement,',
    );
    expect(email.quotedText).toContain('Votre commande 8841 a été livrée');
    expect(email.text).toContain('a écrit :');
    expect(email.authenticationResults[0]).toMatch(/^mx\.atelier-nord\.example; dkim=pass/);
  });

  it('reads an Outlook answer that has nothing but HTML in windows-1252', async () => {
    const email = await parseEmail(fixture('outlook-reply.eml'));
    expect(email.ownText).toBe(
      'Hi all,\n\nWe’d like to go ahead for € 4,200. Please send the contract to Tom.\n\nBest regards,\n\nPriya Nair',
    );
    expect(email.text).toContain('Please find our quote below.');
    expect(email.quotedText).toContain('Sent: 10 March 2026 18:31');
  });

  it('describes attachments: names, types, inline pictures, attached emails, programs', async () => {
    const { attachments } = await parseEmail(fixture('attachments.eml'));
    expect(
      attachments.map(({ index, fileName, mediaType, inline, risky }) => [
        index,
        fileName,
        mediaType,
        inline,
        risky,
      ]),
    ).toEqual([
      [0, 'photo.png', 'image/png', true, false],
      [1, "Facture n° 42 d'été.pdf", 'application/pdf', false, false],
      [2, 'Bon de livraison 17.eml', 'message/rfc822', false, false],
      [3, 'mise-a-jour.exe', expect.any(String), false, true],
    ]);
    expect(attachments[1]).toMatchObject({ size: 19, contentId: null });
    expect(attachments[1]?.content.toString('latin1')).toMatch(/^%PDF-1\.4/);
    expect(attachments[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(attachments[2]?.content.toString()).toContain('Le meuble est parti.');
  });

  it('keeps an attached email out of the text', async () => {
    const email = await parseEmail(fixture('attachments.eml'));
    expect(email.text).toBe('Voici la facture et la photo du meuble la photo.');
    expect(email.returnedHeaders).toContain('depot-17@menuiserie-lefevre.example');
  });

  it('reads a newsletter without its hidden preview and its tracking picture', async () => {
    const email = await parseEmail(fixture('newsletter.eml'));
    expect(email.subject).toBe('🌳 Spring timber offers');
    expect(email.ownText).toBe(
      'Oak boards, 20% off\nSee woodandco.example (track.mailer.example)\n\nWood & Co',
    );
  });

  it('disarms a hostile email', async () => {
    const email = await parseEmail(fixture('hostile.eml'));
    expect(email).toMatchObject({ fromHeaderCount: 2, date: null, references: ['ok@evil.example'] });
    expect(email.from).toEqual([
      { name: 'support@atelier-nord.example', address: 'boss@atelier-nord.example' },
    ]);
    expect(email.subject).not.toMatch(/[\u202a-\u202e]/);
    expect(email.ownText).toContain('https://bank.example (evil.example)');
    expect(email.ownText).not.toMatch(/javascript|ignore all previous|alert/);
    expect(email.attachments[0]).toMatchObject({ fileName: 'facturefdp.exe', risky: true });
  });

  it('reads text that declares no charset, or the wrong one', async () => {
    const bytes = Buffer.from('Été à 5 \x80', 'latin1');
    const headers = [
      '',
      'Content-Type: text/plain\n',
      'Content-Type: text/plain; charset=us-ascii\n',
      'Content-Type: text/plain; charset=utf-8\n',
    ];
    for (const header of headers) {
      const email = await parseEmail(
        Buffer.concat([Buffer.from(`From: a@x.example\nSubject: s\n${header}\n`), bytes]),
      );
      expect(email.text).toBe('Été à 5 €');
    }
    expect((await parse('From: a@x.example\nSubject: s\n\nÉté à 5 €')).text).toBe('Été à 5 €');
  });

  it('joins text and HTML that stand one after the other', async () => {
    const email = await parse(
      'From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n' +
        '--b\nContent-Type: text/html\n\n<p>One</p>\n--b\nContent-Type: text/plain\n\nTwo <b>\n--b--\n',
    );
    expect(email.text).toBe('One\n\nTwo <b>');
    expect(email.html).toContain('Two &lt;b&gt;');
  });

  it('takes the block of a web form for text, and that of an answer for history', async () => {
    const body =
      'Nouveau message\n\nDe : Marie Curie\nDate : 10 mars 2026\nObjet : Devis\n\nBonjour, un devis SVP.';
    const form = await parse(`From: form@x.example\nSubject: Contact\n\n${body}`);
    expect(form.ownText).toBe(body);
    const answer = await parse(`From: a@x.example\nSubject: Contact\nIn-Reply-To: <1@x>\n\n${body}`);
    expect(answer.ownText).toBe('Nouveau message');
  });

  it('keeps a text file that was sent as one', async () => {
    const email = await parse(
      'From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n' +
        '--b\nContent-Type: text/plain\n\nSee the log.\n' +
        '--b\nContent-Type: text/plain; name=app.log\nContent-Disposition: inline; filename=app.log\n\nline 1\n--b--\n',
    );
    expect(email.text).toBe('See the log.');
    expect(email.attachments).toMatchObject([{ fileName: 'app.log', mediaType: 'text/plain' }]);
  });

  it('shows the body of a multipart whose boundary never comes', async () => {
    const email = await parse(
      'From: a@x.example\nSubject: s\nContent-Type: multipart/mixed; boundary=gone\n\nStill readable.\n',
    );
    expect(email.text).toBe('Still readable.');
  });

  it('still is an email when HTML is built to exhaust its reader', async () => {
    const email = await parse(
      `From: a@x.example\nSubject: bomb\nContent-Type: text/html\n\n${'<b>'.repeat(300_000)}`,
    );
    expect(email).toMatchObject({ reading: 'full', subject: 'bomb', hasHtml: true });
  });

  it('reads what it can of an email with too many parts, and says so', async () => {
    const parts = '--b\nContent-Type: text/plain\n\nx\n'.repeat(3000);
    const email = await parse(
      `From: a@x.example\nSubject: many\nContent-Type: multipart/mixed; boundary=b\n\n${parts}--b--\n`,
    );
    expect(email).toMatchObject({ reading: 'headersOnly', problem: 'broken', subject: 'many' });
  });

  it('counts the attachments beyond the limit', async () => {
    const part = '--b\nContent-Type: image/gif\nContent-Disposition: attachment; filename=a.gif\n\nGIF\n';
    const email = await parse(
      `From: a@x.example\nSubject: s\nContent-Type: multipart/mixed; boundary=b\n\n${part.repeat(510)}--b--\n`,
    );
    expect(email.attachments).toHaveLength(limits.attachments);
    expect(email.attachmentsLeftOut).toBe(10);
  });

  it('lists the files of an email that is too large, without their bytes', async () => {
    const megabytes = Buffer.alloc(limits.rawBytes, `${'QUJD'.repeat(240)}\n`);
    const head =
      'From: a@x.example\nSubject: big\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHere.\n';
    const file =
      '--b\nContent-Type: video/mp4\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=film.mp4\n\n';
    const email = await parseEmail(
      Buffer.concat([Buffer.from(head + file), megabytes, Buffer.from('\n--b--\n')]),
    );
    expect(email).toMatchObject({
      reading: 'headersOnly',
      problem: 'tooLarge',
      subject: 'big',
      text: 'Here.',
    });
    expect(email.attachments).toMatchObject([{ fileName: 'film.mp4', content: Buffer.alloc(0) }]);
    expect(email.attachments[0]?.size).toBeGreaterThan(10_000_000);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n\n'],
    ['a list', 'milk\nbread\n'],
  ])('takes %s for no email', async (_what, source) => {
    expect(await parse(source)).toMatchObject({
      reading: 'unreadable',
      problem: 'notAnEmail',
      messageId: null,
    });
  });

  it('never rejects, and everything it returns can be stored', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'From: a@x.example',
        'Subject: =?utf-8?B?4pyT?=',
        'Subject: =?x?Q?=00=ff?=',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: multipart/alternative; boundary=b',
        'Content-Type: text/html; charset=utf-16',
        'Content-Type: text/plain; charset=utf-7',
        'Content-Type: message/rfc822',
        'Content-Type: message/delivery-status',
        'Content-Transfer-Encoding: base64',
        'Content-Transfer-Encoding: quoted-printable',
        'Content-Disposition: attachment; filename="../\u202ea"',
        '',
        '--b',
        '--b--',
        '<p>&#0;&#xdfff;',
        '=00=ED=A0=80',
        '> quoted',
        '-- ',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const email: ParsedEmail = await parse(lines.join('\n'));
        for (const text of stringsOf(email)) expect(/\0|\p{Cs}/u.test(text)).toBe(false);
        expect(email.text.length).toBeLessThanOrEqual(limits.textChars);
        expect(email.ownText.length).toBeLessThanOrEqual(limits.textChars);
        if (email.text.trim() !== '') expect(email.ownText).not.toBe('');
        for (const file of email.attachments) expect(file.size).toBe(file.content.length);
      }),
      { numRuns: 150 },
    );
  });
});
