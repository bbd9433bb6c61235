import type { Called } from '../ports/chat';
import { newId } from '../ports/newId';
import type { Post } from '../ports/rows';
import type { PumpTarget, Tx } from '../ports/store';
import type { Outcome } from './callChat';
import { methodOf, type PostTask } from './choosePost';
import { type Failures, NOT_REACHED_MS } from './failures';
import { type PumpDeps, targetName } from './pumpDeps';

/** Whether the pump goes on, or ends and is woken at that time (null: by the sweep or an event). */
export type After = { go: 'on' } | { go: 'end'; wakeAt: Date | null };
const on: After = { go: 'on' };

type Failed = Exclude<Called<never>, { ok: true }>;
type Deps = Pick<PumpDeps, 'clock' | 'log' | 'chatOf'>;

/** Nothing is tried with a team whose token is refused before this time has passed. */
const NOT_AUTHORIZED_MS = 5 * 60_000;

/** Writes down what a call did, or why it did nothing. */
export async function recordOutcome(
  deps: Deps,
  failures: Failures,
  tx: Tx,
  target: PumpTarget,
  task: PostTask,
  outcome: Outcome,
): Promise<After> {
  if (!outcome.result.ok) return recordFailure(deps, failures, tx, target, task, outcome.result);
  failures.clear(targetName(target));
  const { post } = task;
  switch (outcome.call) {
    case 'openDirect': {
      const { channel } = outcome.result.value;
      await tx.posts.setChannel(post.personId!, post.installationId, channel);
      await tx.jobs.wake([{ job: 'pump', target: { installationId: post.installationId, channel } }]);
      return on;
    }
    case 'remove':
      await tx.posts.recordGone(post.id);
      return on;
    case 'removeFiles':
      await forgetFiles(tx, task);
      return on;
    case 'find':
      await recordFound(tx, task, outcome.result.value);
      return on;
    case 'upload': {
      const { ts, fileIds } = outcome.result.value;
      if (ts === null) await forgetIntent(tx, task);
      const shown = { ts, version: post.wanted, hash: hashOf(task), params: { fileIds } };
      await tx.posts.recordShown(post.id, shown);
      return on;
    }
    default: {
      const ts = outcome.call === 'post' ? outcome.result.value.ts : null;
      await tx.posts.recordShown(post.id, { ts, version: post.wanted, hash: hashOf(task) });
      return on;
    }
  }
}

/** The message of another post with the same files is not the one that was looked for. */
async function recordFound(tx: Tx, task: PostTask, found: { ts: string; fileIds?: string[] } | null) {
  const { post } = task;
  const owner = found && post.channel && (await tx.posts.byTs(post.installationId, post.channel, found.ts));
  if (!found || (owner && owner.id !== post.id)) {
    await tx.posts.intend(post.id, null);
    return;
  }
  const params = found.fileIds ? { fileIds: found.fileIds } : {};
  // What it says is not known: the empty hash has it redrawn.
  await tx.posts.recordShown(post.id, { ts: found.ts, version: post.shown, hash: '', params });
}

async function recordFailure(
  deps: Deps,
  failures: Failures,
  tx: Tx,
  target: PumpTarget,
  task: PostTask,
  failed: Failed,
): Promise<After> {
  const now = deps.clock.now().getTime();
  const surely = !(failed.why === 'unreachable' && failed.maybeDone);
  if (surely) await forgetIntent(tx, task);
  switch (failed.why) {
    case 'later': {
      const until = new Date(now + failed.retryAfterMs);
      await pause(deps, tx, task, failed.scope, until);
      return { go: 'end', wakeAt: until };
    }
    case 'unreachable': {
      const until = new Date(now + failures.wait(targetName(target)));
      deps.log.warn({ target, call: task.call, detail: failed.detail, until }, 'Chat was not reached');
      await pause(deps, tx, task, 'channel', until);
      return { go: 'end', wakeAt: until };
    }
    case 'messageGone':
      await recordMessageGone(deps, tx, task);
      return on;
    case 'channelClosed':
    case 'notAuthorized':
      return recordClosed(deps, tx, task, failed, now);
    case 'rejected':
      await recordRejected(deps, tx, task, failed.detail);
      return on;
  }
}

