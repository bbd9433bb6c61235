import { type Stage, type StageMailbox, stageMailboxes } from '../../bench/stage';
import type { MessageState } from '../../sandbox/protocol';
import type { Chance } from './chance';

/** A form that a person sent off, and whether Slack told them that it was taken. */
export interface Submitted {
  text: string;
  accepted: boolean;
}

/** A click on a button that acts at once. */
export interface Click {
  action: string;
  conversation: string;
  acknowledged: boolean;
}

/** Dana in the chat: clicks, fills in forms, and talks in threads, whatever the bot is going through. */
export class Team {
  readonly clicks: Click[] = [];
  readonly submitted: Submitted[] = [];
  readonly said: string[] = [];
  private serial = 0;
  private busy = false;

  constructor(
    private readonly stage: Stage,
    private readonly chance: Chance,
  ) {}

  /** One thing more, unless the last one is not through yet. */
  async act(): Promise<void> {
    const name: StageMailbox = this.chance.happens(0.7) ? 'support' : 'sales';
    const cards = this.cards(name);
    const kind = this.chance.between(0, 9);
    if (cards.length === 0 || this.busy) return;
    this.busy = true;
    try {
      const card = this.chance.one(cards);
      if (kind === 0) await this.say(name, card);
      else if (kind <= 3) await this.resolve(name, card);
      else await this.click(name, card);
    } finally {
      this.busy = false;
    }
  }

  private cards(name: StageMailbox): MessageState[] {
    const { slack } = this.stage;
    return slack
      .channel(stageMailboxes[name].channel)
      .messages.filter((message) => message.user === slack.botUserId && buttonsOf(message).length > 2);
  }

  private async click(name: StageMailbox, card: MessageState): Promise<void> {
    const direct = buttonsOf(card).filter(({ action }) => /^(take|archive|unarchive)$/.test(action));
    if (direct.length === 0) return;
    const { actionId, action, conversation } = this.chance.one(direct);
    const click: Click = { action, conversation, acknowledged: false };
    this.clicks.push(click);
    const { ack } = await this.dana.click(stageMailboxes[name].channel, card.ts, actionId);
    click.acknowledged = ack?.status === 'acknowledged';
  }

  /** Resolves with a note: a form, whose sending off is answered only when it was taken. */
  private async resolve(name: StageMailbox, card: MessageState): Promise<void> {
    const button = buttonsOf(card).find(({ action }) => action === 'resolve');
    if (!button) return;
    await this.dana.act({ type: 'viewClose', viewId: this.dana.modal?.id ?? '', all: true });
    await this.dana.click(stageMailboxes[name].channel, card.ts, button.actionId);
    const opened = await this.stage.slack
      .waitFor(() => this.dana.modal?.blocks.find((block) => block.type === 'input'), 1_500)
      .catch(() => undefined);
    const field = (opened?.element as { action_id?: string } | undefined)?.action_id;
    if (!field) return;
    const submitted: Submitted = { text: `note ${this.another()}`, accepted: false };
    this.submitted.push(submitted);
    const result = await this.dana.submit({ [field]: submitted.text });
    const closed = result.responseAction === 'close' || result.responseAction === 'clear';
    submitted.accepted = result.ack?.status === 'acknowledged' && closed;
  }

  private async say(name: StageMailbox, card: MessageState): Promise<void> {
    const text = `remark ${this.another()}`;
    this.said.push(text);
    await this.dana.message(stageMailboxes[name].channel, text, { thread: card.ts });
  }

  private another(): number {
    this.serial += 1;
    return this.serial;
  }

  private get dana() {
    return this.stage.slack.as('dana');
  }
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
