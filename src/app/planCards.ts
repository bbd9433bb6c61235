import { noticesOfLoss } from '../domain/effects';
import type { Post } from '../ports/rows';
import { everythingSoFar } from './planEntries';
import type { PlannedPosts } from './plannedPosts';

/** Every card shows an older version now. */
export async function wantCards(plan: PlannedPosts): Promise<void> {
  const { state } = plan.change;
  await plan.tx.posts.want(state.id, state.version);
  for (const card of plan.cards()) plan.wake(card);
}

/** A change that was under way while a channel was unbound may have planned something there. */
export async function takeBackStrays(plan: PlannedPosts): Promise<void> {
  const { channels } = plan.change.mailbox;
  const belongs = ({ installationId, channel, personId, kind }: Post) =>
    kind === 'notice' ||
    channels.some((one) => one.installationId === installationId && (personId || one.channel === channel));
  await plan.takeBack(plan.posts().filter((post) => !belongs(post)));
}

/** What left the inbox before a channel was bound gets no card there: nobody waits for it. */
export async function channelCards(plan: PlannedPosts): Promise<void> {
  const { mailbox, state } = plan.change;
  const standing = plan.cards().filter((card) => card.personId === null);
  if (state.place !== 'inbox' && standing.length > 0) return;
  for (const { installationId, channel } of mailbox.channels) {
    const stands = standing.some(
      (card) => card.installationId === installationId && card.channel === channel,
    );
    if (!stands) await everythingSoFar(plan, await plan.addCard({ installationId, channel, personId: null }));
  }
}

/** Private posts stay only with those who still work there: the owner in their own cards, or who may see it all. */
export async function redact(plan: PlannedPosts): Promise<void> {
  const ownerId = await plan.ownerWithCard();
  const stale: Post[] = [];
  for (const post of plan.posts()) {
    const { personId, kind } = post;
    if (personId === null || personId === ownerId || !showsContent(post)) continue;
    if (kind !== 'notice' || !(await plan.sees(personId))) stale.push(post);
  }
  await plan.takeBack(stale);
}

export async function ownerCards(plan: PlannedPosts): Promise<void> {
  const { mailbox, happened } = plan.change;
  const ownerId = await plan.ownerWithCard();
  if (!ownerId) return;
  for (const { installationId } of mailbox.channels) {
    const stands = plan
      .cards()
      .some((card) => card.personId === ownerId && card.installationId === installationId);
    if (stands || !(await plan.tx.people.takesDirect(ownerId, installationId, happened.at))) continue;
    await everythingSoFar(plan, await plan.addCard({ installationId, channel: null, personId: ownerId }));
  }
}

function showsContent({ kind, ref }: Post): boolean {
  return kind !== 'notice' || tellsContent(ref);
}

export function tellsContent(notice: string | null): boolean {
  return !noticesOfLoss.some((kind) => kind === notice);
}
