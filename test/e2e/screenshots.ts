import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const ROOT = join(__dirname, '../..');

/** The README's own pictures change only when somebody asks for it (`npm run screenshots`). */
const FOLDER =
  process.env.SCREENSHOTS === '1' ? join(ROOT, 'docs/screenshots') : join(ROOT, 'test/output/screenshots');

const MOST_BYTES = 250_000;

export type Picture =
  | 'channel-light'
  | 'channel-dark'
  | 'assign'
  | 'history'
  | 'thread'
  | 'refusal-dark'
  | 'direct-card'
  | 'home'
  | 'channel-400';

/** Takes a picture for the README, without pointer, caret or what the pointer brings up. */
export async function picture(page: Page, name: Picture): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.locator('html').evaluate((html) => html.ownerDocument.fonts.ready.then(() => undefined));
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
  expect(statSync(path).size).toBeLessThan(MOST_BYTES);
}
