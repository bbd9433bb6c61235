import { brokenLamp, csv, pdf } from './files';
import { daysLater, letter, messageIdOf, type SeedEmail } from './seedEmail';

const SUPPORT = 'support@atelier-nord.example';

const day = (at: Date, language = 'en-GB') =>
  at.toLocaleDateString(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const cracked = letter(
  {
    id: 'cracked-lamp',
    to: SUPPORT,
    from: { name: 'Grace Osei', address: 'grace.osei@harbourside.example' },
    minutesAgo: 185,
  },
  (at) => ({
    subject: 'Lamp base arrived cracked (order 4398)',
    text: [
      'Hello,',
      '',
      'My Fanø table lamp arrived today and the oak base has a crack right through it, see the photo.',
      'The box itself was fine, so it must have been packed like this.',
      '',
      `It is a birthday present for ${day(daysLater(at, 9))}. Can you send a new base before then?`,
      '',
      'Thank you,',
      'Grace',
      '',
      '-- ',
      'Grace Osei',
      'Harbourside Physiotherapy, Bristol',
    ].join('\n'),
    html: [
      '<p>Hello,</p>',
      '<p>My <b>Fanø table lamp</b> arrived today and the oak base has a crack right through it:</p>',
      '<p><img src="cid:crack@harbourside.example" alt="The cracked base" width="320"></p>',
      '<p>The box itself was fine, so it must have been packed like this.</p>',
      `<p>It is a birthday present for ${day(daysLater(at, 9))}. Can you send a new base before then?</p>`,
      '<p>Thank you,<br>Grace</p>',
      '<p style="color:#888">-- <br>Grace Osei<br>Harbourside Physiotherapy, Bristol</p>',
    ].join('\n'),
    attachments: [
      {
        name: 'crack.png',
        type: 'image/png',
        content: brokenLamp(),
        contentId: 'crack@harbourside.example',
      },
    ],
  }),
);

/** Answers the one above, with its history quoted. */
const crackedAgain = letter(
  { id: 'cracked-lamp-2', to: SUPPORT, from: cracked.from, minutesAgo: 42 },
  (at) => ({
    subject: 'Re: Lamp base arrived cracked (order 4398)',
    inReplyTo: messageIdOf(cracked),
    references: [messageIdOf(cracked)],
    text: [
      'One more thing: if you only have the walnut base in stock, I would take that too.',
      'My phone is 0117 496 0123 if that is quicker.',
      '',
      'Grace',
      '',
      `On ${day(at)}, Grace Osei <grace.osei@harbourside.example> wrote:`,
      '> Hello,',
      '>',
      '> My Fanø table lamp arrived today and the oak base has a crack right through it, see the photo.',
      '> The box itself was fine, so it must have been packed like this.',
      '>',
      `> It is a birthday present for ${day(daysLater(at, 9))}. Can you send a new base before then?`,
    ].join('\n'),
  }),
);

const vat = letter(
  {
    id: 'vat-number',
    to: SUPPORT,
    from: { name: 'Li Wei Tan', address: 'liwei.tan@kestrel-interiors.example' },
    minutesAgo: 131,
  },
  () => ({
    subject: 'Invoice AN-2093: our VAT number is missing',
    text: [
      'Dear Atelier Nord,',
      '',
      'Our accountant returned invoice AN-2093 because it does not show our VAT number (GB 123 4567 89).',
      'The invoice and the list of what we ordered are attached. Could you issue a corrected one?',
      'Payment is due on the 30th and we cannot release it before.',
      '',
      'Kind regards,',
      'Li Wei Tan',
      'Kestrel Interiors',
    ].join('\n'),
    attachments: [
      {
        name: 'Invoice AN-2093.pdf',
        type: 'application/pdf',
        content: pdf('Invoice AN-2093', [
          'Kestrel Interiors, 4 Quay Street, Manchester',
          '',
          '12 x Skagen wall lamp, oak .......... 1,428.00 EUR',
          ' 2 x Fano table lamp, walnut ........   298.00 EUR',
          'Delivery ............................    64.00 EUR',
          '',
          'Total ............................... 1,790.00 EUR',
        ]),
      },
      {
        name: 'order-list.csv',
        type: 'text/csv',
        content: csv([
          ['article', 'finish', 'quantity', 'unit price'],
          ['Skagen wall lamp', 'oak', 12, '119.00'],
          ['Fanø table lamp', 'walnut', 2, '149.00'],
        ]),
      },
    ],
  }),
);

const workshop = letter(
  {
    id: 'workshop-thanks',
    to: SUPPORT,
    from: { name: 'Zoë Adeyemi', address: 'zoe@smallwonders.example' },
    minutesAgo: 97,
  },
  () => ({
    subject: '🎉 Loved the lamp workshop! 💡👩🏽‍🏭',
    text: [
      'Hi all,',
      '',
      'Saturday was brilliant – both kids now want to be electricians 🔌😄',
      'Do you run the workshop for school classes as well? We would be 24 children and three adults, in spring.',
      '',
      'Zoë',
    ].join('\n'),
  }),
);

const showroom = letter(
  {
    id: 'showroom-access',
    to: SUPPORT,
    from: { name: 'Margaret Whitcombe-Hale', address: 'm.whitcombe@ableways.example' },
    minutesAgo: 64,
  },
  () => ({ subject: 'Your showroom in Lille: notes from our accessibility visit', text: visitNotes() }),
);

/** Over 4,000 characters: the card has to cut it. */
function visitNotes(): string {
  const notes: Array<[string, string]> = [
    [
      'The entrance',
      'The step at the door is 9 cm high. A portable ramp exists, but it stood behind the counter and the bell to ask for it hangs at 1.6 m, out of reach from a wheelchair. Lowering the bell to 1 m would solve most of this today; a fixed ramp of 1.2 m would solve it for good.',
    ],
    [
      'The ground floor',
      'The aisles between the table lamps are 74 cm wide at their narrowest. 90 cm is what our members need, and 120 cm where the aisle turns. Moving the third row by one board would do it. The cables that cross the floor near the window are taped well, thank you for that.',
    ],
    [
      'Light and glare',
      'It will not surprise you that a lamp shop is bright. Two of our visitors have low vision and found the mirrored pillar by the till hard to tell from a passage. A strip of matt film at eye level would be enough. The price labels are lovely, and in 8 point grey: please consider 14 point black.',
    ],
    [
      'Hearing',
      'The induction loop at the till is signposted and works. The workshop upstairs has none, and the extractor fan makes conversation there impossible for people with hearing aids. Switching it off during explanations was a good improvisation by your colleague.',
    ],
    [
      'The first floor',
      'There is no lift. Your website says "showroom on two floors" and does not mention stairs. Please say so on the page about visits, with the offer that your colleague made us on the spot: that any lamp is brought down on request.',
    ],
    [
      'The toilets',
      'The door opens inwards and the room is used to store packaging. Cleared, it would be large enough. A door that opens outwards costs about 400 euros, and the city of Lille refunds half of it until the end of the year.',
    ],
    [
      'Staff',
      'Everybody we met was kind, patient and spoke to our members rather than to their companions. This is rarer than it should be, and our visitors have asked me to write it down here in so many words.',
    ],
    [
      'The online shop',
      'Ordering with a screen reader works up to the choice of the finish, where the colour swatches have no names. The confirmation email is readable. The return form is a picture of a form, which nobody could fill in, sighted or not.',
    ],
    [
      'Emergency exit',
      'The exit at the back leads over a gravel yard that a wheelchair cannot cross. The fire service will advise you at no cost, and I would ask them soon: this is the one point on the list that is a duty and not a kindness.',
    ],
    [
      'Getting there',
      'From the station it is eleven minutes on wheels, all of it level, which few shops in the old town can say. The dropped kerb nearest to your door is blocked on market days by a vegetable stall. The stallholder was most obliging when asked, and had simply never been told; perhaps you could have a word with him before your busiest season begins.',
    ],
    [
      'The workshop',
      'Three of us joined the Saturday workshop. The benches are adjustable, which is splendid, but the winch was locked and nobody present knew where the key was kept. The instructions are printed in French only; our French is good, our reading of it through a magnifier less so. A large-print sheet, or simply the same text on the website, would have let all three finish their lamps instead of two.',
    ],
    [
      'Parcels and packaging',
      'Four members have ordered from you by post. All four praised the lamps and cursed the boxes: the staples are long and sharp, and the inner sleeve cannot be opened with one hand. Paper tape with a pull thread costs a few cents more. Whoever packs for you wrote a friendly note by hand into each box, and every one of us has kept it, so please do pass on our thanks.',
    ],
    [
      'What we would do first',
      'In this order: the bell, the wording on the website, the aisle, the labels, the packaging in the toilet. None of these five costs more than an afternoon. We would gladly come back in the spring, see the result and add you to our printed guide, which reaches about eleven thousand households.',
    ],
  ];
  return [
    'Dear team at Atelier Nord,',
    '',
    'Thank you for letting our group of seven visit last week. As promised, these are our notes, frank and in full.',
    '',
    ...notes.flatMap(([heading, words], index) => [`${index + 1}. ${heading}`, '', words, '']),
    'With kind regards from all seven of us,',
    '',
    'Margaret Whitcombe-Hale',
    'Ableways, visits and reviews',
  ].join('\n');
}

const newsletter = letter(
  {
    id: 'timber-weekly',
    automatic: true,
    to: SUPPORT,
    from: { name: 'Timber & Light Weekly', address: 'news@timberandlight.example' },
    minutesAgo: 118,
  },
  () => ({
    subject: 'This week: ash is back, and what LEDs do to varnish',
    headers: {
      'List-Id': 'Timber & Light Weekly <weekly.timberandlight.example>',
      'List-Unsubscribe': '<https://timberandlight.example/leave/9c1>, <mailto:leave@timberandlight.example>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
    text: 'Ash is back\n\nFelling has resumed in Jutland …\n\nUnsubscribe: https://timberandlight.example/leave/9c1\n',
    html: [
      '<table width="600" align="center"><tr><td style="background:#2b3a2f;color:#fff;padding:24px">',
      '<h1>Timber &amp; Light Weekly</h1></td></tr>',
      '<tr><td><h2>Ash is back</h2><p>Felling has resumed in Jutland after four quiet years. ',
      '<a href="https://timberandlight.example/ash">Read on</a></p>',
      '<h2>What LEDs do to varnish</h2><p>Less than you fear, more than the makers say.</p>',
      '<p style="font-size:11px">You receive this because you signed up at a fair. ',
      '<a href="https://timberandlight.example/leave/9c1">Unsubscribe</a></p>',
      '<img src="https://track.timberandlight.example/o/9c1.gif" width="1" height="1" alt="">',
      '</td></tr></table>',
    ].join('\n'),
  }),
);

export const englishEmails: SeedEmail[] = [cracked, vat, newsletter, workshop, showroom, crackedAgain];
