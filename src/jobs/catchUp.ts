import type { Instant } from '../domain/conversation';
import type { Called, Chat, ThreadMessage } from '../ports/chat';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { ChannelRef, Installation } from '../ports/rows';
import type { Store } from '../ports/store';
import type { Failures } from './failures';
import type { Alarm } from './turns';

export interface CatchUpDeps {
  store: Store;
  chatOf(installation: Installation): Chat;
  clock: Clock;
  log: Log;
  alarm: Alarm;
  stopping(): boolean;
  /** Records a message that a person wrote; harmless when it is known already. */
  replyFound(
    installation: Installation,
    at: ChannelRef,
    thread: string,
    message: ThreadMessage,
  ): Promise<void>;
  /** Marks, in every discussion of the channel, that messages since then may be missing. */
  markGap(installation: Installation, at: ChannelRef, since: Instant, until: Date): Promise<void>;
}

const MAX_CALLS = 20;
const MAX_MS = 5_000;
/** A platform that wants a longer pause will not tell the story in useful time: the gap is marked instead. */
const LONGEST_WAIT_MS = 30_000;
const TRIES = 5;
/** How far the platform's clock and ours may lie apart. */
const CLOCKS_APART_MS = 60_000;

type Asked<T> = { ok: true; value: T } | { ok: false; until: Date } | { ok: false; untold: string };

/** How far one gap is read. */
interface Reading {
  /** Threads still to be read; null before they were asked for, which is done once: it costs calls of its own. */
  left: string[] | null;
  began: Date;
}

/**
 * Makes the handler of the job `catchUp`: reads what people wrote in a channel's threads while the stream of events was
 * interrupted, or marks the gap when the platform will not tell.
 */
export function createCatchUp(
  deps: CatchUpDeps,
  failures: Failures,
): (channel: ChannelRef, since: Instant) => Promise<void> {
  /** A run may end in the middle. Forgotten with the process, which is harmless. */
  const readings = new Map<string, Reading>();
  return async (channel, since) => {
    const installation = await deps.store.transaction((tx) =>
      tx.mailboxes.installation(channel.installationId),
    );
    if (!installation) return;
    const name = `catchUp/${channel.installationId}/${channel.channel}/${since}`;
    const reading = readings.get(name) ?? { left: null, began: deps.clock.now() };
    readings.set(name, reading);
    const ended = await readGap(deps, failures, name, installation, channel, since, reading);
    if ('wakeAt' in ended) return wakeAt(deps, channel, since, ended.wakeAt);
    readings.delete(name);
    failures.clear(name);
    if ('untold' in ended) {
      deps.log.warn({ channel: channel.channel, why: ended.untold }, 'A gap in the discussions was marked');
      await deps.markGap(installation, channel, since, deps.clock.now());
    }
    // Known or marked up to here: where nobody speaks for weeks, the next gap must not begin weeks ago.
    const lastEventAt = new Date(reading.began.getTime() - CLOCKS_APART_MS).toISOString();
    await deps.store.transaction((tx) => tx.posts.setChannelState(channel, { lastEventAt }));
  };
}

async function readGap(
  deps: CatchUpDeps,
  failures: Failures,
  name: string,
  installation: Installation,
  channel: ChannelRef,
  since: Instant,
  reading: Reading,
): Promise<{ wakeAt: Date } | { untold: string } | { complete: true }> {
  const chat = deps.chatOf(installation);
  const end = performance.now() + MAX_MS;
  let calls = 0;
  if (!reading.left) {
    const threads = await ask(deps, failures, name, chat, channel, () => chat.threadsSince(channel, since));
    if (!threads.ok) return 'until' in threads ? { wakeAt: threads.until } : threads;
    reading.left = threads.value.map(({ thread }) => thread);
    calls = 1;
  }
  for (let thread = reading.left[0]; thread !== undefined; thread = reading.left[0]) {
    if (deps.stopping() || calls >= MAX_CALLS || performance.now() > end) return { wakeAt: deps.clock.now() };
    const replies = await ask(deps, failures, name, chat, channel, () =>
      chat.repliesSince(channel, thread, since),
    );
    calls += 1;
    if (!replies.ok) return 'until' in replies ? { wakeAt: replies.until } : replies;
    for (const message of replies.value) await deps.replyFound(installation, channel, thread, message);
    reading.left.shift();
  }
  return { complete: true };
}

/** One question within the budgets. A thread that is gone has nothing to tell. */
async function ask<T extends unknown[]>(
  deps: CatchUpDeps,
  failures: Failures,
  name: string,
  chat: Chat,
  channel: ChannelRef,
  question: () => Promise<Called<T>>,
): Promise<Asked<T>> {
  const now = deps.clock.now();
  const budgets = chat.budgets('history');
  const spent = await deps.store.transaction((tx) =>
    tx.posts.spend(channel.installationId, null, budgets.method, budgets, now.toISOString()),
  );
  if (!spent.ok) return waitUntil(new Date(spent.notBefore), now);
  const answer = await question();
  if (answer.ok) return answer;
  switch (answer.why) {
    case 'messageGone':
      return { ok: true, value: [] as unknown as T };
    case 'later': {
      const until = new Date(now.getTime() + answer.retryAfterMs);
      await deps.store.transaction((tx) =>
        tx.posts.pause(channel.installationId, { method: budgets.method }, until.toISOString()),
      );
      return waitUntil(until, now);
    }
    case 'unreachable': {
      const wait = failures.wait(name);
      if (failures.count(name) >= TRIES) return { ok: false, untold: `unreachable: ${answer.detail}` };
      return { ok: false, until: new Date(now.getTime() + wait) };
    }
    default:
      return { ok: false, untold: `${answer.why}: ${answer.detail}` };
  }
}

function waitUntil(until: Date, now: Date): { ok: false; until: Date } | { ok: false; untold: string } {
  const tooLong = until.getTime() - now.getTime() > LONGEST_WAIT_MS;
  return tooLong ? { ok: false, untold: 'rate limited' } : { ok: false, until };
}

async function wakeAt(deps: CatchUpDeps, channel: ChannelRef, since: Instant, at: Date): Promise<void> {
  await deps.store.transaction((tx) =>
    tx.jobs.wake([{ job: 'catchUp', channel, since, notBefore: at.toISOString() }]),
  );
  deps.alarm(at);
}
