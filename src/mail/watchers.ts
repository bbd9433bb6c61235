import { setTimeout as delay } from 'node:timers/promises';
import type { Mailbox } from '../ports/rows';
import type { WatchDeps } from './watchDeps';
import { watchMailbox } from './watchMailbox';

export interface Watchers {
  /** Looks at the list of mailboxes now: one was added, paused, changed or removed. */
  refresh(): void;
  /** Ends all watching and gives the leases back, so that others go on at once. */
  stop(): Promise<void>;
}

interface Running {
  settings: string;
  stop: AbortController;
  done: Promise<void>;
}

/** Watches every active mailbox that no other instance watches. */
export function startWatchers(deps: WatchDeps): Watchers {
  const running = new Map<string, Running>();
  const stopped = new AbortController();
  let refreshed = new AbortController();

  const begin = (mailbox: Mailbox) => {
    const stop = new AbortController();
    const done = watchMailbox(deps, mailbox.id, AbortSignal.any([stop.signal, stopped.signal]));
    running.set(mailbox.id, { settings: settingsOf(mailbox), stop, done });
  };
  const end = async (id: string) => {
    const one = running.get(id);
    running.delete(id);
    one?.stop.abort();
    await one?.done;
  };
  const look = async () => {
    const active = await deps.store.transaction((tx) => tx.mailboxes.active());
    const wanted = new Map(active.map((mailbox) => [mailbox.id, mailbox]));
    for (const [id, { settings }] of [...running]) {
      const mailbox = wanted.get(id);
      if (!mailbox || settingsOf(mailbox) !== settings) await end(id);
    }
    for (const mailbox of active) {
      if (!running.has(mailbox.id) && !stopped.signal.aborted) begin(mailbox);
    }
  };
  const supervising = (async () => {
    while (!stopped.signal.aborted) {
      refreshed = new AbortController();
      await look().catch((error: unknown) =>
        deps.log.error({ err: error }, 'The mailboxes could not be listed'),
      );
      const { signal } = refreshed;
      await delay(deps.times.supervise, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    refresh: () => refreshed.abort(),
    stop: async () => {
      stopped.abort();
      refreshed.abort();
      await supervising;
      await Promise.all([...running.keys()].map(end));
    },
  };
}

/** What a watcher has to begin anew for. */
function settingsOf({ imap, folders, connectedAt, backlogDays }: Mailbox): string {
  return JSON.stringify([imap, folders, connectedAt, backlogDays]);
}
