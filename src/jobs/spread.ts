import type { Clock } from '../ports/clock';
import { BusyError, type Store } from '../ports/store';
import type { Alarm } from './turns';

export interface SpreadDeps {
  store: Store;
  clock: Clock;
  alarm: Alarm;
  stopping(): boolean;
  /** Plans the cards that a conversation lacks; may say that it is busy. */
  showEverywhere(conversationId: string): Promise<void>;
}

/** Older ones get their card there when something happens to them. */
const MOST = 200;
const BUSY_MS = 1_000;

/** Makes the handler of the job `spread`: a mailbox got a channel, where its open conversations are shown too. */
export function createSpread(deps: SpreadDeps): (mailboxId: string) => Promise<void> {
  return async (mailboxId) => {
    const open = await deps.store.transaction((tx) => tx.conversations.openIn(mailboxId, MOST));
    let again = false;
    // Oldest first, so that the newest stands at the bottom of the channel.
    for (const id of open.reverse()) {
      if (deps.stopping()) {
        again = true;
        break;
      }
      try {
        await deps.showEverywhere(id);
      } catch (error) {
        if (!(error instanceof BusyError)) throw error;
        again = true;
      }
    }
    if (!again) return;
    const at = new Date(deps.clock.now().getTime() + BUSY_MS);
    await deps.store.transaction((tx) =>
      tx.jobs.wake([{ job: 'spread', mailboxId, notBefore: at.toISOString() }]),
    );
    deps.alarm(at);
  };
}
