import type { webApi } from '@slack/bolt';
import type { Called, ThreadMessage } from '../ports/chat';
import { type Calling, callSlack } from './callSlack';
import { limits } from './limits';
import type { People } from './people';
import { isWritten, keyOf, type SlackMessage, wordsIn } from './slackMessage';
import { tsOf } from './timestamps';

/** Our clock and Slack's may differ. */
const SLACK_AHEAD_MS = 60_000;

type Page = { messages?: unknown[]; response_metadata?: { next_cursor?: string } };

/** Follows the cursors, a bounded number of times. @returns what was found before the bound. */
async function pages<T>(
  reading: Calling,
  page: (cursor: string | undefined) => Promise<Page>,
  look: (message: SlackMessage) => T | undefined,
  enough: (found: T[]) => boolean = () => false,
): Promise<Called<T[]>> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < limits.historyPages.max; n += 1) {
    const called = await callSlack(reading, () => page(cursor));
    if (!called.ok) return called;
    for (const message of (called.value.messages ?? []) as SlackMessage[]) {
      const seen = look(message);
      if (seen !== undefined) found.push(seen);
    }
    cursor = called.value.response_metadata?.next_cursor || undefined;
    if (!cursor || enough(found)) break;
  }
  return { ok: true, value: found };
}

export async function findPosted(
  client: webApi.WebClient,
  reading: Calling,
  channel: string,
  key: string,
  thread: string | null,
  since: Date,
): Promise<Called<{ ts: string } | null>> {
  const range = {
    channel,
    oldest: tsOf(new Date(since.getTime() - SLACK_AHEAD_MS)),
    inclusive: true,
    include_all_metadata: true,
    limit: limits.historyPage.max,
  };
  const found = await pages(
    reading,
    (cursor) =>
      thread === null
        ? client.conversations.history({ ...range, cursor })
        : client.conversations.replies({ ...range, cursor, ts: thread }),
    (message) => (keyOf(message) === key && message.ts ? { ts: message.ts } : undefined),
    (some) => some.length > 0,
  );
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found;
}

export async function repliesSince(
  client: webApi.WebClient,
  reading: Calling,
  people: People,
  channel: string,
  thread: string,
  since: string,
): Promise<Called<ThreadMessage[]>> {
  const oldest = tsOf(since);
  const found = await pages(
    reading,
    (cursor) =>
      client.conversations.replies({ channel, ts: thread, oldest, cursor, limit: limits.historyPage.max }),
    // The root comes with every page, whatever is asked for.
    (message) =>
      isWritten(message) && message.ts !== thread && Number(message.ts) > Number(oldest)
        ? message
        : undefined,
  );
  if (!found.ok) return found;
  const names = await people.namesIn(found.value.map((message) => message.text ?? '').join('\n'));
  const value = found.value.map((message) => ({
    ts: message.ts,
    user: message.user,
    text: wordsIn(message, names),
    edited: message.edited !== undefined,
  }));
  return { ok: true, value: value.sort((one, other) => Number(one.ts) - Number(other.ts)) };
}

export async function threadsSince(
  client: webApi.WebClient,
  reading: Calling,
  channel: string,
  since: string,
): Promise<Called<{ thread: string }[]>> {
  const after = Number(tsOf(since));
  return pages(
    reading,
    (cursor) => client.conversations.history({ channel, cursor, limit: limits.historyPage.max }),
    (message) =>
      message.ts && message.latest_reply && Number(message.latest_reply) > after
        ? { thread: message.ts }
        : undefined,
  );
}
