import type { Locator, Page } from 'playwright-core';

/** Markup that somebody should have turned into something to look at; `*bold*` and `_it_` around words. */
const RAW_MARKUP = /<[!@#]|&(lt|gt|amp);|(^|\s)([*_~])(?=\S)[^*_~\n]*\S\3(?=\s|$)/m;

/** UUIDs, and Slack's ids of people, channels and messages. */
const IDS = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[UCDTF]0[0-9A-Z]{4,}\b/;

/**
 * Everything that a person could read is fit to be read.
 * @param except subjects of cards that show markup because their email does.
 */
export async function expectReadable(page: Page, except: string[] = []): Promise<void> {
  const texts = await page
    .locator('article, [role="dialog"], .home-inner > *, nav, header')
    .evaluateAll(
      (all, subjects) =>
        all
          .map((one) => one.innerText as string)
          .filter((text) => !subjects.some((subject) => text.includes(subject))),
      except,
    );
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => RAW_MARKUP.test(text) || IDS.test(text))).toEqual([]);
}

/** Nothing is wider than its place: neither the page nor a card, nor anything that scrolls up and down. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page
    .locator(
      [
        'html, article, .message-body, .message-list, .home, .modal, .modal-body, .pane, .mail, .sidebar',
        '.teams-frame, .teams-sidebar, .teams-list, .teams-card-face, .teams-dialog, .teams-dialog-body',
      ].join(),
    )
    .evaluateAll((all) =>
      all
        .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth)
        .map((one) => `${one.className || one.tagName}: ${one.scrollWidth} > ${one.clientWidth}`),
    );
  expect(wider).toEqual([]);
}

/** The whole of it lies within the window's width, and nothing lies on top of its middle. */
export async function expectWithinReach(page: Page, button: Locator): Promise<void> {
  // A card may be redrawn at any moment: one look, in which nothing can change, and another if that one came too late.
  const look = () =>
    button.evaluate((one) => {
      one.scrollIntoView({ block: 'center' });
      const { left, right, width, x, y, height } = one.getBoundingClientRect();
      const top = one.ownerDocument.elementFromPoint(x + width / 2, y + height / 2);
      return { left, right, width, onTop: one.contains(top) };
    });
  let seen = await look();
  for (let again = 0; again < 20 && seen.width === 0; again += 1) seen = await look();
  expect(seen.width).toBeGreaterThan(0);
  expect(seen.left).toBeGreaterThanOrEqual(0);
  expect(seen.right).toBeLessThanOrEqual(page.viewportSize()!.width);
  expect(seen.onTop).toBe(true);
}

/** All of the above in the window as it is, then on a telephone; afterwards the window is as it was. */
export async function expectGoodLooks(
  page: Page,
  options: { except?: string[]; main?: Locator } = {},
): Promise<void> {
  const before = page.viewportSize()!;
  for (const size of [before, { width: 400, height: 850 }]) {
    await page.setViewportSize(size);
    await expectNoSidewaysScroll(page);
    await expectReadable(page, options.except);
    if (options.main) await expectWithinReach(page, options.main);
  }
  await page.setViewportSize(before);
}
