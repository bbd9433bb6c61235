import { newId } from '../ports/newId';
import { BusyError, type PumpTarget, type Tx } from '../ports/store';
import { callChat, type Outcome } from './callChat';
import { ContentError, choosePost, type PostTask } from './choosePost';
import { Failures } from './failures';
import { type PumpDeps, targetName } from './pumpDeps';
import { type After, recordOutcome, recordRejected } from './recordOutcome';

/** A run ends after so many calls or so long, and is woken again: the process can stop at any time. */
const MAX_CALLS = 20;
const MAX_MS = 5_000;
/** Another pump is at work here, or a row was locked: look again after this. */
const BUSY_MS = 1_000;
/**
 * How often the making of a post's content may fail before the queue goes on without it: a mistake in the code stays
 * one, a database that stumbles (about two minutes) comes back.
 */
const MISTAKE_TRIES = 3;
const CONTENT_TRIES = 9;

/**
 * Makes the pump: shows one channel what the database says, call by call (law 6).
 * @returns the handler of the job `pump`. It may be repeated at any point, never waits and throws only what is
 * not expected (the database gone).
 */
export function createPump(deps: PumpDeps): (target: PumpTarget) => Promise<void> {
  const failures = new Failures(deps.random);
  return async (target) => {
    const run = await deps.exclusively(targetName(target), () => pumpTarget(deps, failures, target));
    if (run === 'taken') await wakeLater(deps, target, BUSY_MS);
  };
}

async function pumpTarget(deps: PumpDeps, failures: Failures, target: PumpTarget): Promise<void> {
  const end = performance.now() + MAX_MS;
  let calls = 0;
  let troubled = await hasProblem(deps, target);
  for (;;) {
    if (deps.stopping() || calls >= MAX_CALLS || performance.now() > end) return wakeLater(deps, target, 0);
    const choice = await chooseSafely(deps, failures, target);
    if (choice.next === 'nothing') return;
    if (choice.next === 'again') continue;
    if (choice.next === 'wait') return wakeAt(deps, target, choice.until);

    let { task } = choice;
    const chat = deps.chatOf(choice.installation);
    if (task.call === 'post' || task.call === 'upload') deps.step('postingIntended');
    let outcome = await callChat(deps.store, chat, task);
    calls += 1;
    const simpler = outcome.result.ok || outcome.result.why !== 'rejected' ? null : simplified(task);
    if (simpler) {
      deps.log.error(
        { post: task.post.id, detail: outcome.result, hash: simpler.content.hash },
        'A card was refused',
      );
      task = simpler;
      outcome = await callChat(deps.store, chat, task);
    }
    deps.step('posted');
    const clear = troubled && outcome.result.ok;
    const after = await record(deps, failures, target, task, outcome, clear);
    if (clear) troubled = false;
    deps.step('recorded');
    if (after.go === 'end') {
      if (after.wakeAt) await wakeAt(deps, target, after.wakeAt);
      return;
    }
  }
}

/**
 * The card as its one line, for when the platform will not take it whole: an email that nobody can see is worse than a
 * card without buttons. Its hash is that of no content, so the next change tries the whole card again.
 */
function simplified(task: PostTask) {
  if ((task.call !== 'post' && task.call !== 'update') || task.content.card.pieces.length === 0) return null;
  const card = { summary: task.content.card.summary, pieces: [] };
  return { ...task, content: { ...task.content, card, hash: `simplified ${newId()}` } };
}

async function chooseSafely(deps: PumpDeps, failures: Failures, target: PumpTarget) {
  try {
    return await deps.store.transaction((tx) => choosePost(deps, tx, target));
  } catch (error) {
    const now = deps.clock.now().getTime();
    if (error instanceof BusyError) return { next: 'wait', until: new Date(now + BUSY_MS) } as const;
    if (!(error instanceof ContentError)) throw error;
    const { post, cause } = error;
    const wait = failures.wait(post.id);
    if (failures.count(post.id) < (isMistake(cause) ? MISTAKE_TRIES : CONTENT_TRIES)) {
      deps.log.warn({ post: post.id, err: cause }, 'A post could not be made, it is tried again');
      return { next: 'wait', until: new Date(now + wait) } as const;
    }
    failures.clear(post.id);
    await deps.store.transaction((tx) => recordRejected(deps, tx, { post, call: 'post' }, cause));
    return { next: 'again' } as const;
  }
}

function isMistake(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** What was done in chat must be written down: a locked row is worth more tries than usual. */
async function record(
  deps: PumpDeps,
  failures: Failures,
  target: PumpTarget,
  task: PostTask,
  outcome: Outcome,
  clearProblem: boolean,
): Promise<After> {
  const write = async (tx: Tx) => {
    if (clearProblem && 'channel' in target) await tx.posts.setChannelState(target, { problem: null });
    return recordOutcome(deps, failures, tx, target, task, outcome);
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.store.transaction(write);
    } catch (error) {
      // Given up, its intent stays: the next run looks whether it was posted.
      if (!(error instanceof BusyError) || tries === 3) throw error;
    }
  }
}

async function hasProblem(deps: PumpDeps, target: PumpTarget): Promise<boolean> {
  if (!('channel' in target)) return false;
  const state = await deps.store.transaction((tx) => tx.posts.channelState(target));
  return state?.problem != null;
}

async function wakeLater(deps: PumpDeps, target: PumpTarget, ms: number): Promise<void> {
  await wakeAt(deps, target, new Date(deps.clock.now().getTime() + ms));
}

async function wakeAt(deps: PumpDeps, target: PumpTarget, at: Date): Promise<void> {
  await deps.store.transaction((tx) => tx.jobs.wake([{ job: 'pump', target, notBefore: at.toISOString() }]));
  deps.alarm(at);
}
