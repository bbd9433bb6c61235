import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewFile } from '../protocol';
import { change } from './messages';
import type { Slack } from './slack';
import type { StoredFile, StoredMessage } from './world';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  eml: 'message/rfc822',
  gif: 'image/gif',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  zip: 'application/zip',
};

/** A file before or while it is uploaded. */
export function newFile(slack: Slack, name: string, user: string, type?: string): StoredFile {
  const ending = name.split('.').pop()?.toLowerCase() ?? '';
  const file: StoredFile = {
    id: slack.world.newId('F'),
    name,
    title: name,
    mimetype: type ?? TYPES[ending] ?? 'application/octet-stream',
    size: 0,
    user,
    created: Math.floor(slack.clock.now() / 1000),
    complete: false,
    channels: [],
    shares: [],
  };
  slack.world.putFile(file);
  return file;
}

/** Keeps the bytes; on disk before the file is known to be complete. */
export function storeBytes(slack: Slack, file: StoredFile, data: Uint8Array): StoredFile {
  const dir = slack.world.journal.filesDir;
  if (dir) writeFileSync(join(dir, file.id), data);
  else slack.world.bytes.set(file.id, data);
  const stored = { ...file, size: data.length };
  slack.world.putFile(stored);
  return stored;
}

export function bytesOf(slack: Slack, id: string): Uint8Array | undefined {
  const dir = slack.world.journal.filesDir;
  const file = slack.world.files.get(id);
  if (!file || file.deleted) return undefined;
  if (!dir) return slack.world.bytes.get(id);
  try {
    return readFileSync(join(dir, id));
  } catch {
    return undefined;
  }
}

/** A person's upload, complete at once. */
export function uploadBy(slack: Slack, user: string, upload: NewFile): StoredFile {
  const file = newFile(slack, upload.name, user, upload.type);
  const stored = storeBytes(slack, file, Buffer.from(upload.base64, 'base64'));
  const complete = { ...stored, complete: true };
  slack.world.putFile(complete);
  return complete;
}

/** Makes files belong to a channel; `shown` then says which message shows them. */
export function share(slack: Slack, id: string, channel: string): void {
  const file = slack.world.files.get(id) as StoredFile;
  slack.world.putFile({ ...file, complete: true, channels: [...new Set([...file.channels, channel])] });
}

export function shown(slack: Slack, message: StoredMessage): void {
  const { channel, ts, threadTs } = message;
  for (const id of message.files ?? []) {
    const file = slack.world.files.get(id) as StoredFile;
    slack.world.putFile({ ...file, shares: [...file.shares, { channel, ts, threadTs }] });
  }
}

/** Takes a file away everywhere; messages that had it show that it is gone. */
export function deleteFile(slack: Slack, file: StoredFile): void {
  slack.world.putFile({ ...file, deleted: true });
  slack.world.bytes.delete(file.id);
  for (const channel of file.channels) {
    for (const message of slack.world.inChannel(channel)) {
      if (message.files?.includes(file.id)) change(slack, message, {});
    }
  }
}
