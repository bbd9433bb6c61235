import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describeInBrowser } from '../setup/browser';
import { Colleague } from './colleague';
import { type DemoProcess, startDemo } from './demoProcess';
import { MailPane } from './mailPane';

/** How long a person may wait for anything on a busy machine. */
const PATIENCE_MS = 40_000;

export const WIDE = { width: 1280, height: 900 };

export interface Journeys {
  demo(): DemoProcess;
  /** The page as this person, on this channel or on their first one: `as('U0PRIYA', 'C0SUPPORT')`. */
  as(person: string, channel?: string): Promise<Colleague>;
  /** The mail pane: a customer, or a colleague's mail program. */
  mail(): Promise<MailPane>;
  /** A page without anybody chosen, as somebody sees who comes for the first time. */
  newcomer(): Promise<Page>;
  /** Stops the demo and starts it again on the same data; open pages are closed. */
  restart(): Promise<void>;
}

/**
 * Journeys through a demo of their own: the real bot, started on a fresh folder, and a browser on its page.
 * However they end, the page must have asked nobody but the demo for anything, and reported no error.
 */
export function describeJourneys(name: string, journeys: (world: Journeys) => void): void {
  describeInBrowser(name, (executablePath) => {
    jest.setTimeout(360_000);
    let dataDir: string;
    let demo: DemoProcess;
    let browser: Browser;
    let context: BrowserContext;
    const suspicious: string[] = [];

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'postroom-journey-'));
      [demo, browser] = await Promise.all([
        startDemo(dataDir),
        // Chromium's own sandbox does not work as root, and the only page is ours.
        chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] }),
      ]);
      context = await newContext(browser, () => demo.url, suspicious);
      await everythingIsPosted(await as('U0PRIYA', 'C0SUPPORT'));
    });
    afterEach(async () => {
      for (const opened of context?.pages() ?? []) await opened.close();
    });
    afterAll(async () => {
      await context?.close();
      await browser?.close();
      if (demo?.process.exitCode === null) await demo.stop('SIGTERM');
      if (dataDir) await rm(dataDir, { recursive: true, force: true });
      expect(suspicious).toEqual([]);
    });

    const page = async (hash: string) => {
      const opened = await context.newPage();
      await opened.goto(`${demo.url}/${hash}`);
      return opened;
    };
    const as: Journeys['as'] = async (person, channel) => {
      const opened = await page(channel ? `#/as/${person}/channel/${channel}` : `#/as/${person}`);
      const colleague = new Colleague(opened, person);
      await colleague.isThere();
      return colleague;
    };
    journeys({
      demo: () => demo,
      as,
      mail: async () => new MailPane(await page('#/as/U0PRIYA/mail')),
      newcomer: async () => {
        const alone = await newContext(browser, () => demo.url, suspicious);
        const opened = await alone.newPage();
        await opened.goto(demo.url);
        return opened;
      },
      restart: async () => {
        await context.close();
        expect(await demo.stop('SIGTERM')).toEqual([0, null]);
        demo = await startDemo(dataDir);
        context = await newContext(browser, () => demo.url, suspicious);
      },
    });
  });
}

/** The demo's own emails came one after the other, as fast as Slack lets an app post; the last of them stand there. */
async function everythingIsPosted(anybody: Colleague): Promise<void> {
  await anybody.message('New email from Grace Osei').waitFor();
  await anybody
    .card('URGENT')
    .getByText(/^[0-9]+ repl/)
    .waitFor();
  await anybody.page.close();
}

/** A browser window of its own that writes down what no page of ours may do. */
async function newContext(
  browser: Browser,
  url: () => string,
  suspicious: string[],
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: WIDE,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.on('request', (request) => {
    if (!isOurs(request.url(), url())) suspicious.push(`asked for ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') suspicious.push(message.text());
  });
  context.on('weberror', (error) => suspicious.push(String(error.error())));
  context.on('dialog', (dialog) => suspicious.push(`a dialog said ${dialog.message()}`));
  return context;
}

function isOurs(asked: string, url: string): boolean {
  return ['data:', 'blob:'].includes(new URL(asked).protocol) || new URL(asked).host === new URL(url).host;
}
