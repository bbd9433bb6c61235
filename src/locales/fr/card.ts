import type { Catalogue } from '../en';

export const card: Catalogue['card'] = {
  state: {
    new: '● Nouveau',
    open: '● Ouvert',
    owned: '● {{owner}}',
    waiting: '● En attente',
    resolved: '✓ Résolu',
    archived: '{{state}} · archivé',
    trashed: '{{state}} · dans la corbeille',
    spam: '{{state}} · indésirable',
  },
  heading: '{{state}}   {{number}}   {{subject}}',
  noSubject: '(sans objet)',
  sender: '{{name}} · {{address}} · {{known}}',
  senderAddressOnly: '{{address}} · {{known}}',
  noSender: 'Aucun expéditeur indiqué · {{known}}',
  unknownSender: 'expéditeur inconnu',
  noText: '(Cet email n’a pas de texte.)',
  summary: '{{number}} {{subject}} — {{sender}}',
  owner: 'Assigné',
  nobody: 'Non attribué',
  qualification: 'Qualification',
  mailbox: '{{mailbox}}',
  received: 'reçu {{at}}',
  emails_one: '{{count}} email',
  emails_other: '{{count}} emails',
  attachments_one: '{{count}} pièce jointe',
  attachments_other: '{{count}} pièces jointes',
  openedBy: 'ouvert par {{names}}',
  openedByMore: 'ouvert par {{names}} +{{more}}',
  alsoIn: 'aussi dans {{mailboxes}}',
  warnings: {
    notRead_tooLarge:
      'Seuls les en-têtes de cet email ont été lus : il est trop volumineux. Sa source est conservée.',
    notRead_tooSlow:
      'Seuls les en-têtes de cet email ont été lus : sa lecture prenait trop de temps. Sa source est conservée.',
    notRead_tooMuchMemory:
      'Seuls les en-têtes de cet email ont été lus : il demandait trop de mémoire. Sa source est conservée.',
    notRead_broken: 'Cet email est endommagé et n’a pas pu être lu en entier. Sa source est conservée.',
    notRead_notAnEmail: 'Ceci n’est pas un email lisible. Sa source est conservée.',
    twoFrom: 'Cet email nomme plusieurs expéditeurs : considérez-le comme falsifié.',
    sameId: 'Cet email réutilise l’identité d’un email précédent avec un autre contenu.',
    untrusted: 'Cet expéditeur n’avait jamais pris part à la conversation.',
    bounce: 'Un avis d’échec de remise.',
    automatic: 'Une réponse automatique.',
    attachmentsLeftOut_one: '{{count}} autre pièce jointe se trouve seulement dans la source de l’email.',
    attachmentsLeftOut_other:
      '{{count}} autres pièces jointes se trouvent seulement dans la source de l’email.',
  },
  thread: {
    fullText: 'Texte complet',
    cut: 'Le texte continue : appuyez sur Lire pour le voir en entier.',
    emailFrom: 'Email de {{sender}}, {{at}}',
    emailSummary: '{{number}} : email de {{sender}}',
    files: 'Pièces jointes de {{number}}',
    riskyFiles:
      'Non envoyé, car cela pourrait nuire à votre ordinateur : {{names}}. Demandez la source de l’email à un administrateur.',
    tooLargeFiles: 'Non envoyé, car trop volumineux pour la messagerie : {{names}}.',
    note: '{{author}} · note',
    bump: 'Nouvel email de {{sender}} sur {{number}} {{subject}}',
  },
};
