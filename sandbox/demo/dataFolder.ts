import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The three parts of a rehearsal that only make sense together. */
const PARTS = ['bot', 'chat', 'mail'] as const;

export interface Run {
  id: string;
  /** POSTROOM_DATA_DIR of the bot: the embedded Postgres lives there. */
  bot: string;
  /** Channels, messages and people of the Slack and the Teams sandbox. */
  chat: string;
  mail: string;
  settings: RunSettings;
  /** True until `finished`: the workspace has to be set up and the emails delivered. */
  isNew: boolean;
  /** Keeps changed settings. */
  save(): void;
  /** Setting up is done: the next start goes on from here. */
  finished(): void;
}

export interface RunSettings {
  secretKey: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Of the app in Teams. */
  teamsPassword: string;
  /** Which database the rows are in; empty for the embedded one. */
  databaseUrl: string;
  /** The bot's database knows these; 0 before the first start. */
  imapPort: number;
  smtpPort: number;
  /** Where the chat of the last start answered. */
  pagePort: number;
  /** Where the bot of the last start answered: Teams delivers there, and attachments open there. */
  botPort: number;
}

interface Kept extends RunSettings {
  id: string;
  finished: boolean;
}

/**
 * Opens the rehearsal that `root` holds, or makes a new one. When a part is missing or belongs to another run,
 * all of it is started afresh: half of one run and half of another would show cards without emails.
 * @param say told, as a sentence, why something was not continued.
 */
export function openRun(options: {
  root: string;
  fresh: boolean;
  databaseUrl: string;
  say(sentence: string): void;
}): Run {
  const root = resolve(options.root);
  mkdirSync(root, { recursive: true });
  const kept = readKept(root);
  const reason = kept && whyNotContinue(root, kept, options);
  if (reason) options.say(reason);
  if (kept && !reason) return runOf(root, kept);
  removeRuns(root);
  const made: Kept = {
    id: randomBytes(6).toString('hex'),
    finished: false,
    secretKey: randomBytes(32).toString('base64'),
    botToken: `xoxb-sandbox-${randomBytes(12).toString('hex')}`,
    appToken: `xapp-1-A0POSTROOM-${randomBytes(12).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
    teamsPassword: randomBytes(20).toString('base64url'),
    databaseUrl: options.databaseUrl,
    imapPort: 0,
    smtpPort: 0,
    pagePort: 0,
    botPort: 0,
  };
  for (const part of PARTS) {
    mkdirSync(partOf(root, made.id, part), { recursive: true });
    writeFileSync(join(partOf(root, made.id, part), 'run-id'), made.id);
  }
  write(root, made);
  return runOf(root, made);
}

/** The rehearsal that `root` holds, for looking into it; undefined when there is none that was set up. */
export function lastRun(root: string): Run | undefined {
  const kept = readKept(resolve(root));
  return kept?.finished ? runOf(resolve(root), kept) : undefined;
}

function runOf(root: string, kept: Kept): Run {
  const { id, finished, ...settings } = kept;
  const save = (done: boolean) => write(root, { id, finished: done, ...settings });
  return {
    id,
    bot: partOf(root, id, 'bot'),
    chat: partOf(root, id, 'chat'),
    mail: partOf(root, id, 'mail'),
    settings,
    isNew: !finished,
    save: () => save(finished),
    finished: () => save(true),
  };
}

function whyNotContinue(
  root: string,
  kept: Kept,
  options: { fresh: boolean; databaseUrl: string },
): string | undefined {
  if (options.fresh) return 'Starting over, as asked. What was there is removed.';
  if (!kept.finished) return 'The last first start did not finish, so everything starts afresh.';
  if (!kept.teamsPassword) return 'The last run knew nothing of Teams yet, so everything starts afresh.';
  if (kept.databaseUrl !== options.databaseUrl)
    return 'DATABASE_URL is not the one of the last start, so the sandbox starts afresh as well.';
  for (const part of PARTS) {
    const stamp = join(partOf(root, kept.id, part), 'run-id');
    if (!existsSync(stamp))
      return `The ${NAMES[part]} of the last run is missing, so all three start afresh.`;
    if (readFileSync(stamp, 'utf8') !== kept.id)
      return `The ${NAMES[part]} belongs to another run, so all three start afresh.`;
  }
  return undefined;
}

const NAMES = { bot: 'database', chat: 'chat', mail: 'mail' };

function partOf(root: string, id: string, part: (typeof PARTS)[number]): string {
  return join(root, `run-${id}`, part);
}

function readKept(root: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(join(root, 'run.json'), 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** 0600: the file holds the key that encrypts the mailbox passwords. */
function write(root: string, kept: Kept): void {
  const next = join(root, 'run.json.new');
  writeFileSync(next, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, join(root, 'run.json'));
}

/** Only what `openRun` made: the folder may be one that somebody named. */
function removeRuns(root: string): void {
  for (const name of readdirSync(root)) {
    if (!/^run-[0-9a-f]{12}$/.test(name)) continue;
    removeClusterElsewhere(join(root, name, 'bot'));
    rmSync(join(root, name), { recursive: true, force: true });
  }
  rmSync(join(root, 'run.json'), { force: true });
}

/** Under root the bot may keep its Postgres in /var/lib/postroom and leave a signpost here. */
function removeClusterElsewhere(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'cluster-is-at.txt') continue;
    const place = readFileSync(join(entry.parentPath, entry.name), 'utf8').trim();
    if (/^\/var\/lib\/postroom\/[0-9a-f]{12}$/.test(place)) rmSync(place, { recursive: true, force: true });
  }
}
