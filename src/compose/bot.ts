import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { App } from '../app/app';
import { boundedProfiles } from '../app/boundedProfiles';
import { markGap } from '../app/discuss';
import { fetchAttachment } from '../app/fetchAttachment';
import { movedByClient } from '../app/followMail';
import { ingest } from '../app/ingest';
import { postContent } from '../app/postContent';
import { showEverywhere } from '../app/showEverywhere';
import { takeMissed } from '../app/takeMissed';
import type { Config } from '../config';
import { createAdmin } from '../db/admin';
import { createStore } from '../db/store';
import { ATTACHMENTS_PATH, type AttachmentLinks, createAttachmentLinks } from '../http/attachmentLinks';
import { attachmentListener } from '../http/attachments';
import { watchLoopDelay } from '../http/loopDelay';
import { startHttp } from '../http/server';
import { startJobs } from '../jobs/startJobs';
import { createMail } from '../mail/createMail';
import { systemClock } from '../ports/clock';
import type { AttachmentLink } from '../ports/links';
import type { Log } from '../ports/log';
import { newId } from '../ports/newId';
import { createSecrets, derivedKey } from '../secrets';
import type { ChatPart } from './chatPart';
import { chatOf, chatParts, profilesOf } from './chats';
import { connectDatabase } from './database';
import { inboundOf } from './inbound';
import { startChats } from './startChats';
import { stepsFor } from './steps';

export interface Bot {
  /** Where health answers. */
  url: string;
  /** Where it is: the Slack team, Microsoft Teams, or both. */
  teamName: string;
  /** In the opposite order of starting; everything that was begun is finished or will be repeated. */
  stop(): Promise<void>;
}

/** Puts every part together and starts them, the database first and the mailboxes last. */
export async function startBot(config: Config, log: Log): Promise<Bot> {
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
    const chats: ChatPart[] = [];
    let publicUrl = config.publicUrl;
    const links = createAttachmentLinks({
      keys: config.secretKeys.map((key) => derivedKey(key, 'attachment links')),
      publicUrl: () => publicUrl,
      clock: systemClock,
    });
    const app: App = {
      store: createStore(database.source),
      clock: systemClock,
      log,
      newId,
      step: stepsFor(config.rehearsal.killAt),
      links,
      profileOf: boundedProfiles((user) => profilesOf(chats)(user), log),
    };
    chats.push(...chatParts(config, app, inboundOf(app, createAdmin(database.source))));
    const instanceId = `${hostname().slice(0, 40)}-${process.pid}-${randomBytes(4).toString('hex')}`;
    const loopDelay = watchLoopDelay();
    const http = await startHttp({
      port: config.port,
      host: rehearses(config) ? '127.0.0.1' : '0.0.0.0',
      loopDelay,
      health: async () => {
        const { ok, tookMs, mailboxes } = await database.health();
        return { ok, instance: instanceId, database: { ok, tookMs }, mailboxes };
      },
      routes: [...chats.flatMap(({ routes }) => routes), attachmentRoute(app, links)],
    });
    // In a rehearsal people are on this machine, too.
    if (rehearses(config)) publicUrl ??= http.url;
    parts.push({ name: 'http', stop: http.stop });

    for (const chat of chats) parts.push({ name: chat.platform, stop: chat.stop });
    const { places, stop: tryNoMore } = await startChats(chats, log);
    parts.push({ name: 'chats', stop: tryNoMore });

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
      chatOf: (installation) => chatOf(chats, installation),
      content: postContent,
      filing: mail.filing,
      replyFound: (installation, at, thread, message) => takeMissed(app, installation, at, thread, message),
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
    return { url: http.url, teamName: places.join(', '), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function attachmentRoute(app: App, { verify }: AttachmentLinks) {
  const fetch = (of: AttachmentLink) => fetchAttachment(app, of);
  return { path: ATTACHMENTS_PATH, listener: attachmentListener({ verify, fetch, log: app.log }) };
}

/** What pretends to be Slack or Microsoft is on this machine, and nobody else may speak with the bot then. */
function rehearses({ slack, teams }: Config): boolean {
  return Boolean(slack?.apiUrl || teams?.transport.rehearsalUrl);
}
