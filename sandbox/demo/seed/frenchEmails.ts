import { csv, lampPlan, pdf } from './files';
import { daysLater, letter, messageIdOf, type SeedEmail } from './seedEmail';

const VENTES = 'ventes@atelier-nord.example';

const jour = (at: Date) =>
  at.toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const hotel = letter(
  {
    id: 'devis-hotel',
    to: VENTES,
    from: { name: 'Solène Kerguélen', address: 's.kerguelen@hotel-lephare.example' },
    minutesAgo: 162,
  },
  (at) => ({
    subject: 'Demande de devis : 24 suspensions pour l’hôtel Le Phare',
    text: [
      'Bonjour,',
      '',
      'Nous rénovons la salle du restaurant (96 m²) et souhaitons 24 suspensions « Lesquin » en chêne clair,',
      'avec variateur, hauteur sous plafond 3,20 m. Le plan et le cahier des charges sont joints.',
      '',
      `Pourriez-vous nous adresser un devis avant le ${jour(daysLater(at, 6))} ? Les travaux commencent le mois prochain.`,
      '',
      'Bien cordialement,',
      'Solène Kerguélen',
      'Directrice, Hôtel Le Phare, Concarneau',
    ].join('\n'),
    attachments: [
      { name: 'Plan salle à manger.png', type: 'image/png', content: lampPlan() },
      {
        name: 'Cahier des charges.pdf',
        type: 'application/pdf',
        content: pdf('Cahier des charges', [
          'Hôtel Le Phare, Concarneau : salle à manger, 96 m²',
          '',
          '24 suspensions, chêne clair, abat-jour lin écru',
          'Variateur par zone (4 zones), 2700 K, IRC supérieur à 90',
          'Hauteur sous plafond : 3,20 m',
          'Pose comprise, hors raccordement au tableau',
        ]),
      },
    ],
  }),
);

const hotelAgain = letter({ id: 'devis-hotel-2', to: VENTES, from: hotel.from, minutesAgo: 24 }, (at) => ({
  subject: 'RE: Demande de devis : 24 suspensions pour l’hôtel Le Phare',
  inReplyTo: messageIdOf(hotel),
  references: [messageIdOf(hotel)],
  text: [
    'Re-bonjour,',
    '',
    'Petite précision de notre architecte : il en faudra finalement 26, deux de plus au-dessus du bar.',
    'Est-ce que le délai reste tenable ?',
    '',
    'Merci d’avance,',
    'Solène Kerguélen',
    '',
    `De : Solène Kerguélen <s.kerguelen@hotel-lephare.example>`,
    `Envoyé : ${jour(at)}`,
    'À : ventes@atelier-nord.example',
    'Objet : Demande de devis : 24 suspensions pour l’hôtel Le Phare',
    '',
    'Bonjour,',
    '',
    'Nous rénovons la salle du restaurant (96 m²) et souhaitons 24 suspensions « Lesquin » en chêne clair,',
    'avec variateur, hauteur sous plafond 3,20 m. Le plan et le cahier des charges sont joints.',
  ].join('\n'),
}));

const lumen = letter(
  {
    id: 'commande-lumen',
    to: VENTES,
    from: { name: 'Boutique Lumen', address: 'commandes@boutique-lumen.example' },
    minutesAgo: 83,
  },
  () => ({
    subject: 'Commande mensuelle n° 118',
    text: [
      'Bonjour Camille,',
      '',
      'Voici notre commande du mois, fichier joint. Livraison à Nantes comme d’habitude, de préférence un mardi.',
      '',
      'Bonne journée,',
      'Idriss',
    ].join('\n'),
    html: [
      '<p>Bonjour Camille,</p>',
      '<p>Voici notre commande du mois, fichier joint. Livraison à <b>Nantes</b> comme d’habitude, ',
      'de préférence un mardi.</p><p>Bonne journée,<br>Idriss</p>',
      '<p><a href="https://boutique-lumen.example">boutique-lumen.example</a></p>',
    ].join('\n'),
    attachments: [
      {
        name: 'commande-118.csv',
        type: 'text/csv',
        content: csv([
          ['référence', 'désignation', 'quantité', 'prix unitaire'],
          ['LSQ-01', 'Suspension Lesquin, chêne', 6, '142,00'],
          ['FAN-03', 'Lampe Fanø, noyer', 4, '149,00'],
          ['SKA-02', 'Applique Skagen, frêne', 10, '119,00'],
        ]),
      },
    ],
  }),
);

export const frenchEmails: SeedEmail[] = [hotel, lumen, hotelAgain];
