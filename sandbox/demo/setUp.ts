import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Child, startChild } from './childProcess';
import { notLinked, onTeamsOnly } from './seed/teamsWorld';
import { type DemoMailbox, mailboxes, people, personCalled, workspaceAdmin } from './seed/world';

export interface Command {
  args: string[];
  /** Besides the bot's own environment: passwords never stand on a command line. */
  env?: Record<string, string>;
}

/** What an administrator would type, in this order. */
export function setUpCommands(mail: { imapPort: number; smtpPort: number }): Command[] {
  const admin = { args: ['member', 'set', personCalled(workspaceAdmin).email, '--workspace-admin'] };
  return [admin, ...mailboxes.map((mailbox) => addCommand(mailbox, mail))];
}

/** Says whose the accounts in Teams are. One is left out, for an administrator to confirm by a click. */
export function linkCommands(): Command[] {
  const members = new Set(mailboxes.flatMap((mailbox) => mailbox.members.map(({ who }) => who)));
  members.delete(notLinked);
  return [...members].map((who) => {
    const { email } = personCalled(who);
    return { args: ['member', 'link', email, '--teams', email] };
  });
}

function addCommand(mailbox: DemoMailbox, mail: { imapPort: number; smtpPort: number }): Command {
  const members = mailbox.members.flatMap(({ who, role }) => [`--${role}`, personCalled(who).email]);
  const qualifications = mailbox.qualifications.flatMap((name) => ['--qualification', name]);
  return {
    args: [
      ...['mailbox', 'add', mailbox.address, '--name', mailbox.name, '--channel', `#${mailbox.channel}`],
      ...['--teams-channel', mailbox.teamsChannel],
      ...['--visibility', mailbox.visibility, '--language', mailbox.language],
      // A channel in Teams is open to its whole team; that of ventes has only dispatchers in it.
      ...(mailbox.visibility === 'assigned-only' ? ['--allow-public-channel'] : []),
      ...['--imap', `127.0.0.1:${mail.imapPort}`, '--smtp', `127.0.0.1:${mail.smtpPort}`],
      ...['--password-env', 'DEMO_MAIL_PASSWORD', ...members, ...qualifications],
    ],
    env: { DEMO_MAIL_PASSWORD: mailbox.password },
  };
}

export interface SetUpOptions {
  cli: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  mail: { imapPort: number; smtpPort: number };
  /** The database is somebody's own, and may hold the mailboxes of an earlier rehearsal. */
  mayHoldEarlier: boolean;
  running(child: Child): void;
}

/**
 * Runs the commands one after the other; those that only link people, two at a time.
 * @throws Error with the command, and what it said, when one fails.
 */
export async function setUp(options: SetUpOptions): Promise<void> {
  if (options.mayHoldEarlier) await removeEarlier(options);
  for (const command of setUpCommands(options.mail)) await run(command, options);
  const links = linkCommands();
  const worker = async () => {
    for (let command = links.shift(); command; command = links.shift()) await run(command, options);
  };
  await Promise.all([worker(), worker()]);
}

/** Their servers are gone; their conversations stay in the database. Usually there are none, which is a refusal. */
async function removeEarlier(options: SetUpOptions): Promise<void> {
  for (const { address } of mailboxes)
    await run({ args: ['mailbox', 'remove', address, '--yes'] }, options).catch(() => undefined);
}

async function run(command: Command, options: SetUpOptions): Promise<void> {
  const child = startChild({
    script: options.cli,
    args: command.args,
    env: { ...options.env, ...command.env },
    logFile: options.logFile,
  });
  options.running(child);
  const { code } = await child.ended;
  if (code === 0) return;
  const said = child.lastLines().slice(-8).join('\n  ');
  throw new Error(`"postroom ${command.args.join(' ')}" failed:\n  ${said}`);
}

/** The built programs, and the manifests of the app, wherever this file itself was built to. */
export function programs(): { bot: string; cli: string; manifest: string; teamsManifest: string } {
  let root = __dirname;
  while (!existsSync(join(root, 'package.json'))) root = dirname(root);
  const built = join(root, 'dist', 'src');
  const manifest = join(root, 'manifests', 'slack', 'manifest.yaml');
  const teamsManifest = join(root, 'manifests', 'teams', 'manifest.json');
  return { bot: join(built, 'main.js'), cli: join(built, 'cli', 'main.js'), manifest, teamsManifest };
}

/** Lines for the end of `npm run demo`: who one can be on the page. */
export function whoIsWho(): string[] {
  const all = [
    ...people.map(({ realName, is }) => ({ name: realName, is })),
    ...onTeamsOnly.map(({ realName, title }) => ({ name: realName, is: title })),
  ];
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, is }) => `${name.padEnd(width)}  ${is}`);
}
