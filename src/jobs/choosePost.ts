import { type PostContent, withoutFiles } from '../app/postContent';
import type { ChatMethod } from '../ports/chat';
import { postKey } from '../ports/postKey';
import type { ChannelRef, Installation, Post } from '../ports/rows';
import type { PumpTarget, Tx } from '../ports/store';
import type { PumpDeps } from './pumpDeps';

/** One call to chat, decided and committed (law 6: intent before the call). */
export type PostTask =
  | { call: 'openDirect'; post: Post; personId: string; user: string }
  | { call: 'remove'; post: Post; at: ChannelRef; ts: string }
  | { call: 'removeFiles'; post: Post; at: ChannelRef; fileIds: string[] }
  | { call: 'find'; post: Post; at: ChannelRef; key: string; since: Date; fileNames?: string[] }
  | { call: 'post'; post: Post; at: ChannelRef; key: string; content: CardContent }
  | { call: 'update'; post: Post; at: ChannelRef; key: string; ts: string; content: CardContent }
  | { call: 'upload'; post: Post; at: ChannelRef; thread: string; content: FilesContent };
export type CardContent = Extract<PostContent, { kind: 'card' }>;
export type FilesContent = Extract<PostContent, { kind: 'files' }>;

export type Choice =
  | { next: 'nothing' }
  /** Something was settled without a call: look again. */
  | { next: 'again' }
  /** No call before this time. */
  | { next: 'wait'; until: Date }
  | { next: 'call'; task: PostTask; installation: Installation };

/** What a post could not be made into words for. */
export class ContentError extends Error {
  constructor(
    readonly post: Post,
    override readonly cause: unknown,
  ) {
    super(`No content for post ${post.id}`);
  }
}

/** After a crash between intent and record, the platform's own event is given this time to tell. */
const EVENT_MS = 3_000;
/** How far the platform's clock and ours may lie apart when looking for a post. */
const CLOCKS_APART_MS = 120_000;

/** Decides the next call for a channel and leaves its traces in the same transaction. */
export async function choosePost(
  deps: Pick<PumpDeps, 'content' | 'chatOf' | 'clock' | 'log'>,
  tx: Tx,
  target: PumpTarget,
): Promise<Choice> {
  const installation = await tx.mailboxes.installation(target.installationId);
  const post = installation && (await tx.posts.next(target));
  if (!installation || !post) return { next: 'nothing' };
  const now = deps.clock.now();

  const chat = deps.chatOf(installation);
  const content = chat.upload ? deps.content : wordsOnly(deps.content);
  const task = await taskFor({ content, log: deps.log }, tx, post, now);
  if ('next' in task) return task;

  const budgets = chat.budgets(methodOf(task));
  const channel = task.call === 'openDirect' ? null : task.at.channel;
  const spent = await tx.posts.spend(installation.id, channel, budgets.method, budgets, now.toISOString());
  if (!spent.ok) return { next: 'wait', until: new Date(spent.notBefore) };
  const posts = task.call === 'post' || task.call === 'upload';
  // Taken back since it was chosen: posted now, nobody would ever remove it.
  if (posts && !(await tx.posts.intend(post.id, now.toISOString()))) return { next: 'again' };
  return { next: 'call', task, installation };
}

/** Where a platform takes no files, they stand there as words. */
function wordsOnly(content: PumpDeps['content']): PumpDeps['content'] {
  return async (tx, post) => {
    const made = await content(tx, post);
    return made && withoutFiles(made);
  };
}

/** Under which budget the call counts. */
export function methodOf(task: PostTask): ChatMethod {
  if (task.call === 'find') return 'history';
  return task.call === 'removeFiles' ? 'remove' : task.call;
}

