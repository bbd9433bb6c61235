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
/** How often the making of a post's content may fail before the queue goes on without it. */
const CONTENT_TRIES = 3;

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

    const { task } = choice;
    if (task.call === 'post' || task.call === 'upload') deps.step('postingIntended');
    const outcome = await callChat(deps.store, deps.chatOf(choice.installation), task);
    calls += 1;
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

async function chooseSafely(deps: PumpDeps, failures: Failures, target: PumpTarget) {
  try {
    return await deps.store.transaction((tx) => choosePost(deps, tx, target));
  } catch (error) {
    const now = deps.clock.now().getTime();
    if (error instanceof BusyError) return { next: 'wait', until: new Date(now + BUSY_MS) } as const;
    if (!(error instanceof ContentError)) throw error;
    const { post, cause } = error;
    if (failures.add(post.id) < CONTENT_TRIES) {
      deps.log.warn({ post: post.id, err: cause }, 'A post could not be made, it is tried again');
      return { next: 'wait', until: new Date(now + BUSY_MS) } as const;
    }
    failures.clear(post.id);
    await deps.store.transaction((tx) => recordRejected(deps, tx, { post, call: 'post' }, cause));
    return { next: 'again' } as const;
  }
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
