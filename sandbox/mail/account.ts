import createServer, { type Connection, type ImapServer, type Mailbox, type Message } from 'hoodiecrow-imap';
import { exactAppend } from './exactAppend';
import { exactFetch, fastRanges, headerSearch, idle, tellSessions } from './imapPlugins';
import { fromImapDate, imapDate } from './imapText';
import type { Journal, JournalLine, KeptFolder, RawMessages } from './journal';

export interface FolderSpec {
  path: string;
  /** IMAP flag, `\Archive`. */
  specialUse?: string;
}

export interface FolderMessage {
  uid: number;
  flags: string[];
  internalDate: Date;
  raw: Buffer;
}

export interface AccountChange {
  account: string;
  folder: string;
  kind: 'added' | 'removed' | 'flags' | 'folders';
  uids: number[];
}

export interface AccountOptions {
  address: string;
  name: string;
  kind: 'team' | 'customer';
  /** Without it nobody can log in: a customer's own mailbox. */
  password?: string;
  folders: FolderSpec[];
  journal: Journal;
  raw: RawMessages;
  onChange(change: AccountChange): void;
}

/** hoodiecrow's message with what the journal knows about it. */
type Kept = Message & { digest?: string; savedFlags?: string };

/**
 * One mail account: a hoodiecrow server of its own, which holds the folders, with every change written to the
 * journal before anybody is told. Its sockets come from `imapServer`, after the login.
 */
export class Account {
  readonly address: string;
  readonly name: string;
  readonly kind: 'team' | 'customer';
  readonly password: string | undefined;
  readonly server: ImapServer;
  readonly sessions = new Set<Connection>();
  private readonly journal: Journal;
  private readonly rawMessages: RawMessages;
  private readonly onChange: (change: AccountChange) => void;
  private lastUidValidity = 0;
  private ready = false;

  constructor(options: AccountOptions) {
    this.address = options.address;
    this.name = options.name;
    this.kind = options.kind;
    this.password = options.password;
    this.journal = options.journal;
    this.rawMessages = options.raw;
    this.onChange = options.onChange;
    const kept = options.journal.load();
    for (const folder of kept) this.lastUidValidity = Math.max(this.lastUidValidity, folder.uidValidity);
    this.server = createServer({
      credentials: {},
      users: {},
      storage: storageOf(kept, options.folders, options.raw),
      plugins: [
        'NAMESPACE',
        'UIDPLUS',
        'MOVE',
        'SPECIAL-USE',
        'UNSELECT',
        'LITERALPLUS',
        'ID',
        'ENABLE',
        idle,
        fastRanges,
        headerSearch,
        exactAppend,
        (server) =>
          exactFetch(server, (connection, message) => this.flagsMayHaveChanged(connection, message)),
        (server) => this.watch(server),
      ],
    });
    this.server.setMaxListeners(0);
    this.ready = true;
    this.journal.replace(this.everything());
  }

  /** All folders, INBOX first. */
  folders(): Mailbox[] {
    const all = Object.values(this.server.folderCache);
    return all.sort((one, other) => Number(other.path === 'INBOX') - Number(one.path === 'INBOX'));
  }

  folder(path: string): Mailbox {
    const folder = this.server.getMailbox(path);
    if (!folder)
      throw new Error(
        `${this.address} has no folder "${path}". It has: ${this.folders()
          .map((one) => one.path)
          .join(', ')}.`,
      );
    return folder;
  }

  messages(path: string): FolderMessage[] {
    return this.folder(path).messages.map((message) => ({
      uid: message.uid,
      flags: [...message.flags],
      internalDate: fromImapDate(message.internaldate),
      raw: Buffer.from(message.raw, 'latin1'),
    }));
  }

  /** Returns the new UID once the message is written down and the sessions that watch the folder are told. */
  append(path: string, raw: Buffer, flags: string[] = [], internalDate = new Date()): number {
    const folder = this.folder(path);
    const date = imapDate(internalDate);
    return this.server.appendMessage(folder, [...flags], date, raw.toString('latin1')).message.uid;
  }

  remove(path: string, uids: number[]): void {
    const gone = new Set(uids);
    this.expunge(this.folder(path), (message) => gone.has(message.uid));
  }

