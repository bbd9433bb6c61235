import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Colleague } from './colleague';

const ROOT = join(__dirname, '../..');

/** The README's own pictures change only when somebody asks for it (`npm run screenshots`). */
const FOLDER =
  process.env.SCREENSHOTS === '1' ? join(ROOT, 'docs/screenshots') : join(ROOT, 'test/output/screenshots');

const MOST_BYTES = 250_000;

export type Picture =
  | 'channel-light'
  | 'channel-dark'
  | 'channel-400'
  | 'typeahead'
  | 'assign'
  | 'field-error'
  | 'palette'
  | 'history'
  | 'thread'
  | 'refusal-dark'
  | 'direct-card'
  | 'home'
  | 'side-by-side-assign'
  | 'side-by-side'
  | 'side-by-side-dark';

/** Takes a picture for the README, without pointer, caret or what the pointer brings up; in Teams as `teams-…`. */
export async function picture({ page, platform }: Colleague, name: Picture): Promise<void> {
  const both = name.startsWith('side-by-side');
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${platform === 'Teams' && !both ? 'teams-' : ''}${name}.png`);
  await page.mouse.move(0, 0);
  await page.locator('html').evaluate((html) => html.ownerDocument.fonts.ready.then(() => undefined));
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
  expect(statSync(path).size).toBeLessThan(MOST_BYTES);
}
