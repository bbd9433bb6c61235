import { emptyConversation } from '../domain/conversation';
import type { MailClass } from '../domain/events';
import { begin, follow, type Received } from '../domain/receive';
import { classify } from '../email/classify';
import { idsToLookUp, type Match, matchConversation } from '../email/matchConversation';
import type { ParsedEmail } from '../email/parsedEmail';
import { tookPart } from '../email/participants';
import type { Arrival, Ingested } from '../ports/mail';
import type { Mailbox } from '../ports/rows';
import type { Tx, Wake } from '../ports/store';
import type { App } from './app';
import { followClient, placeOf } from './followMail';
import { record } from './record';

/**
 * Takes in an email that lies on IMAP: stored, joined to its conversation or beginning one, recorded, and everything
 * that has to be shown because of it planned. May be called again for the same copy at any point.
 *
 * @throws LeaseLostError when another instance watches the mailbox now: nothing was taken in.
 */
export async function ingest(app: App, arrival: Arrival): Promise<Ingested> {
  const mailbox = await app.store.transaction((tx) => tx.mailboxes.get(arrival.mailboxId));
  if (!mailbox) throw new Error(`There is no mailbox ${arrival.mailboxId}.`);
  const stored = await storeContent(app, mailbox, arrival);
  app.step('stored');
  const ingested = await app.store.transaction((tx) => ingestIn(app, tx, mailbox, arrival, stored));
  app.step('committed');
  return ingested;
}

interface StoredContent {
  rawBlobId: string;
  attachmentBlobs: Map<number, string>;
}

/** The raw source is kept before anything is decided about it: whatever fails later, it is not lost. */
async function storeContent(app: App, mailbox: Mailbox, { raw, parsed }: Arrival): Promise<StoredContent> {
  return app.store.transaction(async (tx) => {
    const rawBlobId = await tx.blobs.put(mailbox.workspaceId, raw);
    const attachmentBlobs = new Map<number, string>();
    for (const { index, content } of parsed.attachments) {
      attachmentBlobs.set(index, await tx.blobs.put(mailbox.workspaceId, content));
    }
    return { rawBlobId, attachmentBlobs };
  });
}

async function ingestIn(
  app: App,
  tx: Tx,
  mailbox: Mailbox,
  arrival: Arrival,
  stored: StoredContent,
): Promise<Ingested> {
  const { folder, uidValidity, uid, parsed } = arrival;
  if (arrival.epoch !== null) await tx.leases.check(`mailbox:${mailbox.id}`, arrival.epoch);
  const copy = await tx.emails.copy(mailbox.id, folder, uidValidity, uid);
  if (copy) return answer(tx, 'known', copy.conversationId);

  const alike = await tx.emails.find(mailbox.workspaceId, parsed.messageId, parsed.contentHash);
  const same = alike.find((email) => email.contentHash === parsed.contentHash);
  const [duplicateOf] = same ? await tx.emails.conversationsWith(mailbox.id, same.id) : [];
  if (same && duplicateOf) {
    await addDuplicate(app, tx, arrival, same.id, duplicateOf);
    return answer(tx, 'duplicate', duplicateOf);
  }

  const mailClass: MailClass = classify(parsed).kind;
  const emailId = same?.id ?? app.newId();
  if (!same) {
    const { rawBlobId, attachmentBlobs } = stored;
    await tx.emails.insert({
      id: emailId,
      workspaceId: mailbox.workspaceId,
      rawBlobId,
      parsed,
      class: mailClass,
      attachmentBlobs,
    });
  }
  const match = await findConversation(tx, mailbox, parsed);
  const received: Received = {
    emailId,
    receivedAt: arrival.receivedAt,
    joinedBy: match.kind === 'join' ? joinedBy(match) : null,
    trusted: match.kind === 'new' || match.trusted,
    class: mailClass,
    sameIdAs: same ? null : (alike[0]?.id ?? null),
    silent: arrival.receivedAt < wholeSecond(mailbox.connectedAt) || arrival.folderKind !== 'inbox',
    own: parsed.from.some(({ address }) => address === mailbox.address.toLowerCase()),
  };
  return join(app, tx, mailbox, arrival, match, received);
}

