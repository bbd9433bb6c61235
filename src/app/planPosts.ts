import type { Tx, Wake } from '../ports/store';
import type { App } from './app';
import { channelCards, ownerCards, redact, takeBackStrays, wantCards } from './planCards';
import { entriesOf } from './planEntries';
import { notices } from './planNotices';
import { type Change, PlannedPosts } from './plannedPosts';

/**
 * Writes down which messages have to stand in chat now that this happened: the conversation's cards, entries in
 * their threads, private notices; and which must not be seen any more. What they say is made when they are posted.
 *
 * Each channel of the mailbox has one card for everybody. In an `assigned-only` mailbox the owner, when they are not a
 * dispatcher (who sees the channels), has a card of their own in their direct channel, on every platform where the
 * mailbox has a channel and they have an account.
 */
export async function planPosts(app: App, tx: Tx, change: Change): Promise<Wake[]> {
  const { state, mailbox, happened } = change;
  if (!state.shown || mailbox.channels.length === 0) return [];
  const plan = await PlannedPosts.of(app, tx, change);
  if (happened.events.length > 0) await wantCards(plan);
  await takeBackStrays(plan);
  await channelCards(plan);
  await redact(plan);
  await ownerCards(plan);
  for (const event of happened.events) await entriesOf(plan, event);
  await notices(plan);
  return plan.wakes();
}
