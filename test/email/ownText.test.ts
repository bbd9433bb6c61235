import fc from 'fast-check';
import { isForwardSubject, ownText, ownTextOfHtml } from '../../src/email/ownText';
import { cpuTime } from '../cpuTime';

const history = 'Bonjour,\n\nvotre commande est partie.\n\nAnne';
const quoted = history.replace(/^/gm, '> ');

describe('ownText', () => {
  it.each([
    ['Le lun. 9 mars 2026 à 17:02, Anne Petit <anne@nord.example> a écrit :'],
    ['Le 09/03/2026 à 17:02, Anne Petit a écrit :'],
    ['Le 9 mars 2026 à 17:02, Anne Petit\n<anne@nord.example> a écrit :'],
    ['Le lun. 9 mars 2026 à 17:02, Support de l’atelier <\nsupport@nord.example> a écrit :'],
    ['Anne Petit <anne@nord.example> a écrit le 9 mars 2026 :'],
    ['On Mon, 9 Mar 2026 at 17:02, Anne Petit <anne@nord.example> wrote:'],
    ['On Mar 9, 2026, at 5:02 PM, Anne Petit <anne@nord.example>\nwrote:'],
    ['On 9 Mar 2026, Anne Petit wrote:'],
    ['Am 09.03.2026 um 17:02 schrieb Anne Petit <anne@nord.example>:'],
    ['Am Mo., 9. März 2026 um 17:02 Uhr schrieb Anne Petit <\nanne@nord.example>:'],
    ['2026-03-09 17:02 GMT+01:00 Anne Petit <anne@nord.example>:'],
    ['El lun, 9 mar 2026 a las 17:02, Anne (<anne@nord.example>) escribió:'],
    ['ma 9. maalisk. 2026 klo 17.02 Anne Petit (anne@nord.example) kirjoitti:'],
    ['-----Original Message-----'],
    ['----- Message d’origine -----'],
    ["-------- Message d'origine --------"],
    ['-----Ursprüngliche Nachricht-----'],
    ['##- Please type your reply above this line -##'],
    ['De : Anne Petit <anne@nord.example>\nEnvoyé : lundi 9 mars 2026 17:02\nÀ : Hugo\nObjet : Commande'],
    ['De: Anne Petit\nDate: 9 mars 2026\nÀ: Hugo\nObjet: Commande'],
    [
      '________________________________\nFrom: Anne Petit <anne@nord.example>\nSent: Monday, March 9, 2026 5:02 PM\nTo: Hugo\nSubject: Order',
    ],
    ['*From:* Anne Petit\n*Sent:* Monday\n*To:* Hugo\n*Subject:* Order'],
    [
      'Von: Anne Petit <anne@nord.example>\nGesendet: Montag, 9. März 2026 17:02\nAn: Hugo\nBetreff: Bestellung',
    ],
  ])('cuts the history that begins with %j', (announcement) => {
    for (const old of [history, quoted]) {
      const result = ownText(`Merci, c'est bien arrivé.\n\n${announcement}\n\n${old}`);
      expect(result.own).toBe("Merci, c'est bien arrivé.");
      expect(result.quoted).toContain('votre commande est partie.');
    }
  });

  it('keeps answers between and under quotes', () => {
    const text =
      'On Mon, 9 Mar 2026 at 17:02, Anne <a@x.example> wrote:\n> One or two?\nTwo, please.\n> When?\nFriday.';
    expect(ownText(text).own).toBe('Two, please.\nFriday.');
  });

  it('takes a short announcement for one where marked lines follow', () => {
    expect(ownText('Anne wrote:\n> One or two?\n\nTwo.').own).toBe('Two.');
    expect(ownText('Anne Petit a écrit :\n> Un ou deux ?\n\nDeux.').own).toBe('Deux.');
  });

  it.each([
    ['On reflection I wrote: no.'],
    ['On the other hand, he wrote:'],
    ['Le client nous a écrit :'],
    ['From: here to there, it is far.'],
    ['I copied the list:\n- one\n- two'],
    ['Price: -- none --'],
    ['All was sent from my office.'],
  ])('does not take prose for an announcement: %j', (line) => {
    const text = `Hello,\n\n${line}\n\nThat was the point.`;
    expect(ownText(text)).toEqual({ own: text, quoted: '' });
  });

  it.each([
    ['-- \nHugo Lefèvre\nMenuiserie Lefèvre\n04 75 00 00 00'],
    ['Envoyé de mon iPhone'],
    ['Sent from my iPhone'],
    ['Get Outlook for Android'],
    ['Envoyé à partir de Outlook pour iOS'],
    ['Von meinem iPhone gesendet'],
    ['This email and any attachments are confidential and intended solely for the addressee.'],
    ['Ce message et ses pièces jointes sont confidentiels et destinés au seul destinataire.'],
    ['_______________________________________________\nusers mailing list\nusers@lists.example'],
  ])('takes off the signature or boilerplate %j', (end) => {
    const result = ownText(`Le meuble est prêt.\n\n${end}`);
    expect(result.own).toBe('Le meuble est prêt.');
    expect(result.quoted).toBe(end.trim().replace('-- \n', '--\n'));
  });

  it('keeps the closing and the name, and drops the business card under them', () => {
    const result = ownText(
      'We accept.\n\nBest regards,\nPriya Nair\nHead of Purchasing | Harbour Ltd\nT +44 20 7946 0958',
    );
    expect(result.own).toBe('We accept.\n\nBest regards,\nPriya Nair');
  });

  it('knows a French closing with a whole business card', () => {
    const card =
      'Directeur des achats\nSociété Martin SARL\n12 rue des Lilas\n69003 Lyon\nTél : 04 78 00 00 00\nwww.martin.example';
    const result = ownText(`Nous acceptons.\n\nMerci d'avance,\nJean Dupont\n${card}`);
    expect(result).toEqual({ own: "Nous acceptons.\n\nMerci d'avance,\nJean Dupont", quoted: card });
  });

  it('keeps a postscript under the closing', () => {
    const text = 'We accept.\n\nBest regards,\nPriya\n\nPS: please call me before you come.';
    expect(ownText(text).own).toBe(text);
  });

  it('keeps what was forwarded: it is the point', () => {
    const text =
      'See below.\n\n---------- Forwarded message ---------\nFrom: Jo <jo@x.example>\nDate: Mon, 9 Mar 2026\nTo: me\n\nIt leaks.';
    expect(ownText(text).own).toBe(text);
    const outlook = 'See below.\n\nFrom: Jo\nSent: Monday\nTo: me\nSubject: Leak\n\nIt leaks.';
    expect(ownText(outlook, { forwarded: true }).own).toBe(outlook);
    expect(ownText(outlook).own).toBe('See below.');
  });

  it('shows the whole when nothing else is left', () => {
    expect(ownText('> only a quote').own).toBe('> only a quote');
    expect(ownText('Sent from my iPhone')).toEqual({ own: 'Sent from my iPhone', quoted: '' });
  });

  it('is made of lines of the input, and empty only when the input is', () => {
    const line = fc.constantFrom(
      '',
      'Hello',
      '> old',
      '-- ',
      'Cordialement,',
      'Anne',
      'Tel. 01 23 45 67 89',
      'Sent from my iPhone',
      '________________',
      'On Mon, 9 Mar 2026 at 17:02, A <a@x.example> wrote:',
      'De : Anne',
      'Envoyé : lundi',
      'À : Hugo',
      'Objet : x',
      'This message is confidential.',
      '-----Original Message-----',
      '---------- Forwarded message ---------',
      'fin.',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.boolean(), (lines, forwarded) => {
        const input = lines.map((each) => each.trimEnd());
        const result = ownText(lines.join('\n'), { forwarded });
        const parts = [...result.own.split('\n'), ...result.quoted.split('\n')].filter((each) => each !== '');
        for (const part of parts) expect(input).toContain(part);
        expect(parts).toHaveLength(input.filter((each) => each !== '').length);
        expect(result.own === '').toBe(input.every((each) => each === ''));
      }),
    );
  });

  it.each([
    '\n',
    '> ',
    'On 1 ',
    'From: a\nSent: b\n',
    'wrote:',
    '-- \n',
    'a@',
    '<a@b ',
    'Sent from my x\n',
    '________\n',
  ])('takes no longer than the length of the input deserves: %j', (piece) => {
    const hostile = piece.repeat(Math.ceil(200_000 / piece.length));
    expect(cpuTime(() => ownText(hostile))).toBeLessThan(4_000);
  });
});

