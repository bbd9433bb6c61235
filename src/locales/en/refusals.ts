/** An expected "no": what, why, and what to do next or who can. */
export const refusals = {
  unknownPerson: 'Postroom does not know you yet. Ask a mailbox admin to add you as a member.',
  unknownAsked:
    'Postroom does not know this account yet. An administrator has been asked to confirm who you are. Until then nothing can be done from here.',
  onlyWorkspaceAdmin: 'Only a workspace admin can say whose an account is.',
  ownAccount:
    'Nobody confirms an account of their own. Ask another workspace admin, or use the command “postroom member confirm”.',
  accountTaken:
    'This account belongs to somebody else, or this person has another account there. Look with the command “postroom member accounts”.',
  accountDecided: 'Somebody has decided about this account already.',
  notFound: 'There is no conversation {{number}} that you can see. Check the number, or try “[[list]]”.',
  notAllowed: 'You may not do this here ({{action}}). Ask a mailbox admin of {{mailbox}}: {{admins}}.',
  onlyOwnerOrDispatcher: 'Only the owner or a dispatcher can do this ({{action}}). Owner: {{owner}}.',
  takeFirst:
    'Nobody owns this yet. Take it first, or ask a dispatcher to do this ({{action}}): {{dispatchers}}.',
  onlyDispatcher: 'Only a dispatcher can do this ({{action}}). Dispatchers: {{dispatchers}}.',
  onlyAdmin: 'Only a mailbox admin can do this ({{action}}). Admins: {{admins}}.',
  alreadyOwned: '{{owner}} already has this. Ask them, or a dispatcher, to hand it over.',
  notOwner: 'Only the owner can release it. Owner: {{owner}}. A dispatcher can unassign it.',
  noOwner: 'Nobody owns this conversation: there is nothing to release.',
  noSuchPerson: 'No member of this mailbox is called “{{words}}”. Use @ and choose from the list.',
  ambiguousPerson: '“{{words}}” could be {{names}}. Write more of the name, or use @.',
  assigneeUnknown:
    'Postroom does not know this account of {{person}}. Choose a member of {{mailbox}}, or ask a workspace admin to link the account.',
  assigneeNotMember:
    '{{person}} is not a member of {{mailbox}}. Choose a member, or ask a mailbox admin to add them.',
  noSuchQualification: 'There is no category “{{words}}” here. Accepted: {{names}}.',
  qualificationRetired: 'This category is not offered any more. Choose one of these: {{names}}.',
  ambiguousQualification: '“{{words}}” could be {{names}}. Write more of the name.',
  qualificationRequired: 'This mailbox wants a category before a conversation is resolved. Choose one.',
  noQualifications:
    'This mailbox has no categories yet. An administrator adds them with the command “postroom qualification add”.',
  inTrash: 'This conversation is in the trash or marked as spam. Bring it back in your mail program first.',
  noteEmpty: 'The note is empty. Write what the team should know.',
  tooLong: 'This is too long: at most {{max}} characters are accepted, and it has {{length}}.',
  busy: 'Somebody is changing this conversation right now. Nothing was done: try again in a moment.',
  unknownCommand: '“{{word}}” is not a command. Did you mean “{{nearest}}”? “[[help]]” shows all.',
  missingNumber: 'Which conversation? Write its number: “[[{{word}} 142]]”.',
  badNumber: '“{{words}}” is not a conversation number. Write digits only: “[[{{word}} 142]]”.',
  missingArgument: 'Something is missing. Write: “[[{{usage}}]]”.',
  tooManyArguments: '“{{words}}” is too much here. Write: “[[{{usage}}]]”.',
  badInput: 'This was not understood. Open it again; if it keeps happening, tell your administrator.',
};
