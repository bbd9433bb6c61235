import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { appFromManifest } from '../sandbox/demo/appFromManifest';
import { type Child, startChild } from '../sandbox/demo/childProcess';
import { type MailSandbox, startMail } from '../sandbox/mail/startMail';
import { type SlackSandbox, startSlack } from '../sandbox/slack/startSlack';
import type { TeamsSandbox } from '../sandbox/teams/startTeams';
import { createAdmin } from '../src/db/admin';
import { createDataSource } from '../src/db/dataSource';
import { createStore } from '../src/db/store';
import { newId } from '../src/ports/newId';
import type { Store } from '../src/ports/store';
import { createSecrets } from '../src/secrets';
import { cast, type StageMailbox, stageMailboxes } from './cast';
import {
  freePort,
  linkToTeams,
  stageChannels,
  stageInstallation,
  startStageTeams,
  teamsEnvironment,
} from './teamsOfStage';

export interface StageOptions {
  database: { url: string; ownerUrl: string };
  /** `dist/src/main.js`. */
  bot: string;
  /** How many times faster than in reality chat is paced; on both sides. */
  timeScale: number;
  /** Each mailbox has a channel in Teams, too. */
  teams?: boolean;
}

const PASSWORD = 'the-password-of-the-stage';
export const SECRET_KEY = 'a secret key that is long enough for a stage';
/** The root of the repository, from the sources and from `dist`. */
const ROOT = __dirname.includes(`${join('dist', 'bench')}`)
  ? join(__dirname, '../..')
  : join(__dirname, '..');

/** A bot process on the stage. */
export interface StageBot extends Child {
  /** Resolves with the address of its health once it runs. @throws when it ends before. */
  ready(): Promise<string>;
  /** As a power cut would. */
  kill(): void;
  /** Everything that this process wrote. */
  output(): string;
}

/**
 * The whole of Postroom without its demo: chat and mail in this process, a database of the caller's, set up with two
 * mailboxes and people of different roles, and as many lives of the real bot as wanted.
 */
export class Stage {
  private readonly bots: StageBot[] = [];
  private lives = 0;

  private constructor(
    readonly slack: SlackSandbox,
    readonly teams: TeamsSandbox | null,
    readonly mail: MailSandbox,
    readonly source: DataSource,
    readonly store: Store,
    readonly mailboxes: Readonly<Record<StageMailbox, string>>,
    readonly people: Readonly<Record<keyof typeof cast, string>>,
    readonly folder: string,
    /** Where the bot listens; 0 for anywhere. */
    private readonly port: number,
    private readonly options: StageOptions,
  ) {}

  static async open(options: StageOptions): Promise<Stage> {
    const mail = await startMail({
      accounts: Object.values(stageMailboxes).map(({ address }) => ({ address, password: PASSWORD })),
    });
    // Teams delivers to one address, whichever life of the bot it is.
    const port = options.teams ? await freePort() : 0;
    const teams = options.teams ? startStageTeams(port, options.timeScale) : null;
    const slack = await startSlack({
      routes: teams ? [teams.route] : [],
      timeScale: options.timeScale,
      seed: {
        team: { id: 'T0STAGE', name: 'Stage' },
        people: Object.entries(cast).map(([name, { id, realName }]) => ({ id, name, realName })),
        channels: [
          { id: stageMailboxes.support.channel, name: 'support', members: [...Object.keys(cast), 'bot'] },
          { id: stageMailboxes.sales.channel, name: 'sales', private: true, members: ['dana', 'bot'] },
        ],
        app: appFromManifest(join(ROOT, 'manifests/slack/manifest.yaml')),
      },
    });
    const source = await createDataSource({ url: options.database.url, poolSize: 5 }).initialize();
    const store = createStore(source);
    const { mailboxes, people } = await furnish(source, slack, teams, mail);
    if (teams) await linkToTeams(store, teams, people);
    const folder = mkdtempSync(join(tmpdir(), 'postroom-stage-'));
    return new Stage(slack, teams, mail, source, store, mailboxes, people, folder, port, options);
  }

