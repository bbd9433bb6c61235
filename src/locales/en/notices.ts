/** Private messages from the bot, and answers that are not of one action. */
export const notices = {
  assignedToYou: '{{actor}} assigned {{number}} {{subject}} to you. The email is from {{sender}}.',
  takenFromYou: '{{actor}} gave {{number}} to somebody else. There is nothing more for you to do.',
  unassignedFromYou: '{{actor}} unassigned you from {{number}}. There is nothing more for you to do.',
  customerAnswered: '{{sender}} answered on {{number}} {{subject}}.',
  note: 'Note: {{note}}',
  open: 'Open in chat',
  unexpected:
    'Something went wrong. Try again; if it keeps happening, give your administrator this reference: {{reference}}.',
  nobodyNamed: 'nobody',
};
