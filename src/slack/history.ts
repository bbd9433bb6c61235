import type { webApi } from '@slack/bolt';
import type { Instant } from '../domain/conversation';
import type { Called, ThreadMessage } from '../ports/chat';
import { type Calling, callSlack } from './callSlack';
import { limits } from './limits';
import type { People } from './people';
import { isWritten, keyOf, type SlackMessage, wordsIn } from './slackMessage';
import { instantOf, tsOf } from './timestamps';

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

interface Wanted {
  key: string;
  thread: string | null;
  since: Date;
  /** Of an upload, as Slack has them: its message carries no metadata. */
  fileNames?: string[];
}

/** The newest one, as older uploads may have carried files of the same names. */
export async function findPosted(
  client: webApi.WebClient,
  reading: Calling,
  channel: string,
  wanted: Wanted,
): Promise<Called<{ ts: string; fileIds?: string[] } | null>> {
  const { thread } = wanted;
  const range = {
    channel,
    oldest: tsOf(new Date(wanted.since.getTime() - SLACK_AHEAD_MS)),
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
    (message) => asWanted(message, wanted),
    (some) => some.length > 0 && !wanted.fileNames,
  );
  if (!found.ok) return found;
  const [newest] = found.value.sort((one, other) => Number(other.ts) - Number(one.ts));
  return { ok: true, value: newest ?? null };
}

function asWanted(
  message: SlackMessage,
  { key, fileNames }: Wanted,
): { ts: string; fileIds?: string[] } | undefined {
  const { ts, bot_id, files = [] } = message;
  if (!ts) return undefined;
  if (!fileNames) return keyOf(message) === key ? { ts } : undefined;
  const ours = bot_id !== undefined && files.length > 0;
  const same = ours && files.every((file) => fileNames.includes(file.name ?? file.title ?? ''));
  return same ? { ts, fileIds: files.flatMap((file) => file.id ?? []) } : undefined;
}

export async function repliesSince(
  client: webApi.WebClient,
  reading: Calling,
  people: People,
  channel: string,
  thread: string,
  since: Instant,
): Promise<Called<ThreadMessage[]>> {
  const oldest = tsOf(since);
  const found = await pages(
    reading,
    (cursor) =>
      client.conversations.replies({
        channel,
        ts: thread,
        oldest,
        inclusive: true,
        cursor,
        limit: limits.historyPage.max,
      }),
    // The root comes with every page, whatever is asked for.
    (message) =>
      isWritten(message) && message.ts !== thread && Number(message.ts) >= Number(oldest)
        ? message
        : undefined,
  );
  if (!found.ok) return found;
  const names = await people.namesIn(found.value.map((message) => message.text ?? '').join('\n'));
  const value = await Promise.all(
    found.value.map(async (message) => ({
      ts: message.ts,
      at: instantOf(message.ts),
      user: message.user,
      authorName: await people.nameOf(message.user),
      text: wordsIn(message, names),
      edited: message.edited !== undefined,
    })),
  );
  return { ok: true, value: value.sort((one, other) => Number(one.ts) - Number(other.ts)) };
}

export async function threadsSince(
  client: webApi.WebClient,
  reading: Calling,
  channel: string,
  since: Instant,
): Promise<Called<{ thread: string }[]>> {
  const after = Number(tsOf(since));
  return pages(
    reading,
    (cursor) => client.conversations.history({ channel, cursor, limit: limits.historyPage.max }),
    (message) =>
      message.ts && message.latest_reply && Number(message.latest_reply) >= after
        ? { thread: message.ts }
        : undefined,
  );
}
