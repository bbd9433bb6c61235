import { nearestLocale } from '../locales/locale';
import type { Profile } from '../ports/profiles';
import { placeOfConversation } from './reach';
import type { Connector, Route, TeamsMember } from './transport/transport';

type Somewhere = Omit<Route, 'conversation'>;

const KEEP_MS = 5 * 60_000;
/** After a failure: soon enough to recover, late enough not to ask for every message. */
const KEEP_UNKNOWN_MS = 30_000;
const MOST_PEOPLE = 5_000;
const MOST_PLACES = 200;

interface Kept<T> {
  value: Promise<T>;
  until: number;
}

/** Who is who: Teams names people `29:…` to a bot, Postroom by their Entra object id. Remembered for five minutes. */
export class Roster {
  private readonly people = new Map<string, Kept<TeamsMember | null>>();
  private readonly places = new Map<string, Kept<TeamsMember[] | null>>();

  constructor(
    private readonly connector: Pick<Connector, 'members' | 'member'>,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /**
   * @param id their object id, or `29:…`.
   * @returns null when nobody there is called so, or Teams did not answer.
   */
  member(of: Route, id: string): Promise<TeamsMember | null> {
    // Who is not in this team may be in another one.
    const { conversation } = placeOfConversation(of.conversation);
    return kept(this.people, `${of.tenant}/${conversation}/${id}`, MOST_PEOPLE, this.now, async () => {
      const called = await this.connector.member(of, id);
      return called.ok ? called.value : null;
    });
  }

  /** Everybody there; null when Teams did not say. */
  members(of: Route): Promise<TeamsMember[] | null> {
    return kept(this.places, `${of.tenant}/${of.conversation}`, MOST_PLACES, this.now, async () => {
      const called = await this.connector.members(of);
      return called.ok ? called.value : null;
    });
  }

  /** Looked for in one team after the other, as Teams tells of people only where it meets them. */
  async inTeams(at: Somewhere, teams: string[], user: string): Promise<TeamsMember | null> {
    for (const conversation of teams) {
      const found = await this.member({ ...at, conversation }, user);
      if (found) return found;
    }
    return null;
  }

  /** By email address, in the whole lists of these teams; a guest only when nobody of the organisation has it. */
  async withEmail(at: Somewhere, teams: string[], email: string): Promise<TeamsMember | null> {
    let guest: TeamsMember | null = null;
    for (const conversation of teams) {
      const all = (await this.members({ ...at, conversation })) ?? [];
      const found = all.filter((one) => one.email?.toLowerCase() === email.toLowerCase());
      const own = found.find(provesAddress);
      if (own) return own;
      guest ??= found[0] ?? null;
    }
    return guest;
  }
}

export function profileOfMember(member: TeamsMember): Profile {
  const { name, email, locale } = member;
  return {
    name,
    email: provesAddress(member) ? email : null,
    ...(locale && { locale: nearestLocale(locale) }),
  };
}

/** The address of a guest is somebody else's to give: it proves nothing. */
export function provesAddress({ role }: Pick<TeamsMember, 'role'>): boolean {
  return role === null || role.toLowerCase() === 'user' || role.toLowerCase() === 'owner';
}

async function kept<T>(
  all: Map<string, Kept<T | null>>,
  key: string,
  most: number,
  now: () => number,
  ask: () => Promise<T | null>,
): Promise<T | null> {
  const before = all.get(key);
  if (before && before.until > now()) return before.value;
  const asked: Kept<T | null> = { value: ask(), until: now() + KEEP_MS };
  all.delete(key);
  // A Map keeps the order in which things were added: the oldest goes.
  if (all.size >= most) all.delete(all.keys().next().value!);
  all.set(key, asked);
  const value = await asked.value;
  if (value === null) asked.until = now() + KEEP_UNKNOWN_MS;
  return value;
}
