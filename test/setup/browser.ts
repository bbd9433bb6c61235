import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium's path: CHROMIUM_PATH, or the first of its usual names on PATH; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * `describe` for tests that drive a browser. Without Chromium they are left out, counted as skipped and named
 * aloud at the end of the run (suiteReporter.js); with POSTROOM_REQUIRE_ALL=1 they fail instead.
 * @param tests gets the path of Chromium.
 */
export function describeInBrowser(name: string, tests: (chromium: string) => void): void {
  const chromium = findChromium();
  if (chromium) {
    describe(name, () => tests(chromium));
  } else if (process.env.POSTROOM_REQUIRE_ALL === '1') {
    it(`${name}: needs Chromium`, () => {
      throw new Error('Chromium not found (apt install chromium, or set CHROMIUM_PATH).');
    });
  } else {
    const leaveOut = describe.skip;
    leaveOut(name, () => tests(''));
  }
}
