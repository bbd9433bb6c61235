import { LIMITS } from '../limits';
import type { Teams } from '../teams';
import type { StoredPlace } from '../world';

/**
 * The people picker: everybody of the tenant, or with `?scope=currentContext` of the conversation. What is chosen is
 * an Entra object id.
 */
export function directory(
  teams: Teams,
  place: StoredPlace,
  dataset: string,
  text: string,
): { title: string; value: string }[] {
  const here = dataset.includes('scope=currentContext');
  const people = [...teams.world.people.values()].filter(
    (person) => !here || teams.world.membersOf(place).includes(person.id),
  );
  const wanted = plain(text);
  return people
    .filter(({ name, email }) => plain(`${name} ${email}`).includes(wanted))
    .slice(0, LIMITS.searchResults.max)
    .map(({ id, name }) => ({ title: name, value: id }));
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
