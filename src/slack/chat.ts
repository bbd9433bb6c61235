import type { webApi } from '@slack/bolt';
import type { Called, Chat } from '../ports/chat';
import type { Log } from '../ports/log';
import { withLinks } from '../ui/messageLinks';
import { budgetsOf } from './budgets';
import { callSlack } from './callSlack';
import { findPosted, repliesSince, threadsSince } from './history';
import { waits } from './limits';
import type { People } from './people';
import { renderCard } from './renderCard';
import { renderHome } from './renderForm';
import { POST_EVENT } from './slackMessage';
import { fileName, removeFiles, uploadFiles } from './upload';
import { webClient } from './webClient';

export interface ChatOptions {
  installationId: string;
  /** Whether the token is of this installation's team; null while Slack has not said whose it is. */
  works(): boolean | null;
  botToken: string;
  apiUrl?: string;
  /** Rehearsal only: how many times faster the clock of rate limits runs. */
  timeScale: number;
  log: Log;
  people: People;
  /** Milliseconds for one call; 10 s without it. */
  timeout?: number;
  /** Told before a message of ours is deleted, so that its deletion is not taken for somebody else's. */
  removing(channel: string, ts: string): void;
}

/** The pump's view of one Slack team. */
export function slackChat(options: ChatOptions): Chat {
  const { installationId, timeScale } = options;
  const timeout = options.timeout ?? waits.call;
  const client = webClient(options.botToken, { ...options, timeout, part: 'slack-posting' });
  const writing = { writes: true, scope: 'method', timeScale } as const;
  const posting = { writes: true, scope: 'channel', timeScale } as const;
  const reading = { writes: false, scope: 'method', timeScale } as const;

  /** Posting for another team with this token would say "channel not found", which means something else. */
  async function own<T>(id: string, call: () => Promise<Called<T>>): Promise<Called<T>> {
    const works = options.works();
    if (works === null) return { ok: false, why: 'unreachable', maybeDone: false, detail: 'not started yet' };
    if (id !== installationId || !works)
      return { ok: false, why: 'notAuthorized', detail: 'no token for this team' };
    try {
      return await call();
    } catch (error) {
      // A renderer refuses what Slack cannot carry: a bug of ours, never retried unchanged.
      const detail = error instanceof Error ? error.message : 'unknown';
      return { ok: false, why: 'rejected', detail };
    }
  }

  /** Asked for each time: such messages are rare. Without an answer there is no link, and the words remain. */
  const linkTo = async (channel: string, ts: string) => {
    const called = await callSlack(reading, () => client.chat.getPermalink({ channel, message_ts: ts }));
    return called.ok ? String(called.value.permalink) : null;
  };

  return {
    post: (to, message) =>
      own(to.installationId, async () => {
        const body = postBody(await withLinks(message.card, linkTo), message.key);
        const thread = message.thread
          ? { thread_ts: message.thread, reply_broadcast: message.broadcast }
          : {};
        const called = await callSlack(posting, () =>
          client.chat.postMessage({
            ...body,
            ...thread,
            channel: to.channel,
          } as webApi.ChatPostMessageArguments),
        );
        return called.ok ? { ok: true, value: { ts: String(called.value.ts) } } : called;
      }),

    update: (at, ts, card, key) =>
      own(at.installationId, async () => {
        const body = postBody(await withLinks(card, linkTo), key);
        return done(
          await callSlack(writing, () =>
            client.chat.update({ ...body, channel: at.channel, ts } as webApi.ChatUpdateArguments),
          ),
        );
      }),

    remove: (at, ts) =>
      own(at.installationId, async () => {
        options.removing(at.channel, ts);
        const called = await callSlack(writing, () => client.chat.delete({ channel: at.channel, ts }));
        // It is gone, which is what was wanted.
        return !called.ok && called.why === 'messageGone' ? { ok: true, value: null } : done(called);
      }),

    upload: (to, thread, files, comment) =>
      own(to.installationId, () =>
        uploadFiles({ client, timeScale, apiUrl: options.apiUrl }, to.channel, thread, files, comment),
      ),
    removeFiles: (id, fileIds) =>
      own(id, () => removeFiles({ client, timeScale, apiUrl: options.apiUrl }, fileIds)),

    openDirect: (id, user) =>
      own(id, async () => {
        const called = await callSlack(writing, () => client.conversations.open({ users: user }));
        if (!called.ok) return called;
        return { ok: true, value: { channel: String(called.value.channel?.id) } };
      }),

    publishHome: (id, user, card) =>
      own(id, async () => {
        const view = renderHome(card);
        return done(await callSlack(writing, () => client.views.publish({ user_id: user, view })));
      }),

    findPosted: (at, key, thread, since, fileNames) =>
      own(at.installationId, () =>
        findPosted(client, reading, at.channel, { key, thread, since, fileNames: fileNames?.map(fileName) }),
      ),
    repliesSince: (at, thread, since) =>
      own(at.installationId, () => repliesSince(client, reading, options.people, at.channel, thread, since)),
    threadsSince: (at, since) =>
      own(at.installationId, () => threadsSince(client, reading, at.channel, since)),

    budgets: (method) => budgetsOf(method, timeScale),
  };
}

/** `parse` and `link_names` off in both: an update defaults to finding names and links by itself. */
function postBody(card: Parameters<typeof renderCard>[0], key: string) {
  return {
    ...renderCard(card),
    metadata: { event_type: POST_EVENT, event_payload: { key } },
    unfurl_links: false,
    unfurl_media: false,
    parse: 'none',
    link_names: false,
  } as const;
}

function done(called: Called<unknown>): Called<null> {
  return called.ok ? { ok: true, value: null } : called;
}
