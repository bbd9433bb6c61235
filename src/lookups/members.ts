import { refuse } from '../domain/refusal';
import type { Member } from '../ports/rows';
import { fitting, type Lookup, theOne } from './lookup';

const textsOf = ({ person }: Member) => [person.name, person.email ?? ''];

/** The people of the mailbox, by name or email address. */
export const members: Lookup = {
  async options(tx, mailbox, typed, limit) {
    const fits = fitting(await tx.people.members(mailbox.id), typed, textsOf);
    return fits.slice(0, limit).map(({ person }) => ({
      value: person.id,
      label: person.name,
      ...(person.email && { detail: person.email }),
    }));
  },

  async named(tx, mailbox, words) {
    const typed = words.replace(/^@/, '');
    const fits = theOne(await tx.people.members(mailbox.id), typed, textsOf);
    if (fits.length === 0) return refuse('noSuchPerson', { words: typed });
    if (fits.length > 1) {
      const names = fits.slice(0, 5).map(({ person }) => person.name);
      return refuse('ambiguousPerson', { words: typed, names: names.join(', ') });
    }
    return { value: fits[0]!.person.id };
  },
};
