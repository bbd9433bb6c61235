import type { Catalogue } from '../en';

export const notices: Catalogue['notices'] = {
  assignedToYou: '{{actor}} vous a assigné {{number}} {{subject}}. L’email est de {{sender}}.',
  takenFromYou: '{{actor}} a confié {{number}} à quelqu’un d’autre. Vous n’avez plus rien à faire.',
  unassignedFromYou: '{{actor}} vous a retiré {{number}}. Vous n’avez plus rien à faire.',
  customerAnswered: '{{sender}} a répondu sur {{number}} {{subject}}.',
  note: 'Note : {{note}}',
  open: 'Ouvrir dans le chat',
  unexpected:
    'Une erreur est survenue. Réessayez ; si cela se reproduit, donnez cette référence à votre administrateur : {{reference}}.',
  nobodyNamed: 'personne',
};
