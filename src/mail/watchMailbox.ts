import { setTimeout as delay } from 'node:timers/promises';
import { backoff } from '../ports/backoff';
import { newId } from '../ports/newId';
import type { Mailbox } from '../ports/rows';
import { LeaseLostError } from '../ports/store';
import { connectImap, disconnect, MailProblem, problemOf } from './connection';
import { findFolders } from './folders';
import { holdLease } from './holdLease';
import { runSession } from './session';
import { leaseOf, type WatchDeps } from './watchDeps';
import { type Stuck, Watched } from './watched';

/** A session that lasted so many first waits counts as a good one. */
const STEADY = 30;

type Health = { state: 'watching' | 'reconnecting' | 'unreadable'; detail: string | null };

/**
 * Watches one mailbox until the signal: whenever no other instance does, under a lease; connects, reads, and connects
 * again after growing waits. Never rejects.
 */
export async function watchMailbox(deps: WatchDeps, mailboxId: string, signal: AbortSignal): Promise<void> {
  const stuck: Stuck = new Map();
  const failed = { inARow: 0 };
  while (!signal.aborted) {
    try {
      await holdLease(deps, leaseOf(mailboxId), signal, (epoch, lost) =>
        keepConnected(deps, mailboxId, epoch, lost, stuck, failed),
      );
    } catch (error) {
      if (!signal.aborted)
        deps.log.error({ err: error, mailbox: mailboxId }, 'A watcher stumbled, it begins again');
    }
    // Another has the lease, or the database is away.
    await pause((deps.times.leaseSeconds * 1000) / 6, signal);
  }
}

/** @returns when the lease is lost, the mailbox is not active any more, or the signal came. */
async function keepConnected(
  deps: WatchDeps,
  mailboxId: string,
  epoch: number,
  signal: AbortSignal,
  stuck: Stuck,
  failed: { inARow: number },
): Promise<void> {
  const health = healthOf(deps, mailboxId);
  while (!signal.aborted) {
    const mailbox = await deps.store.transaction((tx) => tx.mailboxes.get(mailboxId));
    if (mailbox?.state !== 'active') return;
    let problem: MailProblem;
    let since = Number.POSITIVE_INFINITY;
    try {
      await connectAndRead(deps, mailbox, epoch, signal, stuck, async () => {
        since = Math.min(since, performance.now());
        await health({ state: 'watching', detail: stuckSentence(stuck) });
      });
      problem = problemOf({ code: 'closed' }, mailbox.imap);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof LeaseLostError) {
        deps.log.warn({ mailbox: mailboxId }, 'Another instance reads this mailbox now');
        return;
      }
      problem = error instanceof MailProblem ? error : ours(deps, mailboxId, error);
    }
    if (signal.aborted) return;
    // A server that lets us in and at once throws us out is no better than one that does not answer.
    if (performance.now() - since >= STEADY * deps.times.reconnect.first) failed.inARow = 0;
    failed.inARow += 1;
    const refused = problem.kind === 'refused';
    await health({ state: refused ? 'unreadable' : 'reconnecting', detail: problem.message });
    const wait = backoff(failed.inARow, refused ? deps.times.refused : deps.times.reconnect);
    deps.log.warn({ mailbox: mailboxId, why: problem.message, wait }, 'A mailbox is not being read');
    await pause(wait, signal);
  }
}

async function connectAndRead(
  deps: WatchDeps,
  mailbox: Mailbox,
  epoch: number,
  signal: AbortSignal,
  stuck: Stuck,
  watching: () => Promise<void>,
): Promise<void> {
  const client = await connectImap(mailbox.imap, await passwordOf(deps, mailbox), deps.log, signal);
  try {
    signal.throwIfAborted();
    const folders = await findFolders(client, mailbox);
    await runSession(new Watched(deps, mailbox, epoch, client, folders, signal, stuck), watching);
  } catch (error) {
    // A session that is still good had no part in it, unless the server answered a command with no.
    const refusal = (error as { responseStatus?: unknown }).responseStatus !== undefined;
    throw client.usable && !refusal ? error : sessionProblem(error, mailbox);
  } finally {
    await disconnect(client);
  }
}

function sessionProblem(error: unknown, mailbox: Mailbox): unknown {
  return error instanceof LeaseLostError ? error : problemOf(error, mailbox.imap);
}

/** @throws MailProblem when there is none or it cannot be decrypted. */
export async function passwordOf(
  { store, secrets }: Pick<WatchDeps, 'store' | 'secrets'>,
  { id }: Pick<Mailbox, 'id'>,
): Promise<string> {
  const sealed = await store.transaction((tx) => tx.mailboxes.password(id, 'imap'));
  if (!sealed) throw new MailProblem('refused', 'No password is stored for this mailbox.');
  try {
    return secrets.open(`imap:${id}`, sealed);
  } catch (error) {
    const sentence = 'The stored password cannot be decrypted: POSTROOM_SECRET_KEY is another one.';
    throw new MailProblem('refused', sentence, { cause: error });
  }
}

/** Writes the health down when it changes. A database that is away must not end the watching. */
function healthOf({ store, clock, log }: WatchDeps, mailboxId: string): (health: Health) => Promise<void> {
  let last = '';
  return async (health) => {
    const now = `${health.state} ${health.detail}`;
    if (now === last) return;
    try {
      const since = clock.now().toISOString();
      await store.transaction((tx) => tx.mailboxes.setHealth(mailboxId, { ...health, since }));
      last = now;
    } catch (error) {
      log.warn({ err: error, mailbox: mailboxId }, 'The health of a mailbox could not be written down');
    }
  };
}

function stuckSentence(stuck: Stuck): string | null {
  if (stuck.size === 0) return null;
  const uids = [...stuck.keys()].slice(0, 10).join(', ');
  return `Emails that could not be taken in and are tried again: UID ${uids}.`;
}

/** Nothing that is expected: the log has it, under the reference that people see. */
function ours({ log }: WatchDeps, mailboxId: string, error: unknown): MailProblem {
  const reference = newId();
  log.error({ err: error, mailbox: mailboxId, reference }, 'Reading a mailbox failed');
  const sentence = `Postroom failed while reading this mailbox and tries again (reference ${reference}).`;
  return new MailProblem('unreachable', sentence, { cause: error });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
