import { apply, type Conversation } from '../domain/conversation';
import { type ConversationEvent, conversationEvent, type Recorded } from '../domain/events';
import type { Tx, Wake } from '../ports/store';
import type { App } from './app';
import type { Happened } from './happened';
import { planPosts } from './planPosts';

/**
 * The end of every write: appends to the history, applies, saves the state, writes what became wanted outside, and
 * wakes the jobs last. The caller holds the conversation's lock (or has just made it: `version` 0).
 */
export async function record(app: App, tx: Tx, happened: Happened): Promise<Conversation> {
  const { mailbox, actor, at } = happened;
  const before = happened.state;
  const stream = { kind: 'conversation' as const, id: before.id };
  // Kept for ever: an event with anything that its shape does not have is a mistake, and perhaps somebody's words.
  const entries = happened.events.map((event) => ({ event: conversationEvent.parse(event), actor, at }));
  const recorded: Recorded<ConversationEvent>[] = await tx.history.append(
    before.workspaceId,
    stream,
    before.version,
    entries,
  );
  const state = recorded.reduce(apply, before);
  if (before.version === 0) await tx.conversations.insert(state);
  else await tx.conversations.save(state);

  await insertNotes(tx, happened);
  await happened.attach?.();
  const wakes: Wake[] = [...(happened.wakes ?? [])];
  for (const effect of happened.effects) {
    if (effect.type !== 'file') continue;
    await tx.emails.wantFolder(state.id, effect.place);
    wakes.push({ job: 'file', mailboxId: mailbox.id });
  }
  wakes.push(...(await wakeHomes(tx, before, state)));
  wakes.push(...(await planPosts(app, tx, { before, state, mailbox, happened })));
  await tx.jobs.wake(wakes);
  return state;
}

/**
 * Whose queue it left or came to: their Home must not go on showing what they may not see, nor, where it is a message,
 * what they have just done.
 */
async function wakeHomes(tx: Tx, before: Conversation, after: Conversation): Promise<Wake[]> {
  const { ownerId, status, place } = after;
  if (before.ownerId === ownerId && before.status === status && before.place === place) return [];
  const people = [...new Set([before.ownerId, ownerId])].filter((id) => id !== null);
  return (await tx.people.wantHome(people)).map((target) => ({ job: 'home', target }));
}

async function insertNotes(tx: Tx, { state, actor, notes, at }: Happened): Promise<void> {
  if (notes.length === 0) return;
  const author = actor.kind === 'person' ? await tx.people.get(actor.id) : null;
  for (const { id, text } of notes) {
    await tx.discussions.insert({
      id,
      conversationId: state.id,
      kind: 'note',
      personId: author?.id ?? null,
      authorName: author?.name ?? '',
      text,
      at,
      editedAt: null,
      deleted: false,
      source: null,
    });
  }
}