/** A deleted card is posted afresh, a deleted entry of a thread stays deleted. */
async function recordMessageGone(deps: Deps, tx: Tx, task: PostTask): Promise<void> {
  const { post } = task;
  if (task.call === 'find') return void (await tx.posts.intend(post.id, null));
  if (task.call === 'removeFiles') return forgetFiles(tx, task);
  if (task.call === 'update' && post.kind === 'card') return tx.posts.repost(post.id);
  if ((task.call === 'post' || task.call === 'upload') && post.rootId) return tx.posts.repost(post.rootId);
  if (task.call === 'post' || task.call === 'upload') return recordRejected(deps, tx, task, 'message gone');
  return tx.posts.recordGone(post.id);
}

async function recordClosed(
  deps: Deps,
  tx: Tx,
  task: PostTask,
  failed: Failed & { detail: string },
  now: number,
): Promise<After> {
  const { post } = task;
  deps.log.warn({ post: post.id, why: failed.why, detail: failed.detail }, 'Chat refuses the bot');
  if (post.personId !== null && failed.why === 'channelClosed') {
    // This person cannot be written to: their account was closed, or they do not have the app (any more).
    const waiting = task.call === 'openDirect' ? [post] : await tx.posts.waitingIn(task.at);
    for (const one of waiting) await recordNoWay(tx, one, now);
    if (task.call === 'openDirect' || task.call === 'post' || task.call === 'upload') return on;
  }
  if (task.call !== 'openDirect') {
    await tx.posts.setChannelState(task.at, { problem: `${failed.why}: ${failed.detail}` });
  } else {
    await pause(deps, tx, task, 'method', new Date(now + NOT_AUTHORIZED_MS));
  }
  return { go: 'end', wakeAt: null };
}

/** What is told to somebody is told where they can be reached; their own card stands there anyway. */
async function recordNoWay(tx: Tx, post: Post, now: number): Promise<void> {
  const { personId, installationId } = post;
  if (personId !== null) {
    const until = new Date(now + NOT_REACHED_MS).toISOString();
    await tx.people.directClosed(personId, installationId, until);
    const state = post.kind === 'notice' ? await tx.conversations.get(post.conversationId) : null;
    const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
    const others = (mailbox?.channels ?? []).map((channel) => channel.installationId);
    const at = new Date(now).toISOString();
    const other = await tx.people.reachedAt(personId, others, at);
    if (other && (await tx.people.takesDirect(personId, other, at))) {
      await tx.posts.redirect(post.id, other);
      const moved = await tx.posts.get(post.id);
      const target = moved?.channel ? { channel: moved.channel } : { personId };
      return tx.jobs.wake([{ job: 'pump', target: { installationId: other, ...target } }]);
    }
  }
  await tx.posts.recordGone(post.id);
}

/** A bug of ours must not block the channel: said aloud, counted as shown until something changes. */
export async function recordRejected(
  deps: Pick<Deps, 'log'>,
  tx: Tx,
  task: Pick<PostTask, 'post' | 'call'>,
  detail: unknown,
): Promise<void> {
  const reference = newId();
  const { post } = task;
  deps.log.error(
    { reference, post: post.id, kind: post.kind, conversation: post.conversationId, call: task.call, detail },
    'Chat cannot show this',
  );
  if (task.call === 'find') return void (await tx.posts.intend(post.id, null));
  if (task.call === 'removeFiles') return forgetFiles(tx, task);
  if (task.call === 'remove' || task.call === 'openDirect') return tx.posts.recordGone(post.id);
  await tx.posts.recordShown(post.id, { ts: null, version: post.wanted, hash: `rejected ${reference}` });
}

async function forgetFiles(tx: Tx, { post }: Pick<PostTask, 'post'>): Promise<void> {
  const shown = { ts: null, version: post.shown, hash: post.shownHash ?? '', params: { fileIds: [] } };
  await tx.posts.recordShown(post.id, shown);
}

/** After a call that surely posted nothing; a look into the channel's history would be a call wasted. */
async function forgetIntent(tx: Tx, task: PostTask): Promise<void> {
  if (task.call === 'post' || task.call === 'upload') await tx.posts.intend(task.post.id, null);
}

async function pause(deps: Deps, tx: Tx, task: PostTask, scope: 'channel' | 'method', until: Date) {
  const { installationId } = task.post;
  if (scope === 'channel' && task.call !== 'openDirect') {
    return tx.posts.pause(installationId, { channel: task.at.channel }, until.toISOString());
  }
  const installation = await tx.mailboxes.installation(installationId);
  if (!installation) return;
  const { method } = deps.chatOf(installation).budgets(methodOf(task));
  await tx.posts.pause(installationId, { method }, until.toISOString());
}

function hashOf(task: PostTask): string {
  return 'content' in task ? task.content.hash : '';
}
