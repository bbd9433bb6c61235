import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { channels, personCalled } from '../../sandbox/demo/seed/world';
import { describeInBrowser } from '../setup/browser';
import type { Colleague, Platform } from './colleague';
import { Control } from './control';
import { type DemoProcess, startDemo } from './demoProcess';
import { type Letter, MailPane } from './mailPane';
import { SlackColleague } from './slackColleague';
import { TeamsColleague } from './teamsColleague';

const ROOT = join(__dirname, '../..');

/** How long a person may wait for anything on a busy machine. */
const PATIENCE_MS = 40_000;

export const WIDE = { width: 1280, height: 900 };

const SUPPORT = 'support@atelier-nord.example';

/** Of a conversation that only one side's journeys touch. */
const NUMBERS: Record<Platform, string> = { Slack: '07', Teams: '16' };

/** One of the two windows, with conversations of its own. */
export interface Side {
  platform: Platform;
  /** The window as this person, by handle, on this channel or on their first one: `as('priya', 'support')`. */
  as(who: string, channel?: string): Promise<Colleague>;
  /**
   * `Invoice AN-21` -> `Invoice AN-2107` on one side, `Invoice AN-2116` on the other. A test that is tried again gets
   * other names: what its first try left standing is not touched.
   */
  own(subject: string): string;
  /** A customer's letter, without the page; resolves when it was sent. */
  letter(letter: Pick<Letter, 'subject'> & Partial<Letter>): Promise<void>;
}

export interface Journeys {
  demo(): DemoProcess;
  control(): Control;
  /** Both, in the order in which their journeys run. */
  sides: Side[];
  slack: Side;
  teams: Side;
  /** The mail pane: a customer, or a colleague's mail program. */
  mail(): Promise<MailPane>;
  /** A page on an address of its own: `#/teams`. Without one and without anybody chosen: as a newcomer sees it. */
  page(hash?: string): Promise<Page>;
  /** `npm run demo:postroom -- …` on this demo. */
  postroom(...args: string[]): Promise<string>;
  /** Stops the demo and starts it again on the same data; open pages are closed. */
  restart(): Promise<void>;
}

/**
 * Journeys through a demo of their own: the real bot, started on a fresh folder, and a browser on its page, in which
 * both platforms live. However they end, the page must have asked nobody but the demo for anything, and reported no
 * error.
 */
export function describeJourneys(name: string, journeys: (world: Journeys) => void): void {
  describeInBrowser(name, (executablePath) => {
    jest.setTimeout(360_000);
    // What failed is printed, and tried once more: on a machine that does five things at once a click can miss.
    jest.retryTimes(1, { logErrorsBeforeRetry: true });
    let dataDir: string;
    let demo: DemoProcess;
    let control: Control;
    let browser: Browser;
    let context: BrowserContext;
    const suspicious: string[] = [];
    const tries = new Map<string, number>();
    let again = '';

    const page = async (hash: string) => {
      const opened = await context.newPage();
      await opened.goto(`${demo.url}/${hash}`);
      return opened;
    };
    const there = async <T extends Colleague>(colleague: T) => {
      await colleague.isThere();
      return colleague;
    };
    const slack: Side['as'] = async (who, channel) => {
      const { id } = personCalled(who);
      const place = channel ? `/channel/${channels.find((one) => one.name === channel)!.id}` : '';
      return there(new SlackColleague(await page(`#/as/${id}${place}`), id!));
    };
    const teams: Side['as'] = async (who, channel) => {
      const { email } = personCalled(who);
      const { id } = (await control.teams()).people.find((one) => one.email === email)!;
      const { places } = await control.teams(id);
      const at = places.find((one) => one.kind === 'channel' && one.name === channel);
      const place = at ? `/place/${encodeURIComponent(at.id)}` : '';
      return there(new TeamsColleague(await page(`#/teams/as/${id}${place}`)));
    };
    const side = (platform: Platform, as: Side['as']): Side => ({
      platform,
      as,
      own: (subject) => subject + NUMBERS[platform] + again,
      letter: ({ from = 'ada@library.example', name = 'Ada Brightwell', to = SUPPORT, subject, text }) =>
        control.send({
          from,
          fromName: name,
          to: [to],
          subject,
          text: text ?? 'Could you help me with this?',
        }),
    });

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'postroom-journey-'));
      [demo, browser] = await Promise.all([
        startDemo(dataDir),
        // Chromium's own sandbox does not work as root, and the only page is ours.
        chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] }),
      ]);
      control = await Control.of(demo.url);
      context = await newContext(browser, () => demo.url, suspicious);
      await Promise.all([slack, teams].map(async (as) => everythingIsPosted(await as('priya', 'support'))));
    });
    beforeEach(() => {
      const { currentTestName = '' } = expect.getState();
      const tried = tries.get(currentTestName) ?? 0;
      tries.set(currentTestName, tried + 1);
      again = tried === 0 ? '' : `again${tried}`;
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

    const sides = { slack: side('Slack', slack), teams: side('Teams', teams) };
    journeys({
      ...sides,
      sides: [sides.slack, sides.teams],
      demo: () => demo,
      control: () => control,
      mail: async () => new MailPane(await page(`#/as/${personCalled('priya').id}/mail`)),
      page: async (hash) => {
        if (hash !== undefined) return page(hash);
        const alone = await newContext(browser, () => demo.url, suspicious);
        const opened = await alone.newPage();
        await opened.goto(demo.url);
        return opened;
      },
      postroom: async (...args) => {
        const env = { ...process.env, POSTROOM_DATA_DIR: dataDir };
        const command = ['dist/sandbox/demo/commandLine.js', ...args];
        const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
        return stdout;
      },
      restart: async () => {
        await context.close();
        expect(await demo.stop('SIGTERM')).toEqual([0, null]);
        demo = await startDemo(dataDir);
        control = await Control.of(demo.url);
        context = await newContext(browser, () => demo.url, suspicious);
      },
    });
  });
}

/** The demo's own emails came one after the other, as fast as a chat lets an app post; the last of them stand there. */
async function everythingIsPosted(anybody: Colleague): Promise<void> {
  await anybody.card('URGENT').waitFor();
  const thread = await anybody.openThread(anybody.card('Lamp base'));
  await thread.getByText('One more thing').last().waitFor();
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