describe('ownTextOfHtml', () => {
  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">Le 9 mars, Anne a &eacute;crit&nbsp;:</div><blockquote class="gmail_quote">old</blockquote></div>',
    ],
    [
      'Apple Mail',
      '<div><blockquote type="cite"><div>On 9 Mar 2026, at 17:02, Anne wrote:</div>old</blockquote></div>',
    ],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">Le 09/03/2026 à 17:02, Anne a écrit :<br></div><blockquote type="cite">old</blockquote>',
    ],
    [
      'Outlook on the web',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Anne<br><b>Sent:</b> Monday<br><b>To:</b> me</div><div>old</div>',
    ],
    [
      'Outlook in Finnish',
      '<div id="divRplyFwdMsg"><b>Lähettäjä:</b> Anne<br><b>Vastaanottaja:</b> me</div><div>old</div>',
    ],
    [
      'Word',
      '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De&nbsp;:</b> Anne<br><b>Envoyé&nbsp;:</b> lundi<br><b>À&nbsp;:</b> moi<br><b>Objet&nbsp;:</b> x</p></div><p>old</p>',
    ],
    [
      'Yahoo',
      '<div class="yahoo_quoted"><div>Le lundi 9 mars 2026 à 17:02, Anne a écrit :</div><div>old</div></div>',
    ],
    [
      'Proton',
      '<div class="protonmail_quote">------- Original Message -------<br>On Monday, Anne wrote:<blockquote type="cite">old</blockquote></div>',
    ],
  ])('strips the quote of %s', (_program, quote) => {
    const result = ownTextOfHtml(`<div>C'est parfait.</div><br>${quote}`);
    expect(result.own).toBe("C'est parfait.");
    expect(result.quoted).toContain('old');
  });

  it('strips marked signatures, and keeps indented text that is no quote', () => {
    const html =
      '<p>Voici :</p><blockquote>un retrait</blockquote><div class="gmail_signature">Anne<br>04 75 00 00 00</div>';
    expect(ownTextOfHtml(html)).toEqual({ own: 'Voici :\n\nun retrait', quoted: 'Anne\n04 75 00 00 00' });
  });

  it('keeps what Gmail wraps as a quote when it was forwarded', () => {
    const html =
      '<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Jo</div>It leaks.</div>';
    expect(ownTextOfHtml(html).own).toContain('It leaks.');
  });
});

describe('isForwardSubject', () => {
  it.each(['Fwd: x', 'FW: x', 'TR: x', 'Tr : x', 'WG: x', '[ext] Fwd: x'])('knows %s', (subject) => {
    expect(isForwardSubject(subject)).toBe(true);
  });
  it.each(['Re: x', 'Travaux : devis', 'Forward planning'])('is not misled by %s', (subject) => {
    expect(isForwardSubject(subject)).toBe(false);
  });
});
