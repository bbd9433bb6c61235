import type { ImapFlow, ListResponse } from 'imapflow';
import type { FolderKind, Mailbox } from '../ports/rows';

export type Folders = Partial<Record<FolderKind, string>> & { inbox: string };

/** imapflow knows the usual names of Sent, Trash and Junk in many languages, but none for the archive. */
const USES: [FolderKind, string][] = [
  ['archive', '\\Archive'],
  ['trash', '\\Trash'],
  ['spam', '\\Junk'],
  ['sent', '\\Sent'],
];
/** Gmail's, which holds everything but spam and trash. */
const ALL_MAIL = /^(all mail|tous les messages)$/i;
const ARCHIVE_NAMES = /^(archives?|archived|archivés?|all mail|tous les messages|éléments archivés)$/i;
/** What a folder is called when a mailbox has none. */
const NEW_NAMES: Partial<Record<FolderKind, string>> = { archive: 'Archive', trash: 'Trash', spam: 'Junk' };

/** Where each kind of folder is: named by the administrator, marked by the server, or known by its usual name. */
export async function findFolders(client: ImapFlow, mailbox: Pick<Mailbox, 'folders'>): Promise<Folders> {
  return chooseFolders(await client.list(), mailbox.folders);
}

export function chooseFolders(
  list: Pick<ListResponse, 'path' | 'name' | 'specialUse' | 'flags'>[],
  named: Mailbox['folders'],
): Folders {
  const usable = list.filter(
    (folder) => !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent'),
  );
  const found: Folders = { inbox: named.inbox ?? 'INBOX' };
  for (const [kind, use] of USES) {
    const path = named[kind] ?? usable.find((folder) => folder.specialUse === use)?.path;
    if (path) found[kind] = path;
  }
  found.archive ??=
    usable.find((folder) => ARCHIVE_NAMES.test(folder.name))?.path ??
    // Gmail has no archive: what left the inbox is in All Mail.
    usable.find((folder) => folder.specialUse === '\\All')?.path;
  return found;
}

/** Whether this folder has a copy of everything, and what lies there need not have been archived. */
export async function isAllMail(client: ImapFlow, path: string): Promise<boolean> {
  const folder = (await client.list()).find((one) => one.path === path);
  return folder?.specialUse === '\\All' || ALL_MAIL.test(folder?.name ?? '');
}

/** The folder of this kind, created when there is none. */
export async function ensureFolder(client: ImapFlow, folders: Folders, kind: FolderKind): Promise<string> {
  const known = folders[kind];
  if (known) return known;
  const { path } = await client.mailboxCreate(NEW_NAMES[kind] ?? kind);
  folders[kind] = path;
  return path;
}
