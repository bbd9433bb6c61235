import { tellsContent } from './planCards';
import type { PlannedPosts } from './plannedPosts';

/**
 * Private messages to those whom this concerns. Each is told once: on the platform where they were active last, of
 * those where the mailbox has a channel.
 */
export async function notices(plan: PlannedPosts): Promise<void> {
  const { tx, change } = plan;
  const installations = change.mailbox.channels.map(({ installationId }) => installationId);
  for (const effect of change.happened.effects) {
    if (effect.type !== 'notify' || effect.personId === effect.actorId) continue;
    const person = await tx.people.get(effect.personId);
    if (!person?.notices) continue;
    const installationId = await tx.people.reachedAt(person.id, installations, change.happened.at);
    if (!installationId) continue;
    // They may have left the mailbox since they got it.
    if (tellsContent(effect.notice) && !(await plan.sees(person.id))) continue;
    await plan.add({
      kind: 'notice',
      ref: effect.notice,
      params: { noteId: effect.noteId, actorId: effect.actorId },
      installationId,
      channel: null,
      personId: person.id,
      rootId: null,
      wanted: 1,
    });
  }
}
