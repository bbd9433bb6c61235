import type { MailFiling } from '../ports/mail';
import { createMailFiling } from './fileEmail';
import { createParser } from './parser';
import { usualTimes, type WatchDeps, type WatchTimes } from './watchDeps';
import { startWatchers, type Watchers } from './watchers';

export interface MailOptions extends Omit<WatchDeps, 'parser' | 'times'> {
  times?: Partial<WatchTimes>;
}

export interface Mail {
  filing: MailFiling;
  /** Begins to watch. What cannot be read shows in the mailbox's health, not here. */
  start(): Promise<void>;
  /** The list of mailboxes changed: looks at it now, and not in ten seconds. */
  refresh(): void;
  /** Ends watching and reading; an email in the middle is taken in by the next start. */
  stop(): Promise<void>;
}

/** Everything about IMAP, in one piece for `compose`. */
export function createMail({ times, ...options }: MailOptions): Mail {
  const parser = createParser();
  let watchers: Watchers | null = null;
  return {
    filing: createMailFiling({ ...options, parser }),
    start: async () => {
      watchers ??= startWatchers({ ...options, parser, times: { ...usualTimes, ...times } });
    },
    refresh: () => watchers?.refresh(),
    stop: async () => {
      const stopped = watchers?.stop();
      // A watcher that waits for a child is told now that nothing comes.
      await parser.close();
      await stopped;
    },
  };
}
