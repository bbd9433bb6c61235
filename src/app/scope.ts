import { seesAll } from '../domain/permissions';
import type { Person } from '../ports/rows';
import type { Scope, Tx } from '../ports/store';

/** What this person may see, for every query: made from the one permission table. */
export async function scopeOf(tx: Tx, person: Person): Promise<Scope> {
  const memberships = await tx.people.memberships(person.id);
  const all: string[] = [];
  const own: string[] = [];
  for (const { mailbox, membership } of memberships) {
    (seesAll(person.id, membership, mailbox) ? all : own).push(mailbox.id);
  }
  return { personId: person.id, all, own };
}
