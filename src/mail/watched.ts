import type { ImapFlow } from 'imapflow';
import type { EmailCopy, FolderKind, Mailbox } from '../ports/rows';
import { MailProblem } from './connection';
import type { Folders } from './folders';
import { searchUids } from './search';
import type { WatchDeps } from './watchDeps';

/** Emails that could not be taken in, by UID: tried again after so many more reconciles. */
export type Stuck = Map<number, { failures: number; runsLeft: number }>;

/** One session with one mailbox's server, under one lease. */
export class Watched {
  /** What each folder was like when it was last compared. */
  readonly snapshots = new Map<string, string>();
  /** How many messages the inbox had then. */
  inboxSize = 0;
  /** While another folder is open the server tells nothing of the inbox: set when it was opened again. */
  reopened = false;
  /** Missing copies that were looked for everywhere: again only when a folder has changed. */
  readonly sought = new Set<string>();
  /** The last UID of the archive at an earlier look, and when that was. */
  archiveSeen: { uid: number; at: number } | null = null;
  /** UIDs of the inbox that are older than the backlog. */
  readonly leftAlone = new Set<number>();

  constructor(
    readonly deps: WatchDeps,
    readonly mailbox: Mailbox,
    readonly epoch: number,
    readonly client: ImapFlow,
    readonly folders: Folders,
    readonly signal: AbortSignal,
    readonly stuck: Stuck,
  ) {}

  /** Opens the folder, when it is not open already. @returns its UIDVALIDITY. */
  async open(folder: string): Promise<string> {
    const { mailbox } = this.client;
    if (mailbox && mailbox.path === folder) return String(mailbox.uidValidity);
    const opened = await this.client.mailboxOpen(folder);
    if (folder === this.folders.inbox) this.reopened = true;
    return String(opened.uidValidity);
  }

  /** The UIDs that are there, of those asked for. The folder has to be open. */
  async present(uids: number[]): Promise<Set<number>> {
    if (uids.length === 0) return new Set();
    let [first, last] = [uids[0]!, uids[0]!];
    // Not as arguments of Math.min: there may be more of them than a call takes.
    for (const uid of uids) {
      if (uid < first) first = uid;
      if (uid > last) last = uid;
    }
    return new Set(await searchUids(this.client, { uid: `${first}:${last}` }));
  }

  /** Whether the message still lies where it was recorded. The folder that was open is open again after. */
  async isThere(copy: EmailCopy): Promise<boolean> {
    const { mailbox } = this.client;
    const before = mailbox ? mailbox.path : null;
    try {
      if ((await this.open(copy.folder)) !== copy.uidValidity) return false;
      return (await this.present([copy.uid])).has(copy.uid);
    } catch (error) {
      // A folder that was removed holds nothing; a connection that broke says nothing.
      if (!this.client.usable || error instanceof MailProblem) throw error;
      return false;
    } finally {
      if (before && this.client.usable) await this.open(before);
    }
  }

  kindOf(folder: string): FolderKind | null {
    const found = Object.entries(this.folders).find(([, path]) => path === folder);
    return found ? (found[0] as FolderKind) : null;
  }

  /** Mail received before this is left alone. */
  get horizon(): Date {
    return new Date(Date.parse(this.mailbox.connectedAt) - this.mailbox.backlogDays * 86_400_000);
  }
}
