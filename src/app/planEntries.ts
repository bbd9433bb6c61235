import { fileEntries } from '../cards/files';
import type { ConversationEvent } from '../domain/events';
import type { Post } from '../ports/rows';
import type { PlannedPosts } from './plannedPosts';
import { needsFullText } from './postContent';

/** What an event adds to the threads of the cards that stood before it. */
export async function entriesOf(plan: PlannedPosts, event: ConversationEvent): Promise<void> {
  const cards = plan.cards().filter((card) => !plan.isNew(card));
  switch (event.type) {
    case 'emailReceived':
      for (const card of cards) await emailEntries(plan, card, event.emailId);
      return;
    case 'noted':
      for (const card of cards) await plan.addEntry(card, 'note', event.discussionId);
      return;
    case 'assigned':
    case 'unassigned':
    case 'resolved':
    case 'reopened':
      if (event.noteId) for (const card of cards) await plan.addEntry(card, 'note', event.noteId);
      return;
    case 'discussed':
      return mirror(plan, event.discussionId, cards);
    case 'discussionEdited':
      for (const post of entriesAbout(plan, event.discussionId)) {
        await plan.tx.posts.wantAgain(post.id);
        plan.wake(post);
      }
      return;
    case 'discussionDeleted':
      return plan.takeBack(entriesAbout(plan, event.discussionId));
  }
}

/** The thread of a card that is new: its emails and what was said about them. */
export async function everythingSoFar(plan: PlannedPosts, card: Post): Promise<void> {
  for (const email of await plan.emailsNow()) await emailEntries(plan, card, email.id);
  for (const discussion of await plan.tx.discussions.ofConversation(plan.change.state.id)) {
    if (discussion.deleted) continue;
    await plan.addEntry(card, discussion.kind === 'note' ? 'note' : 'mirror', discussion.id);
  }
}

function entriesAbout(plan: PlannedPosts, discussionId: string): Post[] {
  return plan.posts().filter((post) => post.ref === discussionId);
}

/** An email's own entry: the full text when the card had to cut it or shows a later one; its files. */
async function emailEntries(plan: PlannedPosts, card: Post, emailId: string): Promise<void> {
  const emails = await plan.emailsNow();
  const email = emails.find((one) => one.id === emailId);
  if (!email) return;
  await firstEmailEntry(plan, card, emailId);
  if (!plan.isNew(card) && isAnnounced(plan, emailId) && (await plan.surfaceOf(card)).broadcasts) {
    await plan.addEntry(card, 'bump', emailId);
  }
  if (emails.length > 1 || needsFullText(email)) await plan.addEntry(card, 'email', emailId);
  for (let entry = 0; entry < fileEntries(email); entry++) {
    await plan.addEntry(card, 'files', emailId, { entry });
  }
}

/** With the second email the first one's text leaves the card: then it stands in the thread. */
async function firstEmailEntry(plan: PlannedPosts, card: Post, emailId: string): Promise<void> {
  const emails = await plan.emailsNow();
  const first = emails.find((email) => email.id !== emailId);
  if (plan.isNew(card) || emails.length !== 2 || !first) return;
  const stands = plan
    .posts()
    .some((post) => post.kind === 'email' && post.rootId === card.id && post.ref === first.id);
  if (!stands) await plan.addEntry(card, 'email', first.id);
}

function isAnnounced({ change }: PlannedPosts, emailId: string): boolean {
  return change.happened.effects.some((effect) => effect.type === 'announce' && effect.emailId === emailId);
}

/** A discussion message is shown on the conversation's other cards, on whichever platform they stand. */
async function mirror(plan: PlannedPosts, discussionId: string, cards: Post[]): Promise<void> {
  const discussion = await plan.tx.discussions.get(discussionId);
  if (!discussion) return;
  for (const card of cards) {
    const written = discussion.source;
    if (written?.installationId === card.installationId && written.channel === card.channel) continue;
    await plan.addEntry(card, 'mirror', discussionId);
  }
}
