import type { ConversationEvent } from '../../src/domain/events';
import { NOON, type Office, startConversation } from './office';

export const archived = {
  event: { type: 'archived' } as ConversationEvent,
  actor: { kind: 'system', id: null } as const,
  at: NOON,
};

/** A conversation with this many events, its row at the newest. @returns its id. */
export async function recordConversation(office: Office, events: number): Promise<string> {
  return office.store.transaction(async (tx) => {
    const { id } = await startConversation(tx, office, { version: events });
    await tx.history.append(
      office.workspaceId,
      { kind: 'conversation', id },
      0,
      Array.from({ length: events }, () => archived),
    );
    return id;
  });
}
