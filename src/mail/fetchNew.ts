import { searchUids } from './search';
import { type Fetched, putOff, takeIn } from './takeIn';
import { underLease } from './watchDeps';
import type { Watched } from './watched';

interface Listed {
  uid: number;
  size: number;
  receivedAt: Date;
}

/** Held in memory at once, of every mailbox that is being read. */
const BATCH = { messages: 50, bytes: 10 * 1024 * 1024 };
const LIST = 500;
/** What is kept of one message at most; servers refuse such ones long before. */
const MAX_SOURCE = 150 * 1024 * 1024;
const DAY = 86_400_000;

/**
 * Takes in every message of the inbox beyond the stored cursor, in the order of their UIDs, and moves the cursor on
 * after each: a crash anywhere takes in nothing twice and leaves nothing out.
 */
export async function fetchNew(watched: Watched): Promise<void> {
  const { deps, mailbox, folders } = watched;
  const uidValidity = await watched.open(folders.inbox);
  watched.reopened = false;
  const stored = await deps.store.transaction((tx) => tx.emails.cursor(mailbox.id, folders.inbox));
  if (stored && stored.uidValidity !== uidValidity)
    await beginAgain(watched, stored.uidValidity, uidValidity);
  const lastUid = stored?.uidValidity === uidValidity ? stored.lastUid : 0;
  const uids = await uidsAfter(watched, lastUid);
  if (uids.length > BATCH.messages) {
    deps.log.info({ mailbox: mailbox.id, messages: uids.length }, 'Reading many emails');
  }
  let reached = lastUid;
  await fetchUids(watched, uidValidity, uids, async (uid) => {
    await setCursor(watched, uidValidity, uid);
    reached = uid;
  });
  // Those that are too old have been looked at too.
  const last = uids.at(-1) ?? 0;
  if (last > reached) await setCursor(watched, uidValidity, last);
}

/**
 * After a change of UIDVALIDITY no number means anything. What lay here counts as missing, until it is met again and
 * recognised by its content: nothing is posted a second time.
 */
async function beginAgain(watched: Watched, before: string, uidValidity: string): Promise<void> {
  const { deps, mailbox, epoch, folders } = watched;
  deps.log.warn({ mailbox: mailbox.id }, 'The server numbered the inbox anew, it is read again');
  watched.leftAlone.clear();
  watched.stuck.clear();
  await underLease(deps, mailbox.id, epoch, async (tx) => {
    for (const copy of await tx.emails.copiesIn(mailbox.id, folders.inbox, before)) {
      await tx.emails.markMissing(copy);
    }
    await tx.emails.setCursor(mailbox.id, folders.inbox, { uidValidity, lastUid: 0 });
  });
}

/** Takes in these messages of the inbox, whatever the cursor says. */
export async function fetchUids(
  watched: Watched,
  uidValidity: string,
  uids: number[],
  after: (uid: number) => Promise<void>,
): Promise<void> {
  let done = 0;
  for (let start = 0; start < uids.length; start += LIST) {
    const listed = await list(watched, uids.slice(start, start + LIST));
    for (const batch of batches(listed)) {
      await takeInBatch(watched, uidValidity, batch, after);
      done += batch.length;
      if (uids.length > 10 * BATCH.messages) {
        const of = uids.length;
        watched.deps.log.info({ mailbox: watched.mailbox.id, done, of }, 'Reading many emails');
      }
    }
  }
}

/** The inbox's UIDs beyond this one that are not older than the backlog, ascending. The inbox has to be open. */
export async function uidsAfter(watched: Watched, lastUid: number): Promise<number[]> {
  // SINCE knows days only, in the server's time zone: a day more, and the exact time is looked at later.
  const since = new Date(watched.horizon.getTime() - DAY);
  const found = await searchUids(watched.client, { uid: `${lastUid + 1}:*`, since });
  // `n:*` always contains the last message, even when its UID is smaller than n.
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b);
}

async function list(watched: Watched, uids: number[]): Promise<Listed[]> {
  if (uids.length === 0) return [];
  const query = { uid: true, size: true, internalDate: true };
  const messages = await watched.client.fetchAll(uids.join(','), query, { uid: true });
  const listed: Listed[] = [];
  for (const { uid, size, internalDate } of messages) {
    const receivedAt = internalDate ? new Date(internalDate) : watched.deps.clock.now();
    if (receivedAt < watched.horizon) watched.leftAlone.add(uid);
    else listed.push({ uid, size: size ?? 0, receivedAt });
  }
  return listed.sort((a, b) => a.uid - b.uid);
}

/** Bounded by number and by size; a huge message goes alone. */
export function batches<T extends { size: number }>(listed: T[], limit = BATCH): T[][] {
  const all: T[][] = [];
  let bytes = 0;
  for (const one of listed) {
    const batch = all.at(-1);
    if (batch && batch.length < limit.messages && bytes + one.size <= limit.bytes) {
      batch.push(one);
      bytes += one.size;
    } else {
      all.push([one]);
      bytes = one.size;
    }
  }
  return all;
}

async function takeInBatch(
  watched: Watched,
  uidValidity: string,
  batch: Listed[],
  after: (uid: number) => Promise<void>,
): Promise<void> {
  const { deps, folders, signal } = watched;
  // A message may have been moved meanwhile, by the looking around for an earlier one.
  await watched.open(folders.inbox);
  const sources = await sourcesOf(
    watched,
    batch.map(({ uid }) => uid),
  );
  deps.step('fetched');
  const parsed = batch.map(({ uid }) => {
    const raw = sources.get(uid);
    return raw ? deps.parser.parse(raw) : null;
  });
  // Heard now, although each is awaited in its turn.
  for (const one of parsed) one?.catch(() => undefined);
  for (const [index, { uid, receivedAt }] of batch.entries()) {
    signal.throwIfAborted();
    const raw = sources.get(uid);
    const email = await parsed[index];
    if (raw && email) {
      const place = { folder: folders.inbox, folderKind: 'inbox' as const, uidValidity, uid };
      const fetched: Fetched = { place, receivedAt, raw };
      await takeIn(watched, fetched, email);
    } else putOff(watched, uid);
    await after(uid);
  }
}

/** What the server gives of these messages. Those that are gone, or that it cannot give, are left out. */
export async function sourcesOf(watched: Watched, uids: number[]): Promise<Map<number, Buffer>> {
  const { client, deps, mailbox } = watched;
  const found = new Map<number, Buffer>();
  try {
    const query = { uid: true, source: { maxLength: MAX_SOURCE } };
    for (const { uid, source } of await client.fetchAll(uids.join(','), query, { uid: true })) {
      if (source) found.set(uid, source);
    }
    return found;
  } catch (error) {
    const refused = client.usable && (error as { responseStatus?: unknown }).responseStatus !== undefined;
    if (!refused) throw error;
    if (uids.length === 1) {
      deps.log.error({ err: error, mailbox: mailbox.id, uid: uids[0] }, 'The server does not give an email');
      return found;
    }
  }
  // Some servers refuse all for one that they cannot give, and that one must not hold up the others.
  found.clear();
  for (const uid of uids) {
    for (const [one, source] of await sourcesOf(watched, [uid])) found.set(one, source);
  }
  return found;
}

async function setCursor(watched: Watched, uidValidity: string, lastUid: number): Promise<void> {
  const { deps, mailbox, epoch, folders } = watched;
  await underLease(deps, mailbox.id, epoch, (tx) =>
    tx.emails.setCursor(mailbox.id, folders.inbox, { uidValidity, lastUid }),
  );
}