async function taskFor(
  deps: Pick<PumpDeps, 'content' | 'log'>,
  tx: Tx,
  post: Post,
  now: Date,
): Promise<PostTask | Choice> {
  if (post.channel === null) return post.wantGone ? forget(tx, post) : openDirect(deps, tx, post);
  const at = { installationId: post.installationId, channel: post.channel };

  if (post.ts === null && post.intendedAt !== null) {
    const told = new Date(Date.parse(post.intendedAt) + EVENT_MS);
    if (now < told) return { next: 'wait', until: told };
    const since = new Date(Date.parse(post.intendedAt) - CLOCKS_APART_MS);
    const content = post.kind === 'files' ? await contentOf(deps, tx, post) : null;
    const fileNames = content?.kind === 'files' ? content.files.map((file) => file.name) : undefined;
    return { call: 'find', post, at, key: postKey(post), since, fileNames };
  }
  if (post.wantGone) {
    const fileIds = fileIdsOf(post);
    if (fileIds.length > 0) return { call: 'removeFiles', post, at, fileIds };
    return post.ts === null ? forget(tx, post) : { call: 'remove', post, at, ts: post.ts };
  }
  if (await isStrayed(tx, post)) {
    await tx.posts.wantGone([post.id]);
    return { next: 'again' };
  }
  const content = await contentOf(deps, tx, post);
  if (content === null) return settle(tx, post, post.shownHash ?? '');
  if (content.hash === post.shownHash) return settle(tx, post, content.hash);
  if (post.ts === null && post.rootId !== null && post.rootTs === null) {
    // The store hands out what belongs in a thread only when there is one; anywhere else it would be read by others.
    deps.log.error({ post: post.id, kind: post.kind }, 'A thread entry came before its thread');
    return { next: 'nothing' };
  }
  return content.kind === 'card' ? cardTask(post, at, content) : filesTask(tx, post, at, content);
}

function cardTask(post: Post, at: ChannelRef, content: CardContent): PostTask {
  const key = postKey(post);
  if (post.ts !== null) return { call: 'update', post, at, key, ts: post.ts, content };
  return { call: 'post', post, at, key, content };
}

/** Files are uploaded once: a platform has no way to change them. */
async function filesTask(
  tx: Tx,
  post: Post,
  at: ChannelRef,
  content: FilesContent,
): Promise<PostTask | Choice> {
  const uploaded = post.ts !== null || post.shownHash !== null;
  if (uploaded || post.rootTs === null) return settle(tx, post, content.hash);
  return { call: 'upload', post, at, thread: post.rootTs, content };
}

async function openDirect(deps: Pick<PumpDeps, 'log'>, tx: Tx, post: Post): Promise<PostTask | Choice> {
  const identity = post.personId && (await tx.people.identity(post.personId, post.installationId));
  if (identity) return { call: 'openDirect', post, personId: identity.personId, user: identity.user };
  // Their account is gone from this team: nobody is left to read it.
  deps.log.warn({ post: post.id, kind: post.kind }, 'A private message has no addressee in this chat team');
  return forget(tx, post);
}

/**
 * A private message in a chat that is not this person's (any more). An account that is taken away takes back what stands
 * there; what was planned at the same moment would be overlooked, and be redrawn there for ever.
 */
async function isStrayed(tx: Tx, { personId, installationId, channel }: Post): Promise<boolean> {
  return personId !== null && (await tx.posts.directChannel(personId, installationId)) !== channel;
}

/** It stands nowhere. */
async function forget(tx: Tx, post: Post): Promise<Choice> {
  await tx.posts.recordGone(post.id);
  return { next: 'again' };
}

/** What an upload left behind; removing its message does not remove them. */
function fileIdsOf(post: Post): string[] {
  const { fileIds } = post.params;
  return Array.isArray(fileIds) ? fileIds.filter((id) => typeof id === 'string') : [];
}

async function settle(tx: Tx, post: Post, hash: string): Promise<Choice> {
  await tx.posts.recordShown(post.id, { ts: null, version: post.wanted, hash });
  return { next: 'again' };
}

async function contentOf(deps: Pick<PumpDeps, 'content'>, tx: Tx, post: Post): Promise<PostContent | null> {
  try {
    return await deps.content(tx, post);
  } catch (error) {
    throw new ContentError(post, error);
  }
}
