import type { ImapFlow } from 'imapflow';
import type { Filed, MailFiling } from '../ports/mail';
import type { EmailCopy, FolderKind, Mailbox } from '../ports/rows';
import { connectImap, disconnect, problemOf } from './connection';
import { findLost, type Looking } from './findLost';
import { ensureFolder, findFolders } from './folders';
import { searchUids } from './search';
import type { WatchDeps } from './watchDeps';
import { passwordOf } from './watchMailbox';

/** A full account, a folder without the right: it lies where it lay, and may be moved later. */
const REFUSED = 'The mail server refused to move it.';

type FilingDeps = Pick<WatchDeps, 'store' | 'secrets' | 'log' | 'parser'>;

/** Moves emails on IMAP, each time in a session of its own: the watcher's is busy listening. */
export function createMailFiling(deps: FilingDeps): MailFiling {
  return {
    move: async (mailboxId, copies, to) => {
      const mailbox = await deps.store.transaction((tx) => tx.mailboxes.get(mailboxId));
      if (!mailbox) return copies.map((copy) => unreachable(copy, 'The mailbox does not exist.'));
      const filed = new Map<string, Filed>();
      let client: ImapFlow | null = null;
      try {
        client = await connectImap(mailbox.imap, await passwordOf(deps, mailbox), deps.log);
        const folders = await findFolders(client, mailbox);
        const target = await ensureFolder(client, folders, to);
        const looking = lookingWith(deps, mailbox, client);
        for (const [folder, group] of byFolder(copies)) {
          for (const one of await moveGroup(looking, folder, group, { folder: target, kind: to }))
            filed.set(one.copyId, one);
        }
      } catch (error) {
        const detail = problemOf(error, mailbox.imap).message;
        deps.log.warn({ err: error, mailbox: mailboxId, to }, 'Emails could not be filed');
        for (const copy of copies) {
          if (!filed.has(copy.id)) filed.set(copy.id, unreachable(copy, detail));
        }
      } finally {
        if (client) await disconnect(client);
      }
      return copies.map((copy) => filed.get(copy.id)!);
    },
  };
}

function lookingWith(deps: FilingDeps, mailbox: Mailbox, client: ImapFlow): Looking {
  const open = async (folder: string) => String((await client.mailboxOpen(folder)).uidValidity);
  return { deps, mailbox, client, open };
}

async function moveGroup(
  looking: Looking,
  folder: string,
  copies: EmailCopy[],
  { folder: target, kind }: { folder: string; kind: FolderKind },
): Promise<Filed[]> {
  const { client } = looking;
  const here = await presentCopies(client, folder, copies);
  if (folder === target) {
    return copies.map((copy) =>
      here.includes(copy) ? lies(copy, folder, copy.uidValidity, copy.uid) : missing(copy),
    );
  }
  const moved = new Map<string, Filed & { ok: true }>();
  let refused = false;
  if (here.length > 0) {
    const range = here.map((copy) => copy.uid).join(',');
    const answer = await client.messageMove(range, target, { uid: true });
    refused = !answer;
    for (const copy of here) {
      const uid = answer ? answer.uidMap?.get(copy.uid) : undefined;
      const uidValidity = answer ? answer.uidValidity : undefined;
      if (uid !== undefined && uidValidity !== undefined) {
        moved.set(copy.id, lies(copy, target, String(uidValidity), uid));
      }
    }
  }
  // Without an answer of numbers, and after a crash between move and record, it is in the target all the same.
  const rest = copies.filter((copy) => !moved.has(copy.id));
  if (rest.length > 0) {
    const others = new Set([...moved.values()].map(({ uid }) => uid));
    for (const { copy, place } of await findLost(looking, target, kind, rest, others)) {
      moved.set(copy.id, lies(copy, target, place.uidValidity, place.uid));
    }
  }
  return copies.map((copy) => {
    const stays = refused && here.includes(copy);
    return moved.get(copy.id) ?? (stays ? unreachable(copy, REFUSED) : missing(copy));
  });
}

async function presentCopies(client: ImapFlow, folder: string, copies: EmailCopy[]): Promise<EmailCopy[]> {
  const opened = await client.mailboxOpen(folder);
  const current = copies.filter((copy) => copy.uidValidity === String(opened.uidValidity));
  if (current.length === 0) return [];
  const present = new Set(await searchUids(client, { uid: current.map((copy) => copy.uid).join(',') }));
  return current.filter((copy) => present.has(copy.uid));
}

function byFolder(copies: EmailCopy[]): Map<string, EmailCopy[]> {
  const groups = new Map<string, EmailCopy[]>();
  for (const copy of copies) groups.set(copy.folder, [...(groups.get(copy.folder) ?? []), copy]);
  return groups;
}

function lies(copy: EmailCopy, folder: string, uidValidity: string, uid: number): Filed & { ok: true } {
  return { copyId: copy.id, ok: true, folder, uidValidity, uid };
}

function missing(copy: EmailCopy): Filed {
  return { copyId: copy.id, ok: false, why: 'missing' };
}

function unreachable(copy: EmailCopy, detail: string): Filed {
  return { copyId: copy.id, ok: false, why: 'unreachable', detail };
}
