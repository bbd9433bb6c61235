import type { Config } from '../config';
import { createAdmin } from '../db/admin';
import { arrivalsAt, copiesWithId } from '../db/arrivals';
import { exportHistory } from '../db/historyExport';
import { verifyHistory } from '../db/historyVerify';
import { type LiveInstance, liveInstances } from '../db/instances';
import { createStore } from '../db/store';
import type { Delivery } from '../mail/appendEmails';
import type { Folders } from '../mail/folders';
import type { Admin } from '../ports/admin';
import type { Arrivals } from '../ports/arrivals';
import type { Directory } from '../ports/directory';
import type { HistoryReport, KnownCheckpoint } from '../ports/historyCheck';
import type { Log } from '../ports/log';
import type { Installation, Mailbox, ServerAddress } from '../ports/rows';
import type { Secrets } from '../ports/secrets';
import type { Store } from '../ports/store';
import { createSecrets } from '../secrets';
import { connectDatabase } from './database';

/** What the command line works with: the same database as the bot, and chat to look people up. */
export interface Tools {
  admin: Admin;
  store: Store;
  secrets: Secrets;
  /** Null where the platform is not configured (SLACK_BOT_TOKEN, TEAMS_APP_ID). */
  directories: Record<Installation['platform'], Directory | null>;
  history: {
    verify(known?: KnownCheckpoint): Promise<HistoryReport>;
    /** JSON lines, without line ends. */
    export(): AsyncGenerator<string>;
  };
  mail: {
    /** Signs in once. @throws Error with a sentence. */
    check(server: ServerAddress, password: string): Promise<{ folders: Folders; emails: number }>;
    /** A session that puts emails into this mailbox's inbox. @throws Error with a sentence. */
    deliver(mailbox: Mailbox): Promise<Delivery>;
  };
  arrivals: Arrivals;
  /** Bots whose heartbeat was seen within so many seconds, oldest first. */
  instances(seconds: number): Promise<LiveInstance[]>;
  close(): Promise<void>;
}

/** A command runs one thing at a time; `replay` looks while it delivers. */
const CONNECTIONS = 3;

/**
 * Connects to the database (the bot's own embedded one when DATABASE_URL is unset, started when no bot runs) and
 * brings it to this version's schema. Chat and mail are loaded only when they are used: commands start quickly.
 */
export async function openTools(config: Config, log: Log): Promise<Tools> {
  const database = await connectDatabase(config, log, CONNECTIONS);
  const { source } = database;
  const store = createStore(source);
  const secrets = createSecrets(config.secretKeys);
  return {
    admin: createAdmin(source),
    store,
    secrets,
    directories: {
      slack: config.slack ? lazy(() => openSlack(config.slack!, log)) : null,
      teams: config.teams ? lazy(() => openTeams(config.teams!, store)) : null,
    },
    history: {
      verify: (known) => verifyHistory(source, known ? { known } : {}),
      export: () => exportHistory(source),
    },
    mail: {
      check: async (server, password) => {
        const { checkAccount } = require('../mail/checkAccount') as typeof import('../mail/checkAccount');
        return checkAccount(server, password, log);
      },
      deliver: async (mailbox) => {
        const sealed = await store.transaction((tx) => tx.mailboxes.password(mailbox.id, 'imap'));
        if (!sealed) throw new Error(`No password is stored for ${mailbox.address}. Add the mailbox again.`);
        const { openDelivery } = require('../mail/appendEmails') as typeof import('../mail/appendEmails');
        return openDelivery(mailbox, secrets.open(`imap:${mailbox.id}`, sealed), log);
      },
    },
    arrivals: {
      seen: (place) => arrivalsAt(source, place),
      withId: (mailboxId, messageId) => copiesWithId(source, mailboxId, messageId),
    },
    instances: (seconds) => liveInstances(source, seconds),
    close: () => database.close(),
  };
}

// Half a second of loading each, which commands that name nobody need not wait for.

function openSlack({ botToken, apiUrl }: NonNullable<Config['slack']>, log: Log): Directory {
  const { slackDirectory } = require('../slack/directory') as typeof import('../slack/directory');
  return slackDirectory({ botToken, ...(apiUrl && { apiUrl }), log });
}

function openTeams({ transport }: NonNullable<Config['teams']>, store: Store): Directory {
  const { teamsDirectory } = require('../teams/directory') as typeof import('../teams/directory');
  const { createCalls } =
    require('../teams/transport/createCalls') as typeof import('../teams/transport/createCalls');
  return teamsDirectory({
    connector: createCalls(transport).connector,
    installations: () => store.transaction((tx) => tx.mailboxes.installationsOn('teams')),
    tenantId: transport.tenantId,
  });
}

function lazy(open: () => Directory): Directory {
  let opened: Directory | undefined;
  const directory = (): Directory => {
    opened ??= open();
    return opened;
  };
  return {
    team: async () => directory().team(),
    person: async (who) => directory().person(who),
    channel: async (called) => directory().channel(called),
    join: async (channel) => directory().join(channel),
  };
}
