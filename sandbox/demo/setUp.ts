import { join } from 'node:path';
import { type Child, startChild } from './childProcess';
import { mailboxes, people, personCalled, workspaceAdmin } from './seed/world';

export interface Command {
  args: string[];
  /** Besides the bot's own environment: passwords never stand on a command line. */
  env?: Record<string, string>;
}

/** The workspace as an administrator would set it up, with `postroom …`. */
export function setUpCommands(mail: { imapPort: number; smtpPort: number }): Command[] {
  const admin = personCalled(workspaceAdmin);
  return [
    { args: ['member', 'set', admin.id!, '--workspace-admin'] },
    ...mailboxes.flatMap((mailbox): Command[] => [
      {
        args: [
          ...['mailbox', 'add', mailbox.address, '--name', mailbox.name, '--channel', `#${mailbox.channel}`],
          ...['--visibility', mailbox.visibility, '--language', mailbox.language],
          ...['--imap', `127.0.0.1:${mail.imapPort}`, '--smtp', `127.0.0.1:${mail.smtpPort}`],
          ...['--user', mailbox.address, '--password-env', 'DEMO_MAIL_PASSWORD'],
        ],
        env: { DEMO_MAIL_PASSWORD: mailbox.password },
      },
      ...mailbox.members.map(({ who, role }) => ({
        args: ['member', 'set', personCalled(who).id!, '--mailbox', mailbox.name, '--role', role],
      })),
      { args: ['qualification', 'add', mailbox.name, ...mailbox.qualifications] },
    ]),
  ];
}

/**
 * Runs the commands one after the other.
 * @throws Error with the command, and what it said, when one fails.
 */
export async function setUp(options: {
  cli: string;
  commands: Command[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  running(child: Child): void;
}): Promise<void> {
  for (const command of options.commands) {
    const child = startChild({
      script: options.cli,
      args: command.args,
      env: { ...options.env, ...command.env },
      logFile: options.logFile,
    });
    options.running(child);
    const { code } = await child.ended;
    if (code === 0) continue;
    const said = child.lastLines().slice(-8).join('\n  ');
    throw new Error(`"postroom ${command.args.join(' ')}" failed:\n  ${said}`);
  }
}

/** Where the build put the programs: `dist/src` beside `dist/sandbox`. */
export function programs(): { bot: string; cli: string } {
  const src = join(__dirname, '..', '..', 'src');
  return { bot: join(src, 'main.js'), cli: join(src, 'cli', 'main.js') };
}

/** Lines for the end of `npm run demo`: who one can be on the page. */
export function whoIsWho(): string[] {
  const width = Math.max(...people.map((person) => person.realName.length));
  return people.map((person) => `${person.realName.padEnd(width)}  ${person.is}`);
}
