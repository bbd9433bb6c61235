import type { ChannelSeed, PersonSeed } from '../../slack/seed';

/*
 * The demo's world: a workshop in Lille that makes lamps and furniture, with a small British team for orders
 * from abroad. Everybody and every address is made up; `.example` never resolves.
 */

export type MailboxRole = 'admin' | 'dispatcher' | 'agent';

export interface DemoMailbox {
  /** As in `postroom mailbox add`. */
  name: string;
  address: string;
  password: string;
  /** Channel without `#`. */
  channel: string;
  /** `Team/channel`. */
  teamsChannel: string;
  visibility: 'open' | 'assigned-only';
  language: 'en' | 'fr';
  qualifications: string[];
  /** By handle. */
  members: Array<{ who: string; role: MailboxRole }>;
}

export interface DemoPerson extends PersonSeed {
  realName: string;
  email: string;
  /** Said in the hints of `npm run demo`. */
  is: string;
}

export const team = { id: 'T0NORD', name: 'Atelier Nord', domain: 'atelier-nord' };

/** Workspace admin in Postroom, by handle; the first one is always named on the command line. */
export const workspaceAdmin = 'nadia';

/** The page shows the first one to newcomers: she may do everything in `support`, in the language of its emails. */
export const people: DemoPerson[] = [
  {
    id: 'U0PRIYA',
    name: 'priya',
    realName: 'Priya Raman',
    email: 'priya.raman@atelier-nord.example',
    locale: 'en-GB',
    timeZone: 'Europe/London',
    is: 'dispatcher in support',
  },
  {
    id: 'U0NADIA',
    name: 'nadia',
    realName: 'Nadia Benali',
    email: 'nadia.benali@atelier-nord.example',
    isAdmin: true,
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    is: 'workspace admin, and mailbox admin of both',
  },
  {
    id: 'U0EWAN',
    name: 'ewan',
    realName: 'Ewan MacLeod',
    email: 'ewan.macleod@atelier-nord.example',
    locale: 'en-GB',
    timeZone: 'Europe/London',
    is: 'mailbox admin of support',
  },
  {
    id: 'U0TOMASZ',
    name: 'tomasz',
    realName: 'Tomasz Zieliński',
    email: 'tomasz.zielinski@atelier-nord.example',
    locale: 'en-GB',
    timeZone: 'Europe/London',
    is: 'agent in support',
  },
  {
    id: 'U0AICHA',
    name: 'aicha',
    realName: 'Aïcha Diallo',
    email: 'aicha.diallo@atelier-nord.example',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    is: 'agent in support and in ventes, where she sees only what is hers',
  },
  {
    id: 'U0CAMILLE',
    name: 'camille',
    realName: 'Camille Lefèvre',
    email: 'camille.lefevre@atelier-nord.example',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    is: 'mailbox admin of ventes',
  },
  {
    id: 'U0HUGO',
    name: 'hugo',
    realName: 'Hugo Tran',
    email: 'hugo.tran@atelier-nord.example',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    is: 'dispatcher in ventes',
  },
  {
    id: 'U0MATEO',
    name: 'mateo',
    realName: 'Mateo Fernández',
    email: 'mateo.fernandez@atelier-nord.example',
    locale: 'en-GB',
    timeZone: 'Europe/Madrid',
    is: 'in the workspace, member of no mailbox',
  },
];

export const channels: ChannelSeed[] = [
  {
    id: 'C0GENERAL',
    name: 'general',
    topic: 'Everybody at Atelier Nord',
    members: people.map((person) => person.name),
  },
  {
    id: 'C0SUPPORT',
    name: 'support',
    topic: 'Mail to support@atelier-nord.example',
    members: ['nadia', 'ewan', 'priya', 'tomasz', 'aicha', 'bot'],
  },
  {
    id: 'C0SALES',
    name: 'sales-desk',
    private: true,
    topic: 'Courrier de ventes@atelier-nord.example, dispatcheurs seulement',
    members: ['nadia', 'camille', 'hugo', 'bot'],
  },
];

export const mailboxes: DemoMailbox[] = [
  {
    name: 'support',
    address: 'support@atelier-nord.example',
    password: 'lighthouse-keeper',
    channel: 'support',
    teamsChannel: 'Atelier Nord/support',
    visibility: 'open',
    language: 'en',
    qualifications: ['🚚 Delivery', '💔 Damaged', '🧾 Invoice', '💶 Refund', 'Question', 'Not for us'],
    members: [
      { who: 'nadia', role: 'admin' },
      { who: 'ewan', role: 'admin' },
      { who: 'priya', role: 'dispatcher' },
      { who: 'tomasz', role: 'agent' },
      { who: 'aicha', role: 'agent' },
    ],
  },
  {
    name: 'ventes',
    address: 'ventes@atelier-nord.example',
    password: 'gardien-de-phare',
    channel: 'sales-desk',
    teamsChannel: 'Ventes/sales-desk',
    visibility: 'assigned-only',
    language: 'fr',
    qualifications: ['Devis', 'Commande', 'Partenariat', 'Réclamation'],
    members: [
      { who: 'nadia', role: 'admin' },
      { who: 'camille', role: 'admin' },
      { who: 'hugo', role: 'dispatcher' },
      { who: 'aicha', role: 'agent' },
    ],
  },
];

export function personCalled(handle: string): DemoPerson {
  const person = people.find((one) => one.name === handle);
  if (!person) throw new Error(`Nobody in the demo is called "${handle}".`);
  return person;
}
