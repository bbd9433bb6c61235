import type { MailAccount, MailMessage } from '../../mailProtocol';

export interface Customer {
  address: string;
  name: string;
}

/** Whom one can be: customers with mail of their own, then everybody who has written to the team. */
export function customersOf(accounts: MailAccount[], received: MailMessage[]): Customer[] {
  const found = new Map<string, Customer>();
  const team = new Set(accounts.filter((one) => one.kind === 'team').map((one) => one.address));
  for (const { kind, address, name } of accounts)
    if (kind === 'customer') found.set(address, { address, name });
  for (const { from } of received) {
    const address = from.address.toLowerCase();
    if (address !== '' && !team.has(address) && !found.has(address))
      found.set(address, { address, name: from.name });
  }
  return [...found.values()];
}
