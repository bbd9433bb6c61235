/** What only the Teams adapter says by itself. */
export const teams = {
  welcome: {
    title: 'Postroom is here',
    what: 'Emails to a shared mailbox appear in a channel as cards. The team takes, assigns and answers them here; replies to a card stay among yourselves.',
    bind: 'An administrator connects a mailbox to a channel of this team from the command line:',
    commands: 'Write “@{{bot}} help” in a channel, or “help” in the chat with me, to see what you can do.',
  },
  reads: {
    all: 'I read all replies to my cards, so every one of them becomes part of the discussion.',
    mentions:
      'I only hear replies that mention me: write “@{{bot}}” in those that belong to the discussion. A team owner can let me read all of them (permission ChannelMessage.Read.Group).',
  },
  openHere: 'This needs a window. Press the button to open it.',
  stillWorking: 'This is taking a little longer. The answer comes to you in the chat.',
  notFromHere:
    'This button is out of date. Use the card in the channel, or write “home” in the chat with me.',
};
