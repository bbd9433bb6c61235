import type { ChatUser } from '../ui/request';
import type { App } from './app';

/** Somebody asks for their Home where it is a message: it is drawn afresh. An account that nobody knows has none. */
export async function homeAsked(app: App, user: ChatUser): Promise<{ known: boolean }> {
  return app.store.transaction(async (tx) => {
    const target = await tx.people.homeAsked(user);
    if (!target) return { known: false };
    await tx.jobs.wake([{ job: 'home', target }]);
    // What is theirs could not be shown to them here until now.
    if (await tx.people.directOpened(user)) {
      const theirs = await tx.people.memberships(target.personId);
      await tx.jobs.wake(theirs.map(({ mailbox }) => ({ job: 'spread', mailboxId: mailbox.id })));
    }
    return { known: true };
  });
}
