import { setTimeout as delay } from 'node:timers/promises';
import type { ParsedEmail } from '../email/parsedEmail';
import type { EmailCopy, FolderKind } from '../ports/rows';
import { LeaseLostError } from '../ports/store';
import { findLost } from './findLost';
import { type Place, recordMove, samePlace } from './moves';
import { underLease } from './watchDeps';
import type { Watched } from './watched';

/** A message as it was fetched. */
export interface Fetched {
  place: Place;
  receivedAt: Date;
  raw: Buffer;
}

const TRIES = 3;

/**
 * Takes one message in: as an email that a person or Postroom moved here, else as one that arrived.
 * @returns false when it failed again and again; then it is said aloud and left for later reconciles.
 * @throws LeaseLostError, or what ended with the connection: the email had no part in it and is fetched again by the
 * next session, which begins where the cursor stands.
 */
export async function takeIn(watched: Watched, fetched: Fetched, parsed: ParsedEmail): Promise<boolean> {
  const { deps, mailbox, signal } = watched;
  const { uid } = fetched.place;
  for (let tries = 1; ; tries += 1) {
    try {
      await takeInOnce(watched, fetched, parsed);
      watched.stuck.delete(uid);
      return true;
    } catch (error) {
      if (error instanceof LeaseLostError || signal.aborted || !watched.client.usable) throw error;
      if (tries < TRIES) {
        await delay(deps.times.retry * 2 ** (tries - 1), undefined, { signal, ref: false });
        continue;
      }
      const failures = putOff(watched, uid);
      deps.log.error({ err: error, mailbox: mailbox.id, uid, failures }, 'An email could not be taken in');
      return false;
    }
  }
}

/** Left for a later reconcile, each time for longer. @returns how often that was now. */
export function putOff({ stuck }: Watched, uid: number): number {
  const failures = (stuck.get(uid)?.failures ?? 0) + 1;
  stuck.set(uid, { failures, runsLeft: Math.min(2 ** failures, 60) });
  return failures;
}

async function takeInOnce(watched: Watched, fetched: Fetched, parsed: ParsedEmail): Promise<void> {
  const { deps, mailbox, epoch } = watched;
  const { place } = fetched;
  const moved = await movedHere(watched, place, parsed);
  if (moved === 'known') return;
  if (moved) return recordMove(watched, moved, place);
  await deps.events.ingest({
    mailboxId: mailbox.id,
    epoch,
    ...place,
    receivedAt: fetched.receivedAt.toISOString(),
    raw: fetched.raw,
    parsed,
  });
}

/** The copy that lay elsewhere and lies here now: the same content, and its old place is empty. */
async function movedHere(
  watched: Watched,
  place: Place,
  parsed: ParsedEmail,
): Promise<EmailCopy | 'known' | null> {
  const { deps, mailbox, epoch } = watched;
  const copies = await underLease(deps, mailbox.id, epoch, async (tx) => {
    const alike = await tx.emails.find(mailbox.workspaceId, parsed.messageId, parsed.contentHash);
    const same = alike.find((email) => email.contentHash === parsed.contentHash);
    if (!same) return [];
    const found: EmailCopy[] = [];
    for (const conversationId of await tx.emails.conversationsWith(mailbox.id, same.id)) {
      const all = await tx.emails.copiesOf(conversationId);
      found.push(...all.filter((copy) => copy.emailId === same.id && copy.mailboxId === mailbox.id));
    }
    return found;
  });
  if (copies.some((copy) => !copy.missing && samePlace(copy, place))) return 'known';
  for (const copy of copies) {
    // The folder was numbered anew: everything in it is met again.
    if (copy.missing && copy.folder === place.folder && copy.uidValidity !== place.uidValidity) return copy;
    if (!copy.missing && (await watched.isThere(copy))) continue;
    // Filed elsewhere a moment ago, or just before a crash: then this is another message with the same content.
    const elsewhere = await foundElsewhere(watched, copy, place);
    if (!elsewhere) return copy;
    await recordMove(watched, copy, elsewhere);
  }
  return null;
}

async function foundElsewhere(watched: Watched, copy: EmailCopy, place: Place): Promise<Place | null> {
  try {
    for (const [kind, folder] of Object.entries(watched.folders)) {
      if (!folder || folder === place.folder || kind === 'sent') continue;
      const [found] = await findLost(watched, folder, kind as FolderKind, [copy]).catch((error: unknown) => {
        // A folder that cannot be opened has nothing to tell; a connection that broke has to.
        if (!watched.client.usable) throw error;
        return [];
      });
      if (found) return found.place;
    }
    return null;
  } finally {
    if (watched.client.usable) await watched.open(place.folder);
  }
}
