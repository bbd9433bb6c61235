/** Private messages from the bot, and answers that are not of one action. */
export const notices = {
  assignedToYou: '{{actor}} assigned {{number}} {{subject}} to you. The email is from {{sender}}.',
  takenFromYou: '{{actor}} gave {{number}} to somebody else. You need not do anything more.',
  unassignedFromYou: '{{actor}} unassigned {{number}} from you. You need not do anything more.',
  customerAnswered: '{{sender}} answered on {{number}} {{subject}}.',
  note: 'Note: {{note}}',
  open: 'Open in chat',
  unexpected:
    'Something went wrong and nothing more was done. Try again; if it persists, tell your administrator this reference: {{reference}}.',
  nobodyNamed: 'nobody',
};
