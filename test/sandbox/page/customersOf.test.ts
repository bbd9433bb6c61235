import type { MailAccount, MailMessage } from '../../../sandbox/mailProtocol';
import { customersOf } from '../../../sandbox/page/mail/customersOf';

const accounts: MailAccount[] = [
  { address: 'support@shop.example', name: 'Support', kind: 'team' },
  { address: 'lea@fontaine.example', name: 'Léa', kind: 'customer' },
];
const from = (address: string, name = '') => ({ from: { address, name } }) as MailMessage;

it('offers customers first, then everybody who wrote, each once and never the team', () => {
  const received = [
    from('ben@harbour.example', 'Ben'),
    from('Lea@Fontaine.example', 'Somebody'),
    from('support@shop.example'),
    from('BEN@harbour.example'),
    from(''),
  ];
  expect(customersOf(accounts, received)).toEqual([
    { address: 'lea@fontaine.example', name: 'Léa' },
    { address: 'ben@harbour.example', name: 'Ben' },
  ]);
});
