import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ControlRoute } from '../controlRoute';
import { mailRoutes } from '../mail/mailRoutes';
import { type MailSandbox, startMail } from '../mail/startMail';
import { type SlackSandbox, startSlack } from '../slack/startSlack';
import { startTeams, type TeamsSandbox } from '../teams/startTeams';
import { appFromManifest, teamsAppFromManifest } from './appFromManifest';
import { type Child, startChild } from './childProcess';
import { openRun, type Run } from './dataFolder';
import { botAddress, botEnvironment } from './environment';
import { onlyOne } from './onlyOne';
import type { Parts } from './parts';
import { seedEmails } from './seed/emails';
import { teamsAppId, teamsPeople, teamsTeams, tenant } from './seed/teamsWorld';
import { channels, mailboxes, people, team } from './seed/world';
import { programs, setUp } from './setUp';

export interface DemoOptions {
  port: number;
  /** Where everything is kept. */
  root: string;
  fresh: boolean;
  env: NodeJS.ProcessEnv;
  parts: Parts;
  /** The bot and the command line; the built ones without it. */
  programs?: { bot: string; cli: string };
  say(line: string): void;
}

export interface Demo {
  port: number;
  /** Resolves with a sentence when a part ends that should go on. */
  broken: Promise<string>;
}

/** How long the bot may take to make its database, connect and watch both mailboxes. */
const BOT_PATIENCE_MS = 60_000;

/** Starts both chats, mail and the real bot, sets up the workspace on the first run, and delivers the emails. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { parts, say } = options;
  const release = onlyOne(options.root);
  parts.add('The lock', release);
  // Before the data is opened: a taken port must not cost anybody a run.
  await refuseTaken(options.port);
  const run = openRun({
    root: options.root,
    fresh: options.fresh,
    databaseUrl: options.env.DATABASE_URL ?? '',
    say,
  });
  const logFile = join(options.root, 'bot.log');

  const mail = await startMailOf(run);
  parts.add('The mail sandbox', () => mail.close());
  run.settings.botPort = await portFor(run.settings.botPort);
  const teams = startTeamsOf(run);
  const slack = await startSlackOf(run, options.port, [...mailRoutes(mail), teams.route]);
  parts.add('The chat sandbox', () => slack.close());
  run.settings.imapPort = mail.imap.port;
  run.settings.smtpPort = mail.smtp.port;
  run.save();
  say(`Slack, Teams and mail are up (IMAP on port ${mail.imap.port}, SMTP on port ${mail.smtp.port})`);

  // The bot keeps the address of the connector as its last activity named it.
  const moved = run.settings.pagePort !== slack.port;
  run.settings.pagePort = slack.port;
  run.save();
  const env = botEnvironment(run, { slack, teams }, options.env);
  const { bot, cli } = options.programs ?? programs();
  const child = startChild({ script: bot, env, logFile });
  parts.add('The bot', () => child.stop());
  const wait = (until: string, predicate: () => boolean) => waitForBot(slack, child, until, predicate);
  await wait('connected to Slack', () => slack.as(people[0]!.id!).state.app.connected);
  if (moved) await installInTeams(teams, wait);
  say(`the bot is connected (log: ${logFile})`);

  if (run.isNew) {
    const commands = new Set<Child>();
    parts.add('The command line', () => Promise.all([...commands].map((command) => command.stop())));
    const mayHoldEarlier = run.settings.databaseUrl !== '';
    const running = (command: Child) => void commands.add(command);
    await setUp({ cli, env, logFile, mail: run.settings, mayHoldEarlier, running });
    say(`the workspace is set up: ${mailboxes.map((mailbox) => mailbox.address).join(', ')}`);
  }
  await wait('opened both mailboxes', () => mailboxes.every(isWatched(mail)));
  if (run.isNew) {
    say(`${await deliverSeed(mail)} emails are delivered`);
    run.finished();
    await firstCards(slack, child);
  }
  return { port: slack.port, broken: child.ended.then(() => sentenceOf(child)) };
}

async function startMailOf(run: Run): Promise<MailSandbox> {
  const accounts = mailboxes.map(({ address, password, name }) => ({ address, password, name }));
  const ports = {
    imap: run.settings.imapPort || (await freePort()),
    smtp: run.settings.smtpPort || (await freePort()),
  };
  try {
    return await startMail({ accounts, dataDir: run.mail, ports });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${ports.imap} or ${ports.smtp}, where the bot expects its mail, is taken by another program. ` +
        'End that program, or start over with: npm run demo -- --fresh',
    );
  }
}

function startTeamsOf(run: Run): TeamsSandbox {
  return startTeams({
    dataDir: run.chat,
    seed: {
      tenant,
      people: teamsPeople,
      teams: teamsTeams,
      app: {
        ...teamsAppFromManifest(programs().teamsManifest),
        id: teamsAppId,
        password: run.settings.teamsPassword,
        endpoint: `${botAddress(run)}/api/messages`,
      },
    },
  });
}

/** As a team's owner does before anybody can bind a channel; again when the sandbox has moved to another port. */
async function installInTeams(
  teams: TeamsSandbox,
  wait: (until: string, predicate: () => boolean) => Promise<void>,
): Promise<void> {
  for (const { name } of teamsTeams) {
    let told = false;
    let asking = false;
    const tell = async (): Promise<void> => {
      if (asking || told) return;
      asking = true;
      const { delivered } = await teams.administer({ do: 'install', team: name });
      told = delivered?.status === 'answered';
      asking = false;
    };
    await tell();
    const again = setInterval(() => void tell(), 500);
    await wait('answered Teams', () => told).finally(() => clearInterval(again));
  }
}

