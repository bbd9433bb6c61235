import { ALL_MAILBOXES, homeCard } from '../cards/homeView';
import { mayConfirmAccount, mayDecideAccounts } from '../domain/permissions';
import { locales } from '../locales/locale';
import type { Person } from '../ports/rows';
import type { ListFilter, Tx } from '../ports/store';
import type { Card } from '../ui/card';
import { scopeOf } from './scope';
import type { Surface } from './surface';

const ACCOUNTS_SHOWN = 5;

/**
 * App Home of one person: what they see of the mailbox that they chose, or of all of theirs.
 * @param rows at most so many of each queue.
 */
export async function homeFor(
  tx: Tx,
  known: Person,
  chosen: Record<string, string>,
  { homeRows: rows }: Pick<Surface, 'homeRows'>,
): Promise<Card> {
  const person = await withPreferences(tx, known, chosen);
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
  const queue = await tx.conversations.list(scope, filter({ personId: person.id }, rows));
  const seesUnassigned = scope.all.length > 0;
  const unassigned = seesUnassigned ? await tx.conversations.list(scope, filter('nobody', rows)) : null;
  return homeCard(
    {
      personId: person.id,
      mailboxes,
      chosen: mailboxId ?? null,
      counters: { open: open.total, mine: queue.total, unassigned: unassigned?.total ?? null },
      queue,
      unassigned,
      notices: person.notices,
      accounts: await tx.accounts.ofPerson(person.id),
      toConfirm: mayDecideAccounts(person)
        ? {
            ...(await tx.accounts.waiting(person.workspaceId, ACCOUNTS_SHOWN)),
            mayConfirm: (proposal) => mayConfirmAccount(person, proposal),
          }
        : null,
    },
    person.locale,
  );
}

/** The pickers of Home that change the person's own settings. */
async function withPreferences(tx: Tx, person: Person, chosen: Record<string, string>): Promise<Person> {
  const locale = locales.find((one) => one === chosen.language) ?? person.locale;
  const notices = chosen.notices === undefined ? person.notices : chosen.notices === 'on';
  if (locale === person.locale && notices === person.notices) return person;
  await tx.people.prefer(person.id, { locale, notices });
  // Their Homes on other platforms show the same settings, and send them back with the next choice there.
  const homes = await tx.people.wantHome([person.id]);
  await tx.jobs.wake(homes.map((target) => ({ job: 'home', target })));
  return { ...person, locale, notices };
}