  /** Old UID to new UID, as MOVE would answer. UIDs that are not there are left out. */
  move(path: string, uids: number[], target: string): Map<number, number> {
    const from = this.folder(path);
    const to = this.folder(target);
    const moving = from.messages.filter((message) => uids.includes(message.uid));
    const map = new Map<number, number>();
    for (const message of moving) {
      const copy = this.server.appendMessage(to, [...message.flags], message.internaldate, message.raw);
      map.set(message.uid, copy.message.uid);
    }
    this.expunge(from, (message) => map.has(message.uid));
    return map;
  }

  setFlags(path: string, uid: number, flags: string[]): void {
    const folder = this.folder(path);
    const message = folder.messages.find((one) => one.uid === uid);
    if (!message) throw new Error(`${this.address} has no message ${uid} in ${path}.`);
    message.flags = [...flags];
    this.saveFlags(folder, message, false);
  }

  /**
   * What a server does that rebuilt or recreated a folder: same messages, new UIDVALIDITY, UIDs from 1.
   * Sessions that had it selected are disconnected.
   */
  recreateFolder(path: string, keepMessages = true): number {
    const folder = this.folder(path);
    for (const session of this.sessions)
      if (session.selectedMailbox === folder) this.disconnect(session, 'Mailbox was rebuilt');
    if (!keepMessages) folder.messages = [];
    folder.messages.forEach((message, index) => {
      message.uid = index + 1;
    });
    folder.uidnext = folder.messages.length + 1;
    folder.uidvalidity = this.newUidValidity();
    this.foldersChanged(path);
    return folder.uidvalidity;
  }

  disconnect(session: Connection, why: string): void {
    const socket = session.socket;
    if (!socket) return;
    socket.end(`* BYE ${why}\r\n`);
    socket.destroySoon();
  }

  /** Replaces `expungeSpecificMessages` of every session too: the journal first, then the notices. */
  expunge(folder: Mailbox, which: (message: Message) => boolean, except: Connection | false = false): void {
    const gone = folder.messages.filter(which);
    if (gone.length === 0) return;
    const uids = gone.map((message) => message.uid);
    this.write({ op: 'remove', path: folder.path, uids });
    const leaving = new Set(gone);
    for (let index = 0; index < folder.messages.length; index++) {
      const message = folder.messages[index]!;
      if (!leaving.has(message)) continue;
      message.ghost = true;
      folder.messages.splice(index, 1);
      tellSessions(this.server, folder, [index + 1, { type: 'ATOM', value: 'EXPUNGE' }], except);
      index -= 1;
    }
    this.changed(folder.path, 'removed', uids);
  }

  close(): void {
    for (const session of this.sessions) session.socket?.destroy();
    this.sessions.clear();
    this.journal.close();
  }

  private watch(server: ImapServer): void {
    const { processMailbox, createMailbox, deleteMailbox } = server;
    server.processMailbox = (path, mailbox, namespace) => {
      mailbox.uidvalidity ||= this.newUidValidity();
      processMailbox.call(server, path, mailbox, namespace);
    };
    server.createMailbox = (path, existing) => {
      createMailbox.call(server, path, existing);
      this.foldersChanged(path);
    };
    server.deleteMailbox = (path, keepContents) => {
      deleteMailbox.call(server, path, keepContents);
      this.foldersChanged(path);
    };
    server.messageHandlers.push((_server, message, mailbox) => this.added(mailbox, message));
    server.outputHandlers.push((connection, _response, description, _parsed, _data, affected) => {
      if (description !== 'STORE COMPLETE' && description !== 'UID STORE COMPLETE') return;
      for (const [, message] of affected as Array<[number, Message]>)
        this.flagsMayHaveChanged(connection, message);
    });
  }

  private added(folder: Mailbox, message: Kept): void {
    // RENAME indexes every folder again; those messages are known.
    if (message.digest) return;
    const { uid, flags, internaldate: date } = message;
    message.digest = this.rawMessages.keep(Buffer.from(message.raw, 'latin1'));
    message.savedFlags = flags.join(' ');
    this.write({ op: 'add', path: folder.path, uid, flags, date, digest: message.digest });
    this.changed(folder.path, 'added', [uid]);
  }