async function startSlackOf(run: Run, port: number, routes: ControlRoute[]): Promise<SlackSandbox> {
  const { botToken, appToken, signingSecret } = run.settings;
  const app = appFromManifest(programs().manifest);
  return startSlack({
    port,
    dataDir: run.chat,
    routes,
    seed: {
      team,
      people: people.map((person) => ({ ...person, title: person.is })),
      channels,
      app: { ...app, botToken, appToken, signingSecret },
    },
  });
}

/** The bot has the INBOX open over IMAP: from now on what arrives is new. */
function isWatched(mail: MailSandbox): (mailbox: { address: string }) => boolean {
  return ({ address }) => {
    const sessions = [...(mail.world.team(address)?.sessions ?? [])];
    return sessions.some((session) => session.selectedMailbox && session.selectedMailbox.path === 'INBOX');
  };
}

/**
 * Received now, written some time ago: what a mailbox received before it was connected is stored silently.
 * People find their letter in their own Sent folder too.
 */
async function deliverSeed(mail: MailSandbox): Promise<number> {
  const emails = await seedEmails(new Date());
  for (const email of emails) {
    mail.deliver(email.to, email.raw);
    if (email.automatic) continue;
    const writer = mail.world.customer(email.from.address, email.from.name);
    writer.append('Sent', email.raw, ['\\Seen'], email.at);
  }
  return emails.length;
}

/** So that the page is not empty when it is opened; a slow machine shows it as it comes. */
async function firstCards(slack: SlackSandbox, child: Child): Promise<void> {
  const isShown = ({ channel }: { channel: string }) =>
    slack.channel(channel).messages.some((message) => message.user === slack.botUserId && message.blocks);
  const shown = () => !child.running() || mailboxes.every(isShown);
  await slack.waitFor(shown, 8000).catch(() => undefined);
}

/** @throws Error with the bot's last words when it ends, or does not come so far in time. */
async function waitForBot(
  slack: SlackSandbox,
  child: Child,
  until: string,
  predicate: () => boolean,
): Promise<void> {
  const late = () => {
    const seconds = BOT_PATIENCE_MS / 1000;
    return new Error(`The bot has not ${until} within ${seconds} s. ${lastWords(child)}`);
  };
  await slack
    .waitFor(() => !child.running() || predicate(), BOT_PATIENCE_MS)
    .catch(() => Promise.reject(late()));
  if (child.running()) return;
  await child.ended;
  throw new Error(sentenceOf(child));
}

function sentenceOf(child: Child): string {
  return `The bot stopped. ${lastWords(child)}`;
}

function lastWords(child: Child): string {
  const last = child
    .lastLines()
    .slice(-12)
    .map((line) => line.slice(0, 400));
  return last.length > 0 ? `Its last words:\n  ${last.join('\n  ')}` : 'It said nothing.';
}

async function refuseTaken(port: number): Promise<void> {
  if (port !== 0 && !(await isFree(port)))
    throw new Error(
      `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run demo`,
    );
}

/** The one of the last start, when it is still free. */
async function portFor(last: number): Promise<number> {
  return last > 0 && (await isFree(last)) ? last : freePort();
}

/** Below the range that systems give to outgoing connections, so that it is still free at the next start. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
