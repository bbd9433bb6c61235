import { type StageMailbox, stageMailboxes } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import type { MessageState } from '../../sandbox/protocol';
import type { SeenCard, TeamWindow } from './windows';

/** Dana in Slack. */
export function slackWindow({ slack }: Stage): TeamWindow {
  const channelOf = (mailbox: StageMailbox) => stageMailboxes[mailbox].channel;
  const dana = () => slack.as('dana');
  const buttonOf = (mailbox: StageMailbox, card: SeenCard, action: string): Button | undefined => {
    const message = slack.message(channelOf(mailbox), card.id);
    return message && buttonsOf(message).find((button) => button.action === action);
  };

  return {
    platform: 'slack',

    cards: (mailbox) =>
      slack
        .channel(channelOf(mailbox))
        .messages.filter((message) => message.user === slack.botUserId && buttonsOf(message).length > 2)
        .map((message) => ({ id: message.ts, actions: buttonsOf(message).map(({ action }) => action) })),

    async click(mailbox, card, action) {
      const button = buttonOf(mailbox, card, action);
      if (!button) return { conversation: '', acknowledged: false };
      const { ack } = await dana().click(channelOf(mailbox), card.id, button.actionId);
      return { conversation: button.conversation, acknowledged: ack?.status === 'acknowledged' };
    },

    async fillIn(mailbox, card, action, words) {
      const button = buttonOf(mailbox, card, action);
      if (!button) return null;
      await dana().act({ type: 'viewClose', viewId: dana().modal?.id ?? '', all: true });
      await dana().click(channelOf(mailbox), card.id, button.actionId);
      const opened = await slack
        .waitFor(() => dana().modal?.blocks.find((block) => block.type === 'input'), 1_500)
        .catch(() => undefined);
      const field = (opened?.element as { action_id?: string } | undefined)?.action_id;
      if (!field) return null;
      const result = await dana().submit({ [field]: words });
      const closed = result.responseAction === 'close' || result.responseAction === 'clear';
      return result.ack?.status === 'acknowledged' && closed;
    },

    async say(mailbox, card, words) {
      await dana().message(channelOf(mailbox), words, { thread: card.id });
    },
  };
}

interface Button {
  actionId: string;
  action: string;
  conversation: string;
}

/** The buttons of a card, with what they carry. */
export function buttonsOf(message: MessageState): Button[] {
  const elements = (message.blocks ?? []).flatMap(
    (block) => (block.elements ?? []) as Record<string, unknown>[],
  );
  return elements.flatMap((element) => {
    const actionId = String(element.action_id ?? '');
    const action = /^do:([^:]+):/.exec(actionId)?.[1];
    if (element.type !== 'button' || !action) return [];
    const { conversation } = JSON.parse(String(element.value ?? '{}')) as { conversation?: string };
    return [{ actionId, action, conversation: conversation ?? '' }];
  });
}
