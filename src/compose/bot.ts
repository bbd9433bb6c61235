import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { answer } from '../app/answer';
import type { App } from '../app/app';
import { boundedProfiles } from '../app/boundedProfiles';
import { channelChanged, connected, ownPostDisturbed, ownPostSeen } from '../app/chatEvents';
import { discuss, followDeletion, followEdit, markGap } from '../app/discuss';
import { movedByClient } from '../app/followMail';
import { homeAsked } from '../app/homeAsked';
import { ingest } from '../app/ingest';
import { patiently } from '../app/patiently';
import { postContent } from '../app/postContent';
import { showEverywhere } from '../app/showEverywhere';
import type { Config } from '../config';
import { createAdmin } from '../db/admin';
import { createStore } from '../db/store';
import { watchLoopDelay } from '../http/loopDelay';
import { startHttp } from '../http/server';
import { startJobs } from '../jobs/startJobs';
import { createMail } from '../mail/createMail';
import type { Admin } from '../ports/admin';
import { systemClock } from '../ports/clock';
import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import { newId } from '../ports/newId';
import { createSecrets } from '../secrets';
import { SLACK_PATH } from '../slack/app';
import { createSlack } from '../slack/createSlack';
import { connectDatabase } from './database';
import { stepsFor } from './steps';

export interface Bot {
  /** Where health answers. */
  url: string;
  teamName: string;
  /** In the opposite order of starting; everything that was begun is finished or will be repeated. */
  stop(): Promise<void>;
}

/** Puts every part together and starts them, the database first and the mailboxes last. */
export async function startBot(config: Config, log: Log): Promise<Bot> {
  const { slack: slackConfig } = config;
  if (!slackConfig) throw new Error('SLACK_BOT_TOKEN is missing.');
  const parts: { name: string; stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of parts.reverse().splice(0)) {
      await part
        .stop()
        .catch((error: unknown) => log.error({ err: error, part: part.name }, 'A part did not stop well'));
    }
  };
  try {
    const database = await connectDatabase(config, log);
    parts.push({ name: 'database', stop: database.close });
    const app: App = {
      store: createStore(database.source),
      clock: systemClock,
      log,
      newId,
      step: stepsFor(config.rehearsal.killAt),
      profileOf: boundedProfiles(
        async (user) => (user.platform === 'slack' ? slack.profileOf(user) : null),
        log,
      ),
    };
    const slack = createSlack({
      config: slackConfig,
      inbound: inboundOf(app, createAdmin(database.source)),
      log,
      localeOf: async (user) => {
        const person = await app.store.transaction((tx) => tx.people.byIdentity(user));
        return person?.locale ?? null;
      },
      timeScale: config.rehearsal.timeScale,
    });
    const instanceId = `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(4).toString('hex')}`;
    const loopDelay = watchLoopDelay();
    const http = await startHttp({
      port: config.port,
      host: slackConfig.apiUrl ? '127.0.0.1' : '0.0.0.0',
      loopDelay,
      health: async () => {
        const { ok, tookMs, mailboxes } = await database.health();
        return { ok, instance: instanceId, database: { ok, tookMs }, mailboxes };
      },
      routes: slack.listener ? [{ path: SLACK_PATH, listener: slack.listener }] : [],
    });
    parts.push({ name: 'http', stop: http.stop });

    const admin = createAdmin(database.source);
    parts.push({ name: 'slack', stop: slack.stop });
    const { teamName } = await slack.start(async ({ team, teamName, botUser }) => {
      const workspace = await admin.ensureWorkspace(teamName);
      await admin.ensureInstallation({
        workspaceId: workspace.id,
        platform: 'slack',
        team,
        botUser,
        reach: {},
      });
    });

    const mail = createMail({
      store: app.store,
      secrets: createSecrets(config.secretKeys),
      events: {
        ingest: (arrival) => ingest(app, arrival),
        movedByClient: (move) => movedByClient(app, move),
      },
      instanceId,
      clock: app.clock,
      log,
      step: app.step,
    });
    const jobs = await startJobs({
      databaseUrl: database.url,
      instanceId,
      httpUrl: http.url,
      store: app.store,
      chatOf: (installation) => slack.chat(installation),
      content: postContent,
      filing: mail.filing,
      // Known ones may have been edited meanwhile.
      replyFound: async (installation, at, thread, message) =>
        (message.edited ? followEdit : discuss)(app, {
          platform: installation.platform,
          team: installation.team,
          channel: at.channel,
          ts: message.ts,
          thread,
          from: { platform: installation.platform, team: installation.team, user: message.user },
          text: message.text,
          authorName: message.authorName,
          at: message.at,
        }),
      markGap: (_installation, at, since, until) => markGap(app, at, since, until.toISOString()),
      showEverywhere: (conversationId) => showEverywhere(app, conversationId),
      removeOld: database.removeOld,
      checkpoint: database.checkpoint,
      clock: app.clock,
      log,
      step: app.step,
    });
    parts.push({ name: 'jobs', stop: jobs.stop });
    await mail.start();
    parts.push({ name: 'mail', stop: mail.stop });
    loopDelay.reset();
    return { url: http.url, teamName, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a person asked is answered at once, busy or not; what merely happened in chat is told once and must be kept. */
function inboundOf(app: App, admin: Admin): Inbound {
  const kept = <T, R>(what: string, take: (app: App, told: T) => Promise<R>) => {
    const retried = (error: unknown) => app.log.warn({ what, err: error }, 'An event of chat is tried again');
    return (told: T) => patiently(() => take(app, told), retried);
  };
  return {
    answer: (request) => answer(app, request),
    messageWritten: kept('messageWritten', discuss),
    messageEdited: kept('messageEdited', followEdit),
    messageDeleted: kept('messageDeleted', followDeletion),
    ownPostSeen: kept('ownPostSeen', ownPostSeen),
    ownPostDisturbed: kept('ownPostDisturbed', ownPostDisturbed),
    connected: kept('connected', connected),
    homeAsked: kept('homeAsked', homeAsked),
    installed: kept('installed', async (_app, { platform, team, teamName, botUser, reach }) => {
      const workspace = await admin.ensureWorkspace(teamName);
      await admin.ensureInstallation({ workspaceId: workspace.id, platform, team, botUser, reach });
    }),
    channelChanged: kept('channelChanged', channelChanged),
  };
}
