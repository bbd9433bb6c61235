import type { Locator, Page } from 'playwright-core';
import { type Colleague, closeLeftOpen, withoutTime } from './colleague';

/** In the Teams window. */
export class TeamsColleague implements Colleague {
  readonly platform = 'Teams';
  private thread: Locator | undefined;

  constructor(readonly page: Page) {}

  async isThere(): Promise<void> {
    await this.list().waitFor({ state: 'attached' });
    await closeLeftOpen(this.page);
  }

  async goTo(channel: string): Promise<void> {
    await this.channel(channel).click();
    await this.page.getByRole('log', { name: `Posts in ${channel}`, exact: true }).waitFor();
  }

  /** It comes by itself with the first visit only; afterwards a word brings it. */
  async goToHome(): Promise<Locator> {
    await this.goToBot();
    const box = this.window().getByRole('textbox', { name: 'Type a message' });
    await box.fill('home');
    await box.press('Escape');
    await box.press('Enter');
    await this.message(/^.*home$/s)
      .last()
      .waitFor();
    // The Home that stood there is removed when the new one comes: what is pressed before that is lost.
    await this.messages()
      .getByRole('article')
      .last()
      .filter({ hasNotText: /^.*home$/s })
      .waitFor();
    return this.messages()
      .getByRole('article')
      .filter({ has: this.page.locator('[id="postroom:home"]') })
      .last();
  }

  async goToBot(): Promise<void> {
    const apps = this.window().getByRole('navigation', { name: 'Apps' });
    await apps.getByRole('button', { name: 'Postroom' }).click();
    await this.window().getByRole('log', { name: 'Messages with Postroom', exact: true }).waitFor();
  }

  messages(): Locator {
    return this.window().getByRole('log');
  }

  /** By its first line: where a subject has signs that Markdown would read, that is no heading for Teams. */
  card(subject: string | RegExp): Locator {
    const line = this.page.locator('[id^="postroom:"]').filter({ hasText: /^\s*[●✓]/ });
    return this.messages()
      .getByRole('article')
      .filter({ has: line.filter({ hasText: subject }) });
  }

  message(text: string | RegExp): Locator {
    return this.messages()
      .getByRole('article')
      .filter({ hasText: text, hasNot: this.page.getByRole('heading') });
  }

  channel(name: string): Locator {
    return this.list().getByRole('link', { name });
  }

  /** What a card has no room for stands behind its dots. */
  async press(on: Locator, button: string): Promise<void> {
    const shown = on.getByRole('button', { name: button, exact: true });
    const dots = on.getByRole('button', { name: 'More options', exact: true });
    await shown.or(dots).first().waitFor();
    if ((await shown.isVisible()) || !(await dots.isVisible())) return shown.click();
    await dots.click();
    await this.page.getByRole('menuitem', { name: button, exact: true }).click();
  }

  dialog(title: string | RegExp): Locator {
    return this.window().getByRole('dialog', { name: title });
  }

  async close(dialog: Locator): Promise<void> {
    await this.press(dialog, 'Close dialog');
    await dialog.waitFor({ state: 'hidden' });
  }

  async choose(dialog: Locator, label: string, typed: string, choice: string | RegExp): Promise<void> {
    await dialog.getByRole('combobox', { name: label }).fill(typed);
    await this.page.getByRole('option', { name: choice }).click();
  }

  /**
   * Nothing of a card is sent by itself: a button stands beside the list. A card that is drawn anew meanwhile has
   * its list closed again.
   */
  async pick(on: Locator, label: string, choice: string): Promise<void> {
    const list = on.getByRole('combobox', { name: label });
    const option = this.page.getByRole('option', { name: choice });
    const taken = async (left: number): Promise<void> => {
      await list.click();
      await option.click({ timeout: 5_000 }).catch((error: Error) => {
        if (left === 0) throw error;
        return taken(left - 1);
      });
    };
    await taken(5);
    await list.locator('xpath=following::button[@title="OK"][1]').click();
  }

