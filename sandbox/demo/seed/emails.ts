import { englishEmails } from './englishEmails';
import { frenchEmails } from './frenchEmails';
import { oddEmails } from './oddEmails';
import type { SeedEmail } from './seedEmail';

export interface BuiltEmail extends SeedEmail {
  at: Date;
  raw: Buffer;
}

/** The demo's emails with their sources, oldest first; dates count back from `now`. */
export async function seedEmails(now: Date): Promise<BuiltEmail[]> {
  const all = [...englishEmails, ...frenchEmails, ...oddEmails];
  all.sort((one, other) => other.minutesAgo - one.minutesAgo);
  return Promise.all(
    all.map(async (email) => {
      const at = new Date(now.getTime() - email.minutesAgo * 60_000);
      return { ...email, at, raw: await email.build(at) };
    }),
  );
}
