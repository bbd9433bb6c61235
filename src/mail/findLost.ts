import type { EmailCopy, FolderKind } from '../ports/rows';
import type { Place } from './moves';
import { searchUids } from './search';
import type { Watched } from './watched';

/** More lost ones than this are looked for in one list of the folder instead of one search each. */
const SEARCHES = 10;
/** How far back such a list goes. */
const NEWEST = 1_000;
const LONGEST = 30 * 1024 * 1024;

/** Looks in a folder for copies that are not where they were: by Message-ID first, then by their very content. */
export async function findLost(
  watched: Watched,
  folder: string,
  folderKind: FolderKind,
  lost: EmailCopy[],
): Promise<{ copy: EmailCopy; place: Place }[]> {
  const uidValidity = await watched.open(folder);
  const found: { copy: EmailCopy; place: Place }[] = [];
  const taken = new Set<number>();
  const candidates = await candidatesFor(watched, lost);
  for (const copy of lost) {
    for (const uid of candidates(copy)) {
      if (taken.has(uid) || (await belongsToAnother(watched, copy, folder, uidValidity, uid))) continue;
      if (!(await sameContent(watched, copy, uid))) continue;
      taken.add(uid);
      found.push({ copy, place: { folder, folderKind, uidValidity, uid } });
      break;
    }
  }
  return found;
}

async function candidatesFor(watched: Watched, lost: EmailCopy[]): Promise<(copy: EmailCopy) => number[]> {
  const byId = new Map<string | null, number[]>();
  if (lost.length <= SEARCHES && lost.every((copy) => copy.messageId !== null)) {
    for (const { messageId } of lost) {
      const header = { 'message-id': messageId! };
      byId.set(messageId, await searchUids(watched.client, { header }));
    }
  } else {
    const { mailbox } = watched.client;
    const exists = mailbox ? mailbox.exists : 0;
    if (exists === 0) return () => [];
    const range = `${Math.max(1, exists - NEWEST + 1)}:*`;
    for (const { uid, envelope } of await watched.client.fetchAll(range, { uid: true, envelope: true })) {
      const id = envelope?.messageId?.replace(/^\s*<|>\s*$/g, '') || null;
      byId.set(id, [...(byId.get(id) ?? []), uid]);
    }
  }
  // The newest first: what was moved just now has the highest number.
  return (copy) => [...(byId.get(copy.messageId) ?? [])].sort((a, b) => b - a);
}

async function belongsToAnother(
  { deps, mailbox }: Watched,
  copy: EmailCopy,
  folder: string,
  uidValidity: string,
  uid: number,
): Promise<boolean> {
  const there = await deps.store.transaction((tx) => tx.emails.copy(mailbox.id, folder, uidValidity, uid));
  return there !== null && there.id !== copy.id && !there.missing;
}

/** Anybody can use a Message-ID again: only the same content is the same email. */
async function sameContent({ deps, client }: Watched, copy: EmailCopy, uid: number): Promise<boolean> {
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
