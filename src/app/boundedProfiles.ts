import type { Log } from '../ports/log';
import { inTime } from '../ports/patience';
import type { Profile, ProfileOf } from '../ports/profiles';
import type { ChatUser } from '../ui/request';

export const profileBounds = {
  /** Somebody waits for an answer (architecture, law 7). */
  withinMs: 700,
  /** An address that was corrected is seen after this long. */
  keepMs: 10 * 60_000,
  /** After a failure: soon enough to recover, late enough not to ask at every click. */
  keepNothingMs: 60_000,
  most: 2_000,
  /** Calls under way: strangers in numbers must not use up what the platform lets us ask. */
  atOnce: 4,
};

/**
 * Asks a platform who an account says it is, within bounds: in time, once in ten minutes, and few at once. What came
 * too late is there for the next time. Never rejects.
 */
export function boundedProfiles(
  ask: ProfileOf,
  log: Log,
  now: () => number = Date.now,
  bounds = profileBounds,
): ProfileOf {
  const known = new Map<string, { profile: Promise<Profile | null>; until: number }>();
  let under = 0;

  const asked = async (key: string, user: ChatUser): Promise<Profile | null> => {
    under += 1;
    try {
      const profile = await ask(user);
      keep(key, Promise.resolve(profile), profile ? bounds.keepMs : bounds.keepNothingMs);
      return profile;
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      log.warn({ platform: user.platform, user: user.user, why }, 'A profile could not be read');
      return null;
    } finally {
      under -= 1;
    }
  };
  const keep = (key: string, profile: Promise<Profile | null>, ms: number) => {
    known.delete(key);
    // The one that was asked for longest ago goes.
    for (const oldest of known.keys()) {
      if (known.size < bounds.most) break;
      known.delete(oldest);
    }
    known.set(key, { profile, until: now() + ms });
  };

  return async (user) => {
    const key = `${user.platform} ${user.team} ${user.user}`;
    const before = known.get(key);
    if (!before || before.until <= now()) {
      if (under >= bounds.atOnce) return null;
      keep(key, asked(key, user), bounds.keepNothingMs);
    }
    const found = await inTime(known.get(key)!.profile, bounds.withinMs);
    return found.late ? null : found.value;
  };
}
