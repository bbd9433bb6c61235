import type { Catalogue } from '../en';

export const teams: Catalogue['teams'] = {
  welcome: {
    title: 'Postroom est là',
    what: 'Les e-mails d’une boîte partagée apparaissent dans un canal sous forme de cartes. L’équipe les prend, les attribue et y répond ici ; les réponses sous une carte restent entre vous.',
    bind: 'Un administrateur relie une boîte à un canal de cette équipe depuis la ligne de commande :',
    commands:
      'Écrivez « @{{bot}} help » dans un canal, ou « help » dans la conversation avec moi, pour voir ce que vous pouvez faire.',
  },
  reads: {
    all: 'Je lis toutes les réponses à mes cartes : chacune entre dans la discussion.',
    mentions:
      'Je n’entends que les réponses qui me mentionnent : écrivez « @{{bot}} » dans celles qui appartiennent à la discussion. Un propriétaire de l’équipe peut me laisser les lire toutes (autorisation ChannelMessage.Read.Group).',
  },
  openHere: 'Il faut une fenêtre pour cela. Appuyez sur le bouton pour l’ouvrir.',
  stillWorking: 'Cela prend un peu plus de temps. La réponse vous parviendra dans la conversation.',
  notFromHere:
    'Ce bouton n’est plus à jour. Utilisez la carte du canal, ou écrivez « home » dans la conversation avec moi.',
};
