import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type MailSandbox, startMail } from '../../sandbox/mail/startMail';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/startSlack';
import { createTestDatabase, type TestDatabase } from '../database';
import { BUILT, outcomeOf, runPostroom, type Said } from './runPostroom';

export const PASSWORD = 'lighthouse-keeper-4711';
export const SECRET_KEY = 'a-secret-key-that-nobody-may-ever-read';

/** A chat workspace, a mail account, an empty database, and `postroom` as it is installed: a child process. */
export interface CommandLine {
  database: TestDatabase;
  slack: SlackSandbox;
  mail: MailSandbox;
  /** Everything that any command said. */
  everything(): string;
  run(args: string[], options?: { env?: NodeJS.ProcessEnv }): Promise<Said>;
  /** The words of `mailbox add` for support@acme.test. */
  addSupport(...more: string[]): string[];
  /** Starts the bot. @returns once it watches its mailboxes. */
  startBot(): Promise<void>;
  close(): Promise<void>;
}

export async function openCommandLine(): Promise<CommandLine> {
  const database = await createTestDatabase();
  const accounts = [{ address: 'support@acme.test', name: 'Support', password: PASSWORD }];
  const mail = await startMail({ accounts });
  const slack = await startSlack({
    enforceRateLimits: false,
    seed: {
      people: [
        { id: 'U0ADA', name: 'ada', realName: 'Ada Bell', email: 'ada@acme.test', locale: 'fr-FR' },
        { id: 'U0BEN', name: 'ben', realName: 'Ben Cole', email: 'ben@acme.test' },
      ],
      channels: [
        { id: 'C0SUPPORT', name: 'support', members: ['ada', 'ben'] },
        { id: 'C0DESK', name: 'desk', members: ['ada'] },
        { id: 'C0HIDDEN', name: 'hidden', private: true, members: ['ada'] },
      ],
    },
  });
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    POSTROOM_SECRET_KEY: SECRET_KEY,
    MAIL_PASSWORD: PASSWORD,
    PORT: '0',
  };
  const said: string[] = [];
  const bots: ChildProcess[] = [];
  return {
    database,
    slack,
    mail,
    everything: () => said.join('\n'),
    async run(args, options = {}) {
      const result = await runPostroom(args, { ...env, ...options.env });
      said.push(result.out, result.err);
      return result;
    },
    addSupport: (...more) => [
      ...['mailbox', 'add', 'support@acme.test', '--name', 'support', '--channel', '#support'],
      ...['--imap', `127.0.0.1:${mail.imap.port}`, '--smtp', `127.0.0.1:${mail.smtp.port}`],
      ...['--password-env', 'MAIL_PASSWORD', ...more],
    ],
    async startBot() {
      const bot = spawn(process.execPath, [join(BUILT, 'main.js')], { env, stdio: 'pipe' });
      bots.push(bot);
      const words = outcomeOf(bot).then(({ out, err }) => {
        throw new Error(`The bot has ended:\n${out}${err}`);
      });
      words.catch(() => undefined);
      await Promise.race([words, slack.waitFor(() => isWatched(mail), 20_000)]);
    },
    async close() {
      for (const bot of bots) {
        const ended = new Promise((resolve) => bot.once('close', resolve));
        if (bot.exitCode === null && bot.kill('SIGTERM')) await ended;
      }
      await slack.close();
      await mail.close();
      await database.drop();
    },
  };
}

function isWatched(mail: MailSandbox): boolean {
  const sessions = [...(mail.world.team('support@acme.test')?.sessions ?? [])];
  return sessions.some((session) => session.selectedMailbox && session.selectedMailbox.path === 'INBOX');
}
