import type { Catalogue } from '../en';

export const refusals: Catalogue['refusals'] = {
  unknownPerson:
    'Postroom ne vous connaît pas encore. Demandez à un administrateur de boîte de vous ajouter comme membre.',
  unknownAsked:
    'Postroom ne connaît pas encore ce compte. Un administrateur a été invité à confirmer qui vous êtes. D’ici là, rien ne peut être fait d’ici.',
  onlyWorkspaceAdmin: 'Seul un administrateur de l’espace peut dire à qui appartient un compte.',
  ownAccount:
    'Personne ne confirme son propre compte. Demandez à un autre administrateur de l’espace, ou utilisez la commande « postroom member confirm ».',
  accountTaken:
    'Ce compte appartient à quelqu’un d’autre, ou cette personne y a déjà un autre compte. Voyez la commande « postroom member accounts ».',
  accountDecided: 'Quelqu’un a déjà décidé pour ce compte.',
  notFound:
    'Il n’y a pas de conversation {{number}} que vous puissiez voir. Vérifiez le numéro, ou essayez « [[list]] ».',
  notAllowed:
    'Vous ne pouvez pas faire cela ici ({{action}}). Demandez à un administrateur de {{mailbox}} : {{admins}}.',
  onlyOwnerOrDispatcher:
    'Seule la personne assignée ou un dispatcheur peut faire cela ({{action}}). Assigné : {{owner}}.',
  takeFirst:
    'Cette conversation n’est encore à personne. Prenez-la d’abord, ou demandez à un dispatcheur de le faire ({{action}}) : {{dispatchers}}.',
  onlyDispatcher: 'Seul un dispatcheur peut faire cela ({{action}}). Dispatcheurs : {{dispatchers}}.',
  onlyAdmin: 'Seul un administrateur de la boîte peut faire cela ({{action}}). Administrateurs : {{admins}}.',
  alreadyOwned: '{{owner}} s’en occupe déjà. Demandez-lui, ou à un dispatcheur, de vous la confier.',
  notOwner:
    'Seule la personne assignée peut libérer cette conversation. Assigné : {{owner}}. Un dispatcheur peut la désassigner.',
  noOwner: 'Cette conversation n’est attribuée à personne : il n’y a rien à libérer.',
  noSuchPerson:
    'Aucun membre de cette boîte ne s’appelle « {{words}} ». Tapez @ et choisissez dans la liste.',
  ambiguousPerson: '« {{words}} » peut désigner {{names}}. Précisez le nom, ou utilisez @.',
  assigneeUnknown:
    'Postroom ne connaît pas ce compte de {{person}}. Choisissez un membre de {{mailbox}}, ou demandez à un administrateur de l’espace de relier le compte.',
  assigneeNotMember:
    '{{person}} n’est pas membre de {{mailbox}}. Choisissez un membre, ou demandez à un administrateur de l’ajouter.',
  noSuchQualification: 'Il n’y a pas de qualification « {{words}} » ici. Acceptées : {{names}}.',
  qualificationRetired: 'Cette qualification n’est plus proposée. Choisissez parmi celles-ci : {{names}}.',
  ambiguousQualification: '« {{words}} » peut désigner {{names}}. Précisez le nom.',
  qualificationRequired:
    'Dans cette boîte, une conversation doit être qualifiée avant d’être résolue. Choisissez une qualification.',
  noQualifications:
    'Cette boîte n’a pas encore de qualifications. Un administrateur les ajoute avec la commande « postroom qualification add ».',
  inTrash:
    'Cette conversation est dans la corbeille ou parmi les indésirables. Sortez-la d’abord de là dans votre logiciel de messagerie.',
  noteEmpty: 'La note est vide. Écrivez ce que l’équipe doit savoir.',
  tooLong: 'C’est trop long : au plus {{max}} caractères sont acceptés, et il y en a {{length}}.',
  busy: 'Quelqu’un modifie cette conversation en ce moment. Rien n’a été fait : réessayez dans un instant.',
  unknownCommand:
    '« {{word}} » n’est pas une commande. Vouliez-vous dire « {{nearest}} » ? « [[help]] » les montre toutes.',
  missingNumber: 'Quelle conversation ? Écrivez son numéro : « [[{{word}} 142]] ».',
  badNumber:
    '« {{words}} » n’est pas un numéro de conversation. Écrivez seulement des chiffres : « [[{{word}} 142]] ».',
  missingArgument: 'Il manque quelque chose. Écrivez : « [[{{usage}}]] ».',
  tooManyArguments: '« {{words}} » est de trop ici. Écrivez : « [[{{usage}}]] ».',
  badInput:
    'La demande n’a pas été comprise. Recommencez ; si cela se reproduit, prévenez votre administrateur.',
};