  /** Ids of the mailboxes' channels in Teams. */
  get teamsChannels(): Record<StageMailbox, string> {
    if (!this.teams) throw new Error('The stage has no Teams.');
    return stageChannels(this.teams);
  }

  /** @param extra environment of this life. */
  startBot(extra: Record<string, string> = {}): StageBot {
    this.lives += 1;
    const logFile = join(this.folder, `life-${this.lives}.log`);
    const { slack, options } = this;
    const child = startChild({
      script: options.bot,
      logFile,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        DATABASE_URL: options.database.url,
        DATABASE_OWNER_URL: options.database.ownerUrl,
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        POSTROOM_SECRET_KEY: SECRET_KEY,
        POSTROOM_DATA_DIR: this.folder,
        POSTROOM_TIME_SCALE: String(options.timeScale),
        PORT: String(this.port),
        ...(this.teams && teamsEnvironment(this.teams)),
        ...extra,
      },
    });
    const output = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
    const bot: StageBot = {
      ...child,
      output,
      kill: () => void (child.running() && process.kill(child.pid, 'SIGKILL')),
      ready: () => this.ready(child, output),
    };
    this.bots.push(bot);
    return bot;
  }

  private async ready(child: Child, output: () => string): Promise<string> {
    const line = () =>
      // Not among its last lines: a busy bot says more between two looks than are kept.
      output()
        .split('\n')
        .find((one) => one.includes('"Postroom is running"') && one.endsWith('}')) ??
      (child.running() ? undefined : 'ended');
    const found = await this.slack.waitFor(line, 60_000);
    if (found === 'ended') throw new Error(`The bot ended before it ran:\n${output().slice(-4000)}`);
    return (JSON.parse(found) as { url: string }).url;
  }

  async close(): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.stop(6_000)));
    await this.source.destroy();
    await this.slack.close();
    await this.mail.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function furnish(
  source: DataSource,
  slack: SlackSandbox,
  teams: TeamsSandbox | null,
  mail: MailSandbox,
) {
  const admin = createAdmin(source);
  const secrets = createSecrets([SECRET_KEY]);
  const system = { kind: 'system', id: null } as const;
  const { id: workspaceId } = await admin.ensureWorkspace('Stage');
  const installation = await admin.ensureInstallation({
    workspaceId,
    platform: 'slack',
    team: slack.teamId,
    botUser: slack.botUserId,
    reach: {},
  });
  const inTeams = teams && {
    installation: await admin.ensureInstallation({ workspaceId, ...stageInstallation(teams) }),
    channels: stageChannels(teams),
  };
  const mailboxes = { support: newId(), sales: newId() };
  const people: Record<string, string> = {};
  for (const [name, { address, channel, visibility }] of Object.entries(stageMailboxes)) {
    const id = mailboxes[name as StageMailbox];
    const added = await admin.addMailbox(
      {
        id,
        workspaceId,
        address,
        name,
        visibility,
        locale: 'en',
        imap: { ...mail.imap, secure: false, user: address },
        smtp: { ...mail.smtp, secure: false, user: address },
        imapPassword: secrets.seal(`imap:${id}`, PASSWORD),
        smtpPassword: secrets.seal(`smtp:${id}`, PASSWORD),
        connectedAt: new Date(Date.now() - 60_000).toISOString(),
        channels: [
          { installationId: installation.id, channel },
          ...(inTeams
            ? [{ installationId: inTeams.installation.id, channel: inTeams.channels[name as StageMailbox] }]
            : []),
        ],
      },
      system,
    );
    if (!added.ok) throw new Error(added.why);
    await admin.addQualification(id, { name: 'Delivery', emoji: null }, system);
    for (const [handle, person] of Object.entries(cast)) {
      const user = { platform: 'slack' as const, team: slack.teamId, user: person.id };
      const who = { user, name: person.realName, email: null, handle };
      const set = await admin.setMember(id, who, { role: person.role, grants: {} }, system);
      if (!set.ok) throw new Error(set.why);
      people[handle] = set.value.person.id;
    }
  }
  return { mailboxes, people: people as Record<keyof typeof cast, string> };
}