  /** STORE and FETCH without PEEK change flags in place. */
  private flagsMayHaveChanged(connection: Connection, message: Message): void {
    if (connection.selectedMailbox) this.saveFlags(connection.selectedMailbox, message, connection);
  }

  /** Also pushes the new flags to the other sessions, which the original never does. */
  private saveFlags(folder: Mailbox, message: Kept, except: Connection | false): void {
    const flags = message.flags.join(' ');
    if (flags === message.savedFlags) return;
    message.savedFlags = flags;
    this.write({ op: 'flags', path: folder.path, uid: message.uid, flags: message.flags });
    const atoms = message.flags.map((value) => ({ type: 'ATOM', value }));
    const items = [{ type: 'ATOM', value: 'UID' }, message.uid, { type: 'ATOM', value: 'FLAGS' }, atoms];
    const index = folder.messages.indexOf(message) + 1;
    tellSessions(this.server, folder, [index, { type: 'ATOM', value: 'FETCH' }, items], except);
    this.changed(folder.path, 'flags', [message.uid]);
  }

  private foldersChanged(path: string): void {
    if (this.ready) this.journal.replace(this.everything());
    this.changed(path, 'folders', []);
  }

  private everything(): JournalLine[] {
    return this.folders().flatMap((folder): JournalLine[] => [
      {
        op: 'folder',
        path: folder.path,
        uidValidity: folder.uidvalidity,
        uidNext: folder.uidnext,
        specialUse: folder['special-use'],
        subscribed: folder.subscribed,
      },
      ...folder.messages.map((message: Kept): JournalLine => {
        const { uid, flags, internaldate: date, digest } = message;
        return { op: 'add', path: folder.path, uid, flags, date, digest: digest! };
      }),
    ]);
  }

  private write(line: JournalLine): void {
    if (this.ready) this.journal.append(line);
  }

  private changed(folder: string, kind: AccountChange['kind'], uids: number[]): void {
    if (this.ready) this.onChange({ account: this.address, folder, kind, uids });
  }

  /** As Dovecot does: the time, but always more than any before, so that a recreated folder is told apart. */
  private newUidValidity(): number {
    this.lastUidValidity = Math.max(Math.floor(Date.now() / 1000), this.lastUidValidity + 1);
    return this.lastUidValidity;
  }
}

/** hoodiecrow's storage tree: what the journal kept, then the folders that are new. */
function storageOf(kept: KeptFolder[], specs: FolderSpec[], raw: RawMessages): Record<string, unknown> {
  const folders: Record<string, Partial<Mailbox>> = {};
  for (const { path, specialUse } of [{ path: 'INBOX' } as FolderSpec, ...specs])
    folders[path] = { 'special-use': specialUse };
  for (const folder of kept) {
    const messages = [...folder.messages.values()].map(
      (message): Kept => ({
        uid: message.uid,
        flags: message.flags,
        internaldate: message.date,
        raw: raw.read(message.digest).toString('latin1'),
        digest: message.digest,
        savedFlags: message.flags.join(' '),
      }),
    );
    folders[folder.path] = {
      uidvalidity: folder.uidValidity,
      uidnext: folder.uidNext,
      'special-use': folder.specialUse,
      subscribed: folder.subscribed,
      messages,
    };
  }
  const { INBOX, ...others } = folders;
  return { INBOX, '': { folders: treeOf(others), separator: '/', type: 'personal' } };
}

/** `Clients/Durand` becomes a folder within a folder. */
function treeOf(folders: Record<string, Partial<Mailbox>>): Record<string, unknown> {
  const root: Record<string, Partial<Mailbox>> = {};
  for (const path of Object.keys(folders).sort()) {
    const names = path.split('/');
    let level = root;
    for (const name of names.slice(0, -1)) {
      level[name] ??= {};
      level[name].folders ??= {};
      level = level[name].folders as Record<string, Partial<Mailbox>>;
    }
    const last = names.at(-1)!;
    level[last] = { ...level[last], ...folders[path] };
  }
  return root;
}
