import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** One change of an account. Replaying all lines in order gives the account. */
export type JournalLine =
  | {
      op: 'folder';
      path: string;
      uidValidity: number;
      uidNext: number;
      specialUse?: string;
      subscribed: boolean;
    }
  | { op: 'add'; path: string; uid: number; flags: string[]; date: string; digest: string }
  | { op: 'flags'; path: string; uid: number; flags: string[] }
  | { op: 'remove'; path: string; uids: number[] };

export interface KeptMessage {
  uid: number;
  flags: string[];
  /** IMAP date-time, `22-Nov-2026 10:30:00 +0000`. */
  date: string;
  digest: string;
}

export interface KeptFolder {
  path: string;
  uidValidity: number;
  uidNext: number;
  specialUse?: string;
  subscribed: boolean;
  messages: Map<number, KeptMessage>;
}

/** Where an account's changes go. `append` returns once a killed process would not lose them. */
export interface Journal {
  load(): KeptFolder[];
  append(line: JournalLine): void;
  /** Replaces everything that was written by `lines`, all or nothing. */
  replace(lines: JournalLine[]): void;
  close(): void;
}

/** Raw messages by content; `keep` answers with the digest under which `read` finds the same octets. */
export interface RawMessages {
  keep(raw: Buffer): string;
  read(digest: string): Buffer;
}

/** For tests: nothing outlives the process. The account itself holds the messages. */
export const inMemory: { journal(): Journal; raw: RawMessages } = {
  journal: () => ({ load: () => [], append() {}, replace() {}, close() {} }),
  raw: {
    keep: digestOf,
    read(digest) {
      throw new Error(`No raw message ${digest}: this mail sandbox keeps nothing on disk.`);
    },
  },
};

/**
 * An append-only file of JSON lines. One line is one write, so a killed process loses no finished line; a
 * last line that was torn (full disk, power) is dropped on the next load.
 */
export function journalInFile(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  let handle: number | undefined;
  const open = () => {
    handle ??= openSync(file, 'a', 0o600);
    return handle;
  };
  const close = () => {
    if (handle !== undefined) closeSync(handle);
    handle = undefined;
  };
  return {
    load: () => (existsSync(file) ? replayed(readFileSync(file, 'utf8')) : []),
    append(line) {
      writeSync(open(), `${JSON.stringify(line)}\n`);
    },
    replace(lines) {
      writeWhole(file, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
      // The open handle still points at the file that was replaced.
      close();
    },
    close,
  };
}

/** One file per distinct message, named by its SHA-256; a message that was copied or moved is stored once. */
export function rawMessagesIn(folder: string): RawMessages {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), `${digest}.eml`);
  return {
    keep(raw) {
      const digest = digestOf(raw);
      const path = pathOf(digest);
      if (!existsSync(path)) {
        mkdirSync(dirname(path), { recursive: true });
        writeWhole(path, raw);
      }
      return digest;
    },
    read: (digest) => readFileSync(pathOf(digest)),
  };
}

function digestOf(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('hex');
}

/** A killed writer leaves the old file or the new one, never half of either. */
function writeWhole(path: string, content: Buffer): void {
  const next = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  writeFileSync(next, content, { mode: 0o600 });
  renameSync(next, path);
}

function replayed(text: string): KeptFolder[] {
  const folders = new Map<string, KeptFolder>();
  for (const line of text.split('\n')) {
    const change = parsed(line);
    if (!change) continue;
    if (change.op === 'folder') {
      const { op: _, ...folder } = change;
      folders.set(change.path, { ...folder, messages: new Map() });
      continue;
    }
    const folder = folders.get(change.path);
    if (!folder) continue;
    if (change.op === 'add') {
      const { op: _, path: __, ...message } = change;
      folder.messages.set(change.uid, message);
      folder.uidNext = Math.max(folder.uidNext, change.uid + 1);
    } else if (change.op === 'flags') {
      const message = folder.messages.get(change.uid);
      if (message) message.flags = change.flags;
    } else {
      for (const uid of change.uids) folder.messages.delete(uid);
    }
  }
  return [...folders.values()];
}

function parsed(line: string): JournalLine | undefined {
  if (!line) return undefined;
  try {
    return JSON.parse(line) as JournalLine;
  } catch {
    return undefined;
  }
}
