import type { Called, Chat } from '../ports/chat';
import type { Store } from '../ports/store';
import type { FilesContent, PostTask } from './choosePost';

/** What each call answers, side by side with the task, so that recording it needs no casts. */
export type Outcome =
  | { call: 'openDirect'; result: Called<{ channel: string }> }
  | { call: 'remove'; result: Called<null> }
  | { call: 'removeFiles'; result: Called<null> }
  | { call: 'find'; result: Called<{ ts: string; fileIds?: string[] } | null> }
  | { call: 'post'; result: Called<{ ts: string }> }
  | { call: 'update'; result: Called<null> }
  | { call: 'upload'; result: Called<{ ts: string | null; fileIds: string[] }> };

/** The one call. Outside any transaction: a slow platform holds no lock. */
export async function callChat(store: Store, chat: Chat, task: PostTask): Promise<Outcome> {
  const { call } = task;
  switch (call) {
    case 'openDirect':
      return { call, result: await chat.openDirect(task.post.installationId, task.user) };
    case 'remove':
      return { call, result: await chat.remove(task.at, task.ts) };
    case 'removeFiles':
      return { call, result: await chat.removeFiles(task.post.installationId, task.fileIds) };
    case 'find': {
      const { at, key, since, fileNames, post } = task;
      return { call, result: await chat.findPosted(at, key, post.rootTs, since, fileNames) };
    }
    case 'post': {
      const { card, broadcast } = task.content;
      const message = { card, key: task.key, thread: task.post.rootTs, broadcast };
      return { call, result: await chat.post(task.at, message) };
    }
    case 'update':
      return { call, result: await chat.update(task.at, task.ts, task.content.card, task.key) };
    case 'upload': {
      if (!chat.upload) throw new Error('This platform takes no files');
      const files = await contentsOf(store, task.content.files);
      return { call, result: await chat.upload(task.at, task.thread, files, task.content.comment) };
    }
  }
}

/** One after the other: a chat upload is bounded by its sum, not by what is in memory twice. */
async function contentsOf(store: Store, files: FilesContent['files']) {
  const read: { name: string; mediaType: string; content: Buffer }[] = [];
  for (const { name, mediaType, blobId } of files) {
    const content = await store.transaction((tx) => tx.blobs.read(blobId));
    read.push({ name, mediaType, content });
  }
  return read;
}
