import type { Log } from '../ports/log';
import type { Store, Wake } from '../ports/store';

export interface SweepDeps {
  store: Store;
  log: Log;
}

/** A channel that refused the bot is tried every so many minutes only; an event from the platform wakes it at once. */
const REFUSED_EVERY_MINUTES = 5;

/**
 * Wakes whatever is behind: repairs drift, forgotten wakes and jobs that graphile-worker put off for hours.
 * @param minute counts minutes; any number at the start.
 */
export async function sweep({ store, log }: SweepDeps, minute: number): Promise<number> {
  const wakes = await store.transaction(async (tx) => {
    const found: Wake[] = [];
    for (const target of await tx.posts.behind()) {
      const state = 'channel' in target ? await tx.posts.channelState(target) : null;
      if (state?.problem && minute % REFUSED_EVERY_MINUTES !== 0) continue;
      found.push({ job: 'pump', target });
    }
    for (const mailbox of await tx.mailboxes.active()) {
      const misfiled = await tx.emails.misfiledCopies(mailbox.id, 50);
      if (misfiled.some((copy) => !copy.missing)) found.push({ job: 'file', mailboxId: mailbox.id });
    }
    for (const target of await tx.people.homesBehind()) found.push({ job: 'home', target });
    await tx.jobs.wake(found);
    return found;
  });
  if (wakes.length > 0) log.debug({ woken: wakes.length }, 'The sweep found work');
  return wakes.length;
}
