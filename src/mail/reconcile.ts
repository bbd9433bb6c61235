import type { EmailCopy, FolderKind } from '../ports/rows';
import { MailProblem } from './connection';
import { fetchUids, uidsAfter } from './fetchNew';
import { findLost } from './findLost';
import { recordMove } from './moves';
import { takeInArchived } from './takeInArchived';
import { underLease } from './watchDeps';
import type { Watched } from './watched';

const PLACES: FolderKind[] = ['inbox', 'archive', 'trash', 'spam'];
/** Of those that were not found anywhere, so many are looked for again each time. */
const MISSING_AT_ONCE = 50;

/**
 * Compares the folders with what is known: what a person moved in their mail program is followed, what is nowhere to
 * be found is marked as missing (which never removes a conversation), what was left behind is taken in.
 */
export async function reconcile(watched: Watched): Promise<void> {
  const { deps, mailbox, epoch, folders } = watched;
  const lost = new Map<string, EmailCopy>();
  let changed = false;
  let inboxChanged = false;
  for (const kind of PLACES) {
    const folder = folders[kind];
    if (!folder) continue;
    watched.signal.throwIfAborted();
    const seen = await unlessRefused(watched, folder, () => lookInto(watched, folder));
    changed ||= seen?.changed ?? false;
    if (kind === 'inbox') inboxChanged = seen?.changed ?? true;
    for (const copy of seen?.vanished ?? []) lost.set(copy.id, copy);
  }
  for (const copy of await missingCopies(watched)) {
    if (changed || !watched.sought.has(copy.id)) lost.set(copy.id, copy);
    watched.sought.add(copy.id);
  }
  let everywhere = true;
  for (const kind of PLACES) {
    const folder = folders[kind];
    if (!folder || lost.size === 0) continue;
    const found = await unlessRefused(watched, folder, () =>
      findLost(watched, folder, kind, [...lost.values()]),
    );
    everywhere &&= found !== null;
    for (const { copy, place } of found ?? []) {
      await recordMove(watched, copy, place);
      lost.delete(copy.id);
    }
  }
  const nowhere = [...lost.values()];
  const gone = nowhere.filter((copy) => !copy.missing).length;
  if (gone > 0) {
    deps.log.info({ mailbox: mailbox.id, emails: gone }, 'Emails are not on the server any more');
  }
  if (nowhere.length > 0) {
    await underLease(deps, mailbox.id, epoch, async (tx) => {
      for (const copy of nowhere) {
        await tx.emails.markMissing(copy);
        if (copy.missing && everywhere) await tx.emails.forgetDuplicate(copy);
      }
    });
  }
  // Looking through the whole inbox is dear, and nothing can be left behind in one that stayed as it was.
  if (inboxChanged || watched.stuck.size > 0) await takeInStrays(watched);
  await unlessRefused(watched, folders.archive ?? '', () => takeInArchived(watched));
}

/** A folder that cannot be opened (its rights were changed, say) must not keep the inbox from being read. */
async function unlessRefused<T>(watched: Watched, folder: string, look: () => Promise<T>): Promise<T | null> {
  const { deps, mailbox, client, folders } = watched;
  try {
    return await look();
  } catch (error) {
    const answered = (error as { responseStatus?: unknown }).responseStatus !== undefined;
    const refused = client.usable && (answered || error instanceof MailProblem);
    if (!refused || folder === folders.inbox) throw error;
    deps.log.warn({ err: error, mailbox: mailbox.id, folder }, 'A folder cannot be looked into');
    return null;
  }
}

/** What is known to lie in a folder and does not. A folder that did not change is not looked through again. */
async function lookInto(
  watched: Watched,
  folder: string,
): Promise<{ changed: boolean; vanished: EmailCopy[] }> {
  const { deps, mailbox, client, snapshots } = watched;
  const status = await client.status(folder, { messages: true, uidNext: true, uidValidity: true });
  if (!status) return { changed: false, vanished: [] };
  if (folder === watched.folders.inbox) watched.inboxSize = status.messages ?? 0;
  const snapshot = `${status.uidValidity} ${status.uidNext} ${status.messages}`;
  if (snapshots.get(folder) === snapshot) return { changed: false, vanished: [] };

  const uidValidity = await watched.open(folder);
  await forgetOldNumbers(watched, folder, uidValidity, Number(status.uidNext ?? 1));
  const known = await deps.store.transaction((tx) => tx.emails.copiesIn(mailbox.id, folder, uidValidity));
  const present = await watched.present(known.map((copy) => copy.uid));
  snapshots.set(folder, snapshot);
  return { changed: true, vanished: known.filter((copy) => !copy.missing && !present.has(copy.uid)) };
}

/**
 * After a change of UIDVALIDITY no number means anything: everything in the folder counts as missing until it is
 * recognised by its content. The inbox has its own way, as its cursor says what is new.
 */
async function forgetOldNumbers(
  watched: Watched,
  folder: string,
  uidValidity: string,
  uidNext: number,
): Promise<void> {
  if (folder === watched.folders.inbox) return;
  const { deps, mailbox, epoch } = watched;
  await underLease(deps, mailbox.id, epoch, async (tx) => {
    const stored = await tx.emails.cursor(mailbox.id, folder);
    if (stored?.uidValidity === uidValidity) return;
    if (stored) {
      for (const copy of await tx.emails.copiesIn(mailbox.id, folder, stored.uidValidity)) {
        await tx.emails.markMissing(copy);
      }
    }
    await tx.emails.setCursor(mailbox.id, folder, { uidValidity, lastUid: uidNext - 1 });
  });
}

async function missingCopies({ deps, mailbox }: Watched): Promise<EmailCopy[]> {
  const misfiled = await deps.store.transaction((tx) => tx.emails.misfiledCopies(mailbox.id, 1_000));
  return misfiled.filter((copy) => copy.missing).slice(-MISSING_AT_ONCE);
}

/** Messages of the inbox below the cursor that are not known: could not be given or taken in when they came. */
async function takeInStrays(watched: Watched): Promise<void> {
  const { deps, mailbox, folders, stuck } = watched;
  const uidValidity = await watched.open(folders.inbox);
  const [cursor, known] = await deps.store.transaction(async (tx) => [
    await tx.emails.cursor(mailbox.id, folders.inbox),
    await tx.emails.copiesIn(mailbox.id, folders.inbox, uidValidity),
  ]);
  if (cursor?.uidValidity !== uidValidity) return;
  const have = new Set(known.map((copy) => copy.uid));
  const strays: number[] = [];
  const present = await uidsAfter(watched, 0);
  for (const uid of stuck.keys()) if (!present.includes(uid)) stuck.delete(uid);
  for (const uid of present) {
    if (uid > cursor.lastUid || have.has(uid) || watched.leftAlone.has(uid)) continue;
    const waiting = stuck.get(uid);
    if (waiting && waiting.runsLeft > 0) waiting.runsLeft -= 1;
    else strays.push(uid);
  }
  await fetchUids(watched, uidValidity, strays, async () => undefined);
}
