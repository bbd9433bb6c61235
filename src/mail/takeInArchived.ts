import { LeaseLostError } from '../ports/store';
import { batches, sourcesOf } from './fetchNew';
import { isAllMail } from './folders';
import { searchUids } from './search';
import { underLease } from './watchDeps';
import type { Watched } from './watched';

/**
 * Takes in what somebody archived in their mail program before Postroom had read it: such an email came, and nothing
 * that came is lost. What lies in Trash and Junk unread by Postroom was thrown away by somebody or by the server, and
 * stays there. The archive counts from when the mailbox was first watched, and an email is taken only at the second
 * look: rules of a server may put a copy here a moment before the email itself comes to the inbox, and our own moves
 * are recorded a moment after.
 */
export async function takeInArchived(watched: Watched): Promise<void> {
  const { deps, mailbox, epoch, client, folders } = watched;
  const { archive: folder } = folders;
  if (!folder || folder === folders.inbox) return;
  const status = await client.status(folder, { uidNext: true, uidValidity: true });
  if (!status) return;
  const uidValidity = String(status.uidValidity);
  const cursor = await deps.store.transaction((tx) => tx.emails.cursor(mailbox.id, folder));
  if (cursor?.uidValidity !== uidValidity) return;

  const last = Number(status.uidNext ?? 1) - 1;
  if (last <= cursor.lastUid) return;
  const seen = watched.archiveSeen;
  const ripe = seen && Date.now() - seen.at >= deps.times.reconcile / 2;
  if (!seen || ripe) watched.archiveSeen = { uid: last, at: Date.now() };
  if (!seen || !ripe || seen.uid <= cursor.lastUid) return;

  if (!(await isAllMail(client, folder))) await takeInBetween(watched, folder, cursor.lastUid + 1, seen.uid);
  await underLease(deps, mailbox.id, epoch, (tx) =>
    tx.emails.setCursor(mailbox.id, folder, { uidValidity, lastUid: seen.uid }),
  );
}

async function takeInBetween(watched: Watched, folder: string, first: number, last: number): Promise<void> {
  const { deps, mailbox, client, signal } = watched;
  const uidValidity = await watched.open(folder);
  const since = new Date(mailbox.connectedAt);
  const present = await searchUids(client, { uid: `${first}:${last}`, since });
  const known = await deps.store.transaction((tx) => tx.emails.copiesIn(mailbox.id, folder, uidValidity));
  const have = new Set(known.map((copy) => copy.uid));
  const unknown = present.filter((uid) => !have.has(uid) && uid >= first && uid <= last);
  if (unknown.length === 0) return;
  const query = { uid: true, size: true, internalDate: true };
  const listed = (await client.fetchAll(unknown.join(','), query, { uid: true }))
    .map(({ uid, size, internalDate }) => ({ uid, size: size ?? 0, receivedAt: new Date(internalDate ?? 0) }))
    .filter(({ receivedAt }) => receivedAt >= since);
  for (const batch of batches(listed)) {
    const uids = batch.map(({ uid }) => uid);
    const sources = await sourcesOf(watched, uids);
    for (const { uid, receivedAt } of batch) {
      signal.throwIfAborted();
      const raw = sources.get(uid);
      if (raw) await takeInUnknown(watched, { folder, uidValidity, uid, receivedAt, raw });
    }
  }
}

async function takeInUnknown(
  watched: Watched,
  one: { folder: string; uidValidity: string; uid: number; receivedAt: Date; raw: Buffer },
): Promise<void> {
  const { deps, mailbox, epoch, client, signal } = watched;
  try {
    const parsed = await deps.parser.parse(one.raw);
    const isKnown = await deps.store.transaction(async (tx) => {
      const alike = await tx.emails.find(mailbox.workspaceId, parsed.messageId, parsed.contentHash);
      const same = alike.find((email) => email.contentHash === parsed.contentHash);
      return same !== undefined && (await tx.emails.conversationsWith(mailbox.id, same.id)).length > 0;
    });
    // Another copy of what this mailbox has: somebody keeps it there, and there it stays.
    if (isKnown) return;
    const receivedAt = one.receivedAt.toISOString();
    await deps.events.ingest({
      ...one,
      receivedAt,
      parsed,
      mailboxId: mailbox.id,
      epoch,
      folderKind: 'archive',
    });
  } catch (error) {
    if (signal.aborted || !client.usable || error instanceof LeaseLostError) throw error;
    deps.log.error(
      { err: error, mailbox: mailbox.id, uid: one.uid },
      'An archived email could not be taken in',
    );
  }
}
