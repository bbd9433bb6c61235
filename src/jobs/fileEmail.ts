import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { Filed, MailFiling } from '../ports/mail';
import type { EmailCopy, FolderKind } from '../ports/rows';
import type { Store } from '../ports/store';
import type { Failures } from './failures';
import type { Alarm, Exclusively } from './turns';

export interface FileDeps {
  store: Store;
  filing: MailFiling;
  clock: Clock;
  log: Log;
  exclusively: Exclusively;
  alarm: Alarm;
}

/** Copies per run; the handler wakes itself for the rest. */
const BATCH = 50;
const BUSY_MS = 2_000;

/**
 * Makes the handler of the job `file`: puts a mailbox's emails where they are wanted on IMAP. Copies that are missing
 * are not its business: the watcher's reconcile looks for them.
 */
export function createFileEmail(deps: FileDeps, failures: Failures): (mailboxId: string) => Promise<void> {
  return async (mailboxId) => {
    const name = `file/${mailboxId}`;
    const waited = await deps.exclusively(name, () => fileBatch(deps, failures, name, mailboxId));
    const wait = waited === 'taken' ? BUSY_MS : waited;
    if (wait === null) return;
    const at = new Date(deps.clock.now().getTime() + wait);
    await deps.store.transaction((tx) =>
      tx.jobs.wake([{ job: 'file', mailboxId, notBefore: at.toISOString() }]),
    );
    deps.alarm(at);
  };
}

/** @returns milliseconds until it should be woken again, null when nothing is left. */
async function fileBatch(
  deps: FileDeps,
  failures: Failures,
  name: string,
  mailboxId: string,
): Promise<number | null> {
  const copies = await deps.store.transaction((tx) => tx.emails.misfiledCopies(mailboxId, BATCH));
  const here = copies.filter((copy) => !copy.missing && copy.folderKind !== copy.wantedKind);
  let unreachable: string | null = null;
  for (const [kind, group] of byWantedKind(here)) {
    const filed = await deps.filing.move(mailboxId, group, kind);
    await deps.store.transaction(async (tx) => {
      for (const [index, one] of filed.entries()) {
        if (one.ok) await tx.emails.relocateCopy(one.copyId, placeOf(one, kind), false);
        else if (one.why === 'missing') await tx.emails.markMissing(group[index]!);
        else unreachable = one.detail;
      }
    });
    if (unreachable !== null) break;
  }
  if (unreachable !== null) {
    const wait = failures.wait(name);
    deps.log.warn(
      { mailbox: mailboxId, detail: unreachable, wait },
      'Emails could not be filed, tried again later',
    );
    return wait;
  }
  failures.clear(name);
  return here.length > 0 && copies.length === BATCH ? 0 : null;
}

function byWantedKind(copies: EmailCopy[]): Map<FolderKind, EmailCopy[]> {
  const groups = new Map<FolderKind, EmailCopy[]>();
  for (const copy of copies) groups.set(copy.wantedKind, [...(groups.get(copy.wantedKind) ?? []), copy]);
  return groups;
}

function placeOf(filed: Extract<Filed, { ok: true }>, folderKind: FolderKind) {
  const { folder, uidValidity, uid } = filed;
  return { folder, folderKind, uidValidity, uid };
}
