import type { Catalogue } from '../en';

export const notices: Catalogue['notices'] = {
  assignedToYou: '{{actor}} vous a assigné {{number}} {{subject}}. L’email est de {{sender}}.',
  takenFromYou: '{{actor}} a donné {{number}} à quelqu’un d’autre. Vous n’avez plus rien à faire.',
  unassignedFromYou: '{{actor}} vous a retiré {{number}}. Vous n’avez plus rien à faire.',
  customerAnswered: '{{sender}} a répondu sur {{number}} {{subject}}.',
  note: 'Note : {{note}}',
  open: 'Ouvrir dans la messagerie',
  unexpected:
    'Quelque chose s’est mal passé et rien de plus n’a été fait. Réessayez ; si cela persiste, donnez cette référence à votre administrateur : {{reference}}.',
  nobodyNamed: 'personne',
};