async function join(
  app: App,
  tx: Tx,
  mailbox: Mailbox,
  arrival: Arrival,
  match: Match,
  received: Received,
): Promise<Ingested> {
  const existing = match.kind === 'join' ? await tx.conversations.lock(match.conversationId) : null;
  const state = existing ?? emptyConversation(app.newId(), mailbox.workspaceId);
  const reaction = existing
    ? follow(existing, received)
    : begin(
        { ...received, joinedBy: null, trusted: true },
        mailbox.id,
        await tx.conversations.nextNumber(mailbox.workspaceId),
      );

  const attach = async () => {
    const { emailId, receivedAt, sameIdAs } = received;
    const trusted = existing ? received.trusted : true;
    await tx.emails.addToConversation({
      conversationId: state.id,
      mailboxId: mailbox.id,
      emailId,
      receivedAt,
      trusted,
      sameIdAs,
    });
    await tx.emails.addCopy(copyOf(app, arrival, state.id, emailId));
    const own = arrival.parsed.messageId ? [{ messageId: arrival.parsed.messageId, emailId }] : [];
    const awaited = match.unknownIds.map((messageId) => ({ messageId, emailId: null }));
    await tx.emails.addRefs(mailbox.id, state.id, [...own, ...awaited]);
  };
  const next = await record(app, tx, {
    state,
    mailbox,
    actor: { kind: 'mail', id: received.emailId },
    ...reaction,
    notes: [],
    at: app.clock.now().toISOString(),
    attach,
    wakes: await redrawElsewhere(tx, received.emailId, state.id),
  });
  const place = placeOf(arrival.folderKind);
  // Somebody filed it in their mail program before it was read here.
  if (place && next.newestEmailId === received.emailId) await followClient(app, tx, next, mailbox, place);
  const outcome = existing ? 'joined' : next.shown ? 'card' : 'silent';
  return { outcome, conversationId: next.id, number: next.number };
}

/** IMAP tells the time of receipt in seconds: what came in the second of connecting came after it, as far as we know. */
function wholeSecond(at: string): string {
  return `${at.slice(0, 19)}.000Z`;
}

/** The same email lies in other mailboxes too: their cards name this one now. */
async function redrawElsewhere(tx: Tx, emailId: string, conversationId: string): Promise<Wake[]> {
  const wakes: Wake[] = [];
  for (const other of await tx.emails.alsoIn(emailId, conversationId)) {
    await tx.posts.want(other.conversationId, 0);
    for (const post of await tx.posts.ofConversation(other.conversationId)) {
      const { kind, channel, installationId } = post;
      if (kind === 'card' && channel) wakes.push({ job: 'pump', target: { installationId, channel } });
    }
  }
  return wakes;
}

function joinedBy(match: Match & { kind: 'join' }): Received['joinedBy'] {
  const { header, emailId } = match.evidence;
  return { header: header === 'messageId' ? 'referencedBy' : header, emailId };
}

async function findConversation(tx: Tx, mailbox: Mailbox, parsed: ParsedEmail): Promise<Match> {
  const rows = await tx.emails.knownIds(mailbox.id, idsToLookUp(parsed));
  const participants = new Map<string, ReadonlySet<string>>();
  for (const conversationId of new Set(rows.map((row) => row.conversationId))) {
    participants.set(conversationId, new Set(await tx.emails.participants(conversationId)));
  }
  const members = await tx.people.members(mailbox.id);
  const ownAddresses = new Set([
    mailbox.address.toLowerCase(),
    ...members.flatMap(({ person }) => person.email?.toLowerCase() ?? []),
  ]);
  // An id that was used twice names several conversations: the one in which the sender takes part, else the oldest.
  // The newest would let anybody draw the answers to somebody else's email into a conversation of their own.
  const takesPart = ({ conversationId }: { conversationId: string }) =>
    tookPart(parsed, participants.get(conversationId) ?? new Set(), ownAddresses);
  const known = new Map<string, { conversationId: string; emailId: string }>();
  const awaited = new Map<string, string>();
  for (const row of [...rows.filter(takesPart), ...rows.filter((one) => !takesPart(one))]) {
    const { messageId, conversationId, emailId } = row;
    if (emailId) known.set(messageId, known.get(messageId) ?? { conversationId, emailId });
    else awaited.set(messageId, awaited.get(messageId) ?? conversationId);
  }
  return matchConversation(parsed, { known, awaited, participants, ownAddresses });
}

/** Another copy of an email that this mailbox has: filed where its conversation lies, nothing more. */
async function addDuplicate(
  app: App,
  tx: Tx,
  arrival: Arrival,
  emailId: string,
  conversationId: string,
): Promise<void> {
  const conversation = await tx.conversations.lock(conversationId);
  await tx.emails.addCopy(copyOf(app, arrival, conversationId, emailId));
  if (!conversation || conversation.place === arrival.folderKind) return;
  await tx.emails.wantFolder(conversationId, conversation.place);
  await tx.jobs.wake([{ job: 'file', mailboxId: arrival.mailboxId }]);
}

function copyOf(app: App, arrival: Arrival, conversationId: string, emailId: string) {
  const { mailboxId, folder, folderKind, uidValidity, uid } = arrival;
  const id = app.newId();
  return {
    id,
    mailboxId,
    conversationId,
    emailId,
    folder,
    folderKind,
    uidValidity,
    uid,
    wantedKind: folderKind,
  };
}

async function answer(tx: Tx, outcome: Ingested['outcome'], conversationId: string): Promise<Ingested> {
  const conversation = await tx.conversations.get(conversationId);
  return { outcome, conversationId, number: conversation?.number ?? 0 };
}
