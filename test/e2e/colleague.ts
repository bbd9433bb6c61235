import type { Locator, Page } from 'playwright-core';

export type Platform = 'Slack' | 'Teams';

/**
 * A member of the team at the page, in one of the two windows: what they see and do there, by the names that they
 * read. A journey is written with this alone, and so runs in both.
 */
export interface Colleague {
  readonly platform: Platform;
  readonly page: Page;

  /** Their window is drawn. */
  isThere(): Promise<void>;
  /** Goes to a channel by its name. */
  goTo(channel: string): Promise<void>;
  /** Their own overview: App Home in Slack, the Home card in the chat with the bot in Teams. */
  goToHome(): Promise<Locator>;
  /** The chat with the bot. */
  goToBot(): Promise<void>;
  /** The channel or chat that is open, from its first message to its last. */
  messages(): Locator;
  /** The card whose heading says this, in the channel or chat that is open. */
  card(subject: string | RegExp): Locator;
  /** A message without a heading: a notice, what a person wrote. */
  message(text: string | RegExp): Locator;
  /** Channels that this person sees in the list. */
  channel(name: string): Locator;

  press(on: Locator, button: string): Promise<void>;
  /** The form or page on top; `title` as its heading says it. */
  dialog(title: string | RegExp): Locator;
  close(dialog: Locator): Promise<void>;
  /** Types the beginning of a choice and takes it when it is offered. */
  choose(dialog: Locator, label: string, typed: string, choice: string | RegExp): Promise<void>;
  /** Changes a list that stands outside of a form, and says so where the platform wants that. */
  pick(on: Locator, label: string, choice: string): Promise<void>;
  /** A field of a form by its label, whatever else its name says. */
  field(dialog: Locator, label: string): Locator;
  /** The same, once the form complains about it. */
  complaint(dialog: Locator, label: string): Locator;
  /** Submits the form and waits until it has closed: it was accepted. */
  submit(dialog: Locator, button: string): Promise<void>;
  /** Opens the palette of a card and presses one of its buttons. */
  more(card: Locator, button: string): Promise<void>;
  /** Opens the history of a card; its sentences, without their times. @param button in the person's language */
  historyOf(card: Locator, button?: string): Promise<{ page: Locator; sentences: string[] }>;
  /** A number of the overview: "Yours". */
  counter(home: Locator, name: string): Locator;

  /** What stands under a card, the card included; from now on `reply` writes there. */
  openThread(of: Locator): Promise<Locator>;
  /** Writes into the open thread. */
  reply(text: string): Promise<void>;
  /** An own message of the open thread. */
  edit(message: Locator, text: string): Promise<void>;
  remove(message: Locator): Promise<void>;
  /** The thread of a conversation, by what tells of its newest email in the channel. */
  openNewest(sender: string, subject: string): Promise<Locator>;

  /** Follows a link of a notice to its card, where there are such links. */
  follow(message: Locator, link: string, subject: string): Promise<void>;

  /** Types a command, without what announces one, where messages are written; the private answer to it. */
  run(command: string): Promise<Locator>;
  /** How this platform names somebody in a command. */
  mention(name: { handle: string; realName: string }): string;
  /** Where the bot says this to this person alone. */
  privately(text: string | RegExp): Locator;

  /** Becomes dark or light, as the system would. */
  colours(scheme: 'light' | 'dark'): Promise<void>;
}

/** What follows the time that each line of a history begins with. */
export const withoutTime = (line: string) => line.replace(/^.*?\d{1,2}:\d\d\s+/s, '').trim();

/** A dialog that an earlier page of this person left open stands there again: it belongs to the person. */
export async function closeLeftOpen(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Close dialog' });
  while (await close.last().isVisible()) {
    const open = await close.count();
    await close.last().click();
    await close.nth(open - 1).waitFor({ state: 'detached' });
  }
}
