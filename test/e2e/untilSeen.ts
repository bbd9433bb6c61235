import type { Locator } from 'playwright-core';

/**
 * Milliseconds from the next click until a heading among the messages says all of this, on the page's own clock.
 * @param html the whole page, in which both ends of the way are seen.
 * @param within selector of the window that is watched.
 */
export function untilHeading(html: Locator, within: string, words: string[]): Promise<number> {
  return html.evaluate(
    (page, wanted) => {
      const { defaultView: window } = page.ownerDocument;
      return new Promise<number>((resolve) => {
        let clicked = 0;
        page.addEventListener('click', () => (clicked = window.performance.now()), {
          capture: true,
          once: true,
        });
        const headings = `${wanted.within} [role="log"] :is(h3, [role="heading"])`;
        const watcher = new window.MutationObserver(() => {
          if (clicked === 0) return;
          const texts = [...page.querySelectorAll(headings)].map((one) => String(one.textContent));
          if (!texts.some((text) => wanted.words.every((word) => text.includes(word)))) return;
          watcher.disconnect();
          resolve(window.performance.now() - clicked);
        });
        watcher.observe(page, { childList: true, subtree: true, characterData: true });
      });
    },
    { within, words },
  );
}
