import type { Locator, Page } from 'playwright-core';

/** A member of the team at the page: what they see and do there, by the names that they read. */
export class Colleague {
  constructor(
    readonly page: Page,
    private readonly id: string,
  ) {}

  /** Their workspace is drawn. */
  isThere(): Promise<void> {
    return this.page.getByRole('navigation', { name: 'Workspace' }).waitFor({ state: 'attached' });
  }

  /** Goes somewhere by its name in the sidebar. */
  async goTo(name: string | RegExp): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name }).click();
  }

  async goToHome(): Promise<Locator> {
    await this.page.goto(`${this.page.url().split('#')[0]}#/as/${this.id}/home`);
    return this.page.getByRole('region', { name: 'Home', exact: true });
  }

  /** The direct messages with the bot. */
  async goToBot(): Promise<void> {
    await this.goTo(/^Postroom/);
    await this.page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Messages' }).click();
    await this.messages('Postroom').waitFor();
  }

  /** The list of messages of the open channel: `#support`, or `Postroom` for the DM with the bot. */
  messages(of: string): Locator {
    return this.page.getByRole('log', { name: `Messages in ${of}`, exact: true });
  }

  /** The card whose heading says this, in the channel or DM that is open. */
  card(subject: string | RegExp): Locator {
    return this.page
      .getByRole('log', { name: /^Messages in / })
      .getByRole('article')
      .filter({ has: this.page.getByRole('heading', { name: subject }) });
  }

  /** A message without a heading: a notice, the line of a broadcast, what a person wrote. */
  message(text: string | RegExp): Locator {
    return this.page
      .getByRole('log', { name: /^Messages in / })
      .getByRole('article')
      .filter({ hasText: text, hasNot: this.page.getByRole('heading') });
  }

  press(on: Locator, button: string): Promise<void> {
    return on.getByRole('button', { name: button, exact: true }).click();
  }

  /** The form or page on top; `title` as its heading says it. */
  dialog(title: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  async close(dialog: Locator): Promise<void> {
    await this.press(dialog, 'Close dialog');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Types the beginning of a choice and takes it when it is offered. */
  async choose(dialog: Locator, label: string, typed: string, choice: string | RegExp): Promise<void> {
    await dialog.getByRole('combobox', { name: label }).fill(typed);
    await this.page.getByRole('option', { name: choice }).click();
  }

  /** Submits the form and waits until it has closed: it was accepted. */
  async submit(dialog: Locator, button: string): Promise<void> {
    await this.press(dialog, button);
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Opens the thread of a message with the keyboard: under a pointer, the list may move when something arrives. */
  async openThread(of: Locator): Promise<Locator> {
    await of.getByRole('button', { name: 'Reply in thread' }).press('Enter');
    const thread = this.page.getByRole('region', { name: 'Thread' });
    await thread.waitFor();
    return thread;
  }

  /** Writes into the open thread. */
  async reply(text: string): Promise<void> {
    const box = this.page.getByRole('textbox', { name: 'Reply…' });
    await box.fill(text);
    await box.press('Enter');
    await this.page
      .getByRole('log', { name: 'Messages of this thread' })
      .getByRole('article')
      .filter({ hasText: text })
      .first()
      .waitFor();
  }

  /** Types a command where messages are written; the private answer that came for it. */
  async run(command: string): Promise<Locator> {
    const whispers = this.whispers();
    const before = await whispers.count();
    const box = this.page.getByRole('textbox', { name: /^Message #/ });
    await box.fill(command);
    // The suggestions would take Enter for themselves.
    await box.press('Escape');
    await box.press('Enter');
    const answer = whispers.nth(before);
    await answer.waitFor();
    return answer;
  }

  /** What the bot told this person alone, oldest first. */
  whispers(): Locator {
    return this.page.getByRole('article').filter({ hasText: 'Only visible to you' });
  }

  /** Becomes dark or light, as the system would. */
  colours(scheme: 'light' | 'dark'): Promise<void> {
    return this.page.emulateMedia({ colorScheme: scheme });
  }
}
