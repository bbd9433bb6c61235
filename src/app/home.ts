import { ALL_MAILBOXES, homeCard } from '../cards/homeView';
import type { Person } from '../ports/rows';
import type { ListFilter, Tx } from '../ports/store';
import type { Card } from '../ui/card';
import { scopeOf } from './scope';

const QUEUE_LENGTH = 10;

/** App Home of one person: what they see of the mailbox that they chose, or of all of theirs. */
export async function homeFor(tx: Tx, person: Person, chosen: Record<string, string>): Promise<Card> {
  const scope = await scopeOf(tx, person);
  const mailboxes = (await tx.people.memberships(person.id)).map(({ mailbox }) => mailbox);
  const mailboxId = mailboxes.find(({ id }) => id === chosen.mailbox && id !== ALL_MAILBOXES)?.id;
  const filter = (owner: ListFilter['owner'], limit: number): ListFilter => ({
    ...(mailboxId && { mailboxId }),
    ...(owner && { owner }),
    status: ['open', 'waiting'],
    place: 'inbox',
    limit,
    offset: 0,
  });
  const open = await tx.conversations.list(scope, filter(undefined, 1));
  const queue = await tx.conversations.list(scope, filter({ personId: person.id }, QUEUE_LENGTH));
  const seesUnassigned = scope.all.length > 0;
  const unassigned = seesUnassigned
    ? await tx.conversations.list(scope, filter('nobody', QUEUE_LENGTH))
    : null;
  return homeCard(
    {
      personId: person.id,
      mailboxes,
      chosen: mailboxId ?? null,
      counters: { open: open.total, mine: queue.total, unassigned: unassigned?.total ?? null },
      queue,
      unassigned,
    },
    person.locale,
  );
}
