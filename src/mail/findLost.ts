import type { ImapFlow } from 'imapflow';
import type { EmailCopy, FolderKind, Mailbox } from '../ports/rows';
import type { Place } from './moves';
import { searchUids } from './search';
import type { WatchDeps } from './watchDeps';

/** More lost ones than this are looked for in one list of the folder instead of one search each. */
const SEARCHES = 10;
/** How far back such a list goes. */
const NEWEST = 1_000;
const LONGEST = 30 * 1024 * 1024;

/** A session with the mail server in which copies are looked for. */
export interface Looking {
  deps: Pick<WatchDeps, 'store' | 'parser'>;
  mailbox: Pick<Mailbox, 'id'>;
  client: ImapFlow;
  /** @returns the folder's UIDVALIDITY. */
  open(folder: string): Promise<string>;
}

/**
 * Looks in a folder for copies that are not where they were: by Message-ID first, then by their very content.
 * @param taken UIDs that are known to be others, though that is not recorded yet.
 */
export async function findLost(
  looking: Looking,
  folder: string,
  folderKind: FolderKind,
  lost: EmailCopy[],
  taken = new Set<number>(),
): Promise<{ copy: EmailCopy; place: Place }[]> {
  const uidValidity = await looking.open(folder);
  const found: { copy: EmailCopy; place: Place }[] = [];
  const candidates = await candidatesFor(looking, lost);
  for (const copy of lost) {
    for (const uid of candidates(copy)) {
      if (taken.has(uid) || (await belongsToAnother(looking, copy, folder, uidValidity, uid))) continue;
      if (!(await sameContent(looking, copy, uid))) continue;
      taken.add(uid);
      found.push({ copy, place: { folder, folderKind, uidValidity, uid } });
      break;
    }
  }
  return found;
}

async function candidatesFor({ client }: Looking, lost: EmailCopy[]): Promise<(copy: EmailCopy) => number[]> {
  const byId = new Map<string | null, number[]>();
  if (lost.length <= SEARCHES && lost.every((copy) => copy.messageId !== null)) {
    for (const { messageId } of lost) {
      const header = { 'message-id': messageId! };
      byId.set(messageId, await searchUids(client, { header }));
    }
  } else {
    const { mailbox } = client;
    const exists = mailbox ? mailbox.exists : 0;
    if (exists === 0) return () => [];
    const range = `${Math.max(1, exists - NEWEST + 1)}:*`;
    for (const { uid, envelope } of await client.fetchAll(range, { uid: true, envelope: true })) {
      const id = envelope?.messageId?.replace(/^\s*<|>\s*$/g, '') || null;
      byId.set(id, [...(byId.get(id) ?? []), uid]);
    }
  }
  // The newest first: what was moved just now has the highest number.
  return (copy) => [...(byId.get(copy.messageId) ?? [])].sort((a, b) => b - a);
}

async function belongsToAnother(
  { deps, mailbox }: Looking,
  copy: EmailCopy,
  folder: string,
  uidValidity: string,
  uid: number,
): Promise<boolean> {
  const there = await deps.store.transaction((tx) => tx.emails.copy(mailbox.id, folder, uidValidity, uid));
  return there !== null && there.id !== copy.id && !there.missing;
}

/** Anybody can use a Message-ID again: only the same content is the same email. */
async function sameContent({ deps, client }: Looking, copy: EmailCopy, uid: number): Promise<boolean> {
  const email = await deps.store.transaction((tx) => tx.emails.get(copy.emailId));
  if (!email) return false;
  const head = await client.fetchOne(String(uid), { uid: true, size: true }, { uid: true });
  if (!head || (head.size ?? 0) > Math.max(LONGEST, email.rawSize * 2)) return false;
  const message = await client.fetchOne(String(uid), { uid: true, source: true }, { uid: true });
  const source = message ? message.source : undefined;
  if (!source) return false;
  const parsed = await deps.parser.parse(source);
  return parsed.contentHash === email.contentHash;
}
