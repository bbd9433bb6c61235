import type { Catalogue } from '../en';

export const refusals: Catalogue['refusals'] = {
  unknownPerson:
    'Postroom ne vous connaît pas encore. Demandez à un administrateur de boîte de vous ajouter comme membre.',
  notFound:
    'Il n’y a pas de conversation {{number}} que vous puissiez voir. Vérifiez le numéro, ou essayez « /inbox list ».',
  notAllowed:
    'Vous ne pouvez pas faire cela ici ({{action}}). Demandez à un administrateur de {{mailbox}} : {{admins}}.',
  onlyOwnerOrDispatcher:
    'Seule la personne assignée ou un dispatcheur peut faire cela ({{action}}). Assigné : {{owner}}.',
  takeFirst:
    'Cette conversation n’est encore à personne. Prenez-la d’abord, ou demandez à un dispatcheur de le faire ({{action}}) : {{dispatchers}}.',
  onlyDispatcher: 'Seul un dispatcheur peut faire cela ({{action}}). Dispatcheurs : {{dispatchers}}.',
  onlyAdmin: 'Seul un administrateur de la boîte peut faire cela ({{action}}). Administrateurs : {{admins}}.',
  alreadyOwned: '{{owner}} s’en occupe déjà. Demandez-lui, ou à un dispatcheur, de vous la passer.',
  notOwner: 'Seule la personne assignée peut libérer. Assigné : {{owner}}. Un dispatcheur peut désassigner.',
  noOwner: 'Cette conversation n’est attribuée à personne : il n’y a rien à libérer.',
  noSuchPerson:
    'Aucun membre de cette boîte ne s’appelle « {{words}} ». Tapez @ et choisissez dans la liste.',
  ambiguousPerson: '« {{words}} » peut désigner {{names}}. Écrivez davantage du nom, ou utilisez @.',
  assigneeNotMember:
    '{{person}} n’est pas membre de {{mailbox}}. Choisissez un membre, ou demandez à un administrateur de l’ajouter.',
  noSuchQualification: 'Il n’y a pas de qualification « {{words}} » ici. Acceptées : {{names}}.',
  ambiguousQualification: '« {{words}} » peut désigner {{names}}. Écrivez davantage du nom.',
  qualificationRequired: 'Cette boîte exige une qualification avant de résoudre. Choisissez-en une.',
  noQualifications:
    'Cette boîte n’a pas encore de qualifications. Un administrateur les ajoute avec « postroom qualification add ».',
  inTrash:
    'Cette conversation est dans la corbeille ou indésirable. Récupérez-la d’abord dans votre logiciel de messagerie.',
  noteEmpty: 'La note est vide. Écrivez ce que l’équipe doit savoir.',
  tooLong: 'C’est trop long : au plus {{max}} caractères sont acceptés, et il y en a {{length}}.',
  busy: 'Quelqu’un modifie cette conversation en ce moment. Rien n’a été fait : réessayez dans un instant.',
  unknownCommand:
    '« {{word}} » n’est pas une commande. Vouliez-vous dire « {{nearest}} » ? « /inbox help » les montre toutes.',
  missingNumber: 'Quelle conversation ? Écrivez son numéro : « /inbox {{word}} 142 ».',
  badNumber:
    '« {{words}} » n’est pas un numéro de conversation. Écrivez seulement des chiffres : « /inbox {{word}} 142 ».',
  missingArgument: 'Il manque quelque chose. Écrivez : « /inbox {{usage}} ».',
  tooManyArguments: '« {{words}} » est de trop ici. Écrivez : « /inbox {{usage}} ».',
  badInput:
    'Ceci n’a pas été compris. Rouvrez le formulaire ; si cela persiste, prévenez votre administrateur.',
};
