import type { Locator, Page } from 'playwright-core';
import { type Colleague, closeLeftOpen, withoutTime } from './colleague';

/** In the Slack window. */
export class SlackColleague implements Colleague {
  readonly platform = 'Slack';

  constructor(
    readonly page: Page,
    private readonly id: string,
  ) {}

  async isThere(): Promise<void> {
    await this.workspace().waitFor({ state: 'attached' });
    await closeLeftOpen(this.page);
  }

  async goTo(channel: string): Promise<void> {
    await this.channel(channel).click();
  }

  async goToHome(): Promise<Locator> {
    await this.page.goto(`${this.page.url().split('#')[0]}#/as/${this.id}/home`);
    return this.page.getByRole('region', { name: 'Home', exact: true });
  }

  async goToBot(): Promise<void> {
    await this.workspace()
      .getByRole('link', { name: /^Postroom/ })
      .click();
    await this.page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Messages' }).click();
    await this.page.getByRole('log', { name: 'Messages in Postroom', exact: true }).waitFor();
  }

  messages(): Locator {
    return this.page.getByRole('log', { name: /^Messages in / });
  }

  card(subject: string | RegExp): Locator {
    return this.messages()
      .getByRole('article')
      .filter({ has: this.page.getByRole('heading', { name: subject }) });
  }

  message(text: string | RegExp): Locator {
    return this.messages()
      .getByRole('article')
      .filter({ hasText: text, hasNot: this.page.getByRole('heading') });
  }

  channel(name: string): Locator {
    return this.workspace().getByRole('link', { name });
  }

  press(on: Locator, button: string): Promise<void> {
    return on.getByRole('button', { name: button, exact: true }).click();
  }

  dialog(title: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  async close(dialog: Locator): Promise<void> {
    await this.press(dialog, 'Close dialog');
    await dialog.waitFor({ state: 'hidden' });
  }

  async choose(dialog: Locator, label: string, typed: string, choice: string | RegExp): Promise<void> {
    await dialog.getByRole('combobox', { name: label }).fill(typed);
    await this.page.getByRole('option', { name: choice }).click();
  }

  async pick(on: Locator, label: string, choice: string): Promise<void> {
    await on.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: choice }).click();
  }

  field(dialog: Locator, label: string): Locator {
    return dialog.getByLabel(new RegExp(`^${label}`));
  }

  complaint(dialog: Locator, label: string): Locator {
    return this.field(dialog, label).and(dialog.locator('[aria-invalid="true"][aria-describedby]'));
  }

  async submit(dialog: Locator, button: string): Promise<void> {
    await this.press(dialog, button);
    await dialog.waitFor({ state: 'hidden' });
  }

  async more(card: Locator, button: string): Promise<void> {
    await card.getByRole('button', { name: /^(More|Plus)$/ }).click();
    await this.press(this.dialog(/^Actions/), button);
  }

  async historyOf(card: Locator, button = 'History') {
    await this.more(card, button);
    const page = this.dialog(/^Histor/);
    await page.locator('time').first().waitFor();
    const sentences = (await page.locator('.block').allInnerTexts()).map(withoutTime);
    return { page, sentences };
  }

  counter(home: Locator, name: string): Locator {
    return home.locator('.section-field').filter({ hasText: name });
  }

  /** With the keyboard: under a pointer, the list may move when something arrives. */
  async openThread(of: Locator): Promise<Locator> {
    await of.getByRole('button', { name: 'Reply in thread' }).press('Enter');
    return this.thread();
  }

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

  async edit(message: Locator, text: string): Promise<void> {
    await message.hover();
    await this.press(message, 'More actions');
    await this.page.getByRole('menuitem', { name: 'Edit message' }).click();
    const box = this.page.getByRole('textbox', { name: /edit/i });
    await box.fill(text);
    await box.press('Enter');
  }

  async remove(message: Locator): Promise<void> {
    await message.hover();
    await this.press(message, 'More actions');
    await this.page.getByRole('menuitem', { name: 'Delete message…' }).click();
    await this.press(this.page.getByRole('alertdialog', { name: 'Delete message' }), 'Delete');
  }

  /** Slack says it in the channel with a line of its own. */
  async openNewest(sender: string, subject: string): Promise<Locator> {
    await this.press(this.message(new RegExp(`New email from ${sender} on #\\d+ ${subject}`)), 'View thread');
    return this.thread();
  }

  async follow(message: Locator, link: string, subject: string): Promise<void> {
    await message.getByRole('link', { name: link }).click();
    await this.page.locator('.message-highlighted').getByRole('heading', { name: subject }).waitFor();
  }

  async run(command: string): Promise<Locator> {
    const whispers = this.page.getByRole('article').filter({ hasText: 'Only visible to you' });
    const before = await whispers.count();
    const box = this.page.getByRole('textbox', { name: /^Message #/ });
    await box.fill(`/inbox ${command}`);
    // The suggestions would take Enter for themselves.
    await box.press('Escape');
    await box.press('Enter');
    const answer = whispers.nth(before);
    await answer.waitFor();
    return answer;
  }

  mention({ handle }: { handle: string }): string {
    return `@${handle}`;
  }

  privately(text: string | RegExp): Locator {
    return this.page
      .getByRole('article')
      .filter({ hasText: 'Only visible to you' })
      .filter({ hasText: text });
  }

  colours(scheme: 'light' | 'dark'): Promise<void> {
    return this.page.emulateMedia({ colorScheme: scheme });
  }

  private workspace(): Locator {
    return this.page.getByRole('navigation', { name: 'Workspace' });
  }

  private async thread(): Promise<Locator> {
    const thread = this.page.getByRole('region', { name: 'Thread' });
    await thread.waitFor();
    return thread;
  }
}