  /** Its complaint becomes a part of its name. */
  field(dialog: Locator, label: string): Locator {
    return dialog.getByLabel(new RegExp(`^${label}`));
  }

  /** The client marks a field that it refuses; what only the bot knows stands below the field in red. */
  complaint(dialog: Locator, label: string): Locator {
    const below = dialog
      .locator('[data-input]')
      .filter({ has: this.page.getByLabel(new RegExp(`^${label}`)) })
      .locator('xpath=following-sibling::*//span[contains(@style, "--ac-attention")][string-length() > 2]');
    return this.field(dialog, label).and(dialog.locator('[aria-invalid="true"]')).or(below.first());
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
    const lines = page.locator('.ac-richTextBlock');
    await lines.first().waitFor();
    return { page, sentences: (await lines.allInnerTexts()).map(withoutTime) };
  }

  counter(home: Locator, name: string): Locator {
    return home
      .locator('.ac-container')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .last();
  }

  /** The post with its replies. It goes to the end when something is written under it, so it is known by its id. */
  async openThread(of: Locator): Promise<Locator> {
    const id = await of.getAttribute('data-id');
    const post = this.messages()
      .getByRole('listitem')
      .filter({ has: this.page.locator(`article[data-id="${id}"]`) })
      .first();
    const earlier = post.getByRole('button', { name: /^Open \d+ repl/ });
    if (await earlier.isVisible()) await earlier.click();
    this.thread = post;
    return post;
  }

  async reply(text: string): Promise<void> {
    if (!this.thread) throw new Error('No thread is open.');
    const box = this.thread.getByRole('textbox', { name: 'Reply' });
    if (!(await box.isVisible())) await this.press(this.thread, 'Reply');
    await box.fill(text);
    await box.press('Enter');
    await this.thread.getByRole('article').filter({ hasText: text }).first().waitFor();
  }

  async edit(message: Locator, text: string): Promise<void> {
    await message.hover();
    await this.press(message, 'More options for this message');
    await this.page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    const box = this.window().getByRole('textbox', { name: 'Edit message' });
    await box.fill(text);
    await box.press('Enter');
  }

  async remove(message: Locator): Promise<void> {
    await message.hover();
    await this.press(message, 'More options for this message');
    await this.page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
  }

  /** The post goes to the end of the channel. */
  async openNewest(_sender: string, subject: string): Promise<Locator> {
    const last = this.messages().locator('.teams-posts > li').last();
    await last.filter({ hasText: subject }).waitFor();
    return this.openThread(this.card(subject));
  }

  /** A chat has no addresses of its messages: the card stands above, and the notice has its buttons. */
  async follow(message: Locator, link: string, subject: string): Promise<void> {
    expect(await message.getByText(link).count()).toBe(0);
    await this.card(subject).waitFor();
  }

  async run(command: string): Promise<Locator> {
    const whispers = this.whispers();
    const before = await whispers.count();
    const box = this.window().getByRole('textbox', { name: /^Start a post in / });
    await box.fill(`@Postroom ${command}`);
    // The suggestions would take Enter for themselves.
    await box.press('Escape');
    await box.press('Enter');
    const answer = whispers.nth(before);
    await answer.waitFor();
    return answer;
  }

  mention({ realName }: { realName: string }): string {
    return `@${realName}`;
  }

  /** Under the card whose button was pressed, in the middle of the window, or as a message for one person. */
  privately(text: string | RegExp): Locator {
    const window = this.window();
    return window
      .getByRole('alert')
      .or(window.getByRole('status'))
      .or(window.getByRole('alertdialog'))
      .or(this.whispers())
      .filter({ hasText: text });
  }

  colours(scheme: 'light' | 'dark'): Promise<void> {
    return this.page.emulateMedia({ colorScheme: scheme });
  }

  private window(): Locator {
    return this.page.getByRole('region', { name: 'Teams', exact: true });
  }

  private list(): Locator {
    return this.window().getByRole('navigation', { name: 'Chats and channels' });
  }

  private whispers(): Locator {
    return this.window().getByRole('article').filter({ hasText: 'Only you can see this message' });
  }
}
