import type { App } from './app';
import { planPosts } from './planPosts';

/**
 * Makes sure that a conversation has its card in every channel of its mailbox, for when one was bound later. Harmless
 * when it has them all.
 * @throws BusyError when somebody is changing it.
 */
export async function showEverywhere(app: App, conversationId: string): Promise<void> {
  await app.store.transaction(async (tx) => {
    const state = await tx.conversations.lock(conversationId);
    const mailbox = state && (await tx.mailboxes.get(state.mailboxId));
    if (!state || !mailbox) return;
    const nothing = { state, mailbox, actor: { kind: 'system', id: null } as const, events: [], effects: [] };
    const happened = { ...nothing, notes: [], at: app.clock.now().toISOString() };
    await tx.jobs.wake(await planPosts(app, tx, { before: state, state, mailbox, happened }));
  });
}
