import type { Locator, Page } from 'playwright-core';

export interface Letter {
  from: string;
  name: string;
  subject: string;
  text: string;
  /** Defaults to support@. */
  to?: string;
  files?: { name: string; mimeType: string; buffer: Buffer }[];
}

/** The mail pane: being a customer, or looking into a mailbox as a colleague's mail program does. */
export class MailPane {
  readonly pane: Locator;

  constructor(readonly page: Page) {
    this.pane = page.getByRole('region', { name: 'Mail', exact: true });
  }

  /** Writes an email as a customer and sends it. */
  async write(letter: Letter): Promise<void> {
    await this.fillIn(letter);
    await this.send();
  }

  async fillIn({ from, name, to, subject, text, files }: Letter): Promise<void> {
    await this.pane.getByRole('button', { name: 'Write email' }).click();
    const form = this.page.getByRole('form', { name: 'New email' });
    await form.getByLabel('From').fill(from);
    await form.getByLabel('Name').fill(name);
    if (to) await form.getByLabel('To').fill(to);
    await form.getByLabel('Subject').fill(subject);
    await form.getByRole('textbox', { name: 'Message' }).fill(text);
    if (files) await form.getByLabel('Attach files to the email').setInputFiles(files);
  }

  async send(): Promise<void> {
    const form = this.page.getByRole('form', { name: 'New email' });
    await form.getByRole('button', { name: 'Send email' }).click();
    await form.waitFor({ state: 'hidden' });
  }

  /** Looks into somebody's mail: a customer's, or a mailbox of the team; by address. */
  async lookInto(address: string, folder = 'Inbox'): Promise<void> {
    await this.pane.getByRole('button', { name: /Switch account/ }).click();
    await this.page.getByRole('menuitemradio', { name: address }).click();
    await this.pane
      .getByRole('navigation', { name: 'Folders' })
      .getByRole('button', { name: new RegExp(`^${folder}`) })
      .click();
  }

  /** The row of an email in the folder that is open. */
  email(subject: string): Locator {
    return this.pane.getByRole('list', { name: 'Emails' }).getByRole('button', { name: subject });
  }

  /** As a colleague does in their mail program. */
  async moveTo(subject: string, folder: string): Promise<void> {
    await this.email(subject).click();
    await this.pane.getByRole('button', { name: 'Move to folder' }).click();
    await this.page.getByRole('menuitem', { name: folder, exact: true }).click();
    await this.email(subject).waitFor({ state: 'hidden' });
  }

  /** Answers one's own earlier email, so that the answer belongs to the same exchange. */
  async followUp(address: string, subject: string, text: string): Promise<void> {
    await this.lookInto(address, 'Sent');
    await this.email(subject).first().click();
    await this.pane.getByRole('button', { name: 'Answer' }).click();
    const form = this.page.getByRole('form', { name: 'New email' });
    await form.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.send();
  }
}
