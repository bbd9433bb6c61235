import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { MailEvents } from '../ports/mail';
import type { Secrets } from '../ports/secrets';
import type { Step } from '../ports/steps';
import type { Store, Tx } from '../ports/store';
import type { Parser } from './parser';

export interface WatchDeps {
  store: Store;
  events: MailEvents;
  parser: Pick<Parser, 'parse'>;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  step: Step;
  /** Of this process: leases are held in its name. */
  instanceId: string;
  times: WatchTimes;
}

/** Milliseconds, but for the lease. */
export interface WatchTimes {
  leaseSeconds: number;
  /** How often the folders are compared with what is known. */
  reconcile: number;
  /** How often the list of mailboxes is looked at. */
  supervise: number;
  /** Waits after a connection was lost; and when the server refuses, which nobody should hammer at. */
  reconnect: { first: number; cap: number };
  refused: { first: number; cap: number };
  /** Before the second try to take in an email; doubled for the third. */
  retry: number;
}

export const usualTimes: WatchTimes = {
  leaseSeconds: 30,
  reconcile: 60_000,
  supervise: 2_000,
  reconnect: { first: 1_000, cap: 120_000 },
  refused: { first: 120_000, cap: 900_000 },
  retry: 500,
};

export function leaseOf(mailboxId: string): string {
  return `mailbox:${mailboxId}`;
}

/** Writes what the watcher saw, under its lease. @throws LeaseLostError */
export function underLease<T>(
  deps: Pick<WatchDeps, 'store'>,
  mailboxId: string,
  epoch: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return deps.store.transaction(async (tx) => {
    await tx.leases.check(leaseOf(mailboxId), epoch);
    return work(tx);
  });
}
