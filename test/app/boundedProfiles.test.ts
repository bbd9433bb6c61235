import { boundedProfiles, profileBounds } from '../../src/app/boundedProfiles';
import type { Profile } from '../../src/ports/profiles';
import type { ChatUser } from '../../src/ui/request';
import { silentLog } from '../jobs/silentLog';

const account = (user: string): ChatUser => ({ platform: 'teams', team: 'tenant', user });
const ada: Profile = { name: 'Ada', email: 'ada@acme.test' };

/** A platform that answers when the test says so. */
function platform(bounds: Partial<typeof profileBounds> = {}) {
  let now = 0;
  const asked: string[] = [];
  const open: { resolve(profile: Profile | null): void; reject(error: Error): void }[] = [];
  const profileOf = boundedProfiles(
    ({ user }) => {
      asked.push(user);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    silentLog,
    () => now,
    { ...profileBounds, ...bounds },
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return { profileOf, asked, open, pass };
}

describe('a profile', () => {
  test('given it came in time, then it is asked for once in ten minutes', async () => {
    const { profileOf, asked, open, pass } = platform();
    const first = profileOf(account('ada'));
    open[0]!.resolve(ada);
    expect(await first).toEqual(ada);
    expect(await profileOf(account('ada'))).toEqual(ada);
    pass(profileBounds.keepMs - 1);
    expect(await profileOf(account('ada'))).toEqual(ada);
    expect(asked).toEqual(['ada']);
    pass(1);
    const again = profileOf(account('ada'));
    open[1]!.resolve({ ...ada, email: 'new@acme.test' });
    expect(await again).toMatchObject({ email: 'new@acme.test' });
  });

  test('given it comes too late, then nobody waits for it, and it is there the next time', async () => {
    const { profileOf, asked, open } = platform({ withinMs: 5 });
    expect(await profileOf(account('ada'))).toBeNull();
    open[0]!.resolve(ada);
    expect(await profileOf(account('ada'))).toEqual(ada);
    expect(asked).toHaveLength(1);
  });

  test('given the platform fails or knows nobody, then it is nothing, and asked for again after a minute', async () => {
    const { profileOf, asked, open, pass } = platform();
    const failing = profileOf(account('ada'));
    open[0]!.reject(new Error('ratelimited'));
    expect(await failing).toBeNull();
    expect(await profileOf(account('ada'))).toBeNull();
    expect(asked).toHaveLength(1);
    pass(profileBounds.keepNothingMs);
    const nobody = profileOf(account('ada'));
    open[1]!.resolve(null);
    expect(await nobody).toBeNull();
    expect(asked).toHaveLength(2);
  });

  test('given the same account clicks many times at once, then it is asked for once', async () => {
    const { profileOf, asked, open } = platform();
    const all = Promise.all(Array.from({ length: 20 }, () => profileOf(account('ada'))));
    open[0]!.resolve(ada);
    expect(await all).toEqual(Array.from({ length: 20 }, () => ada));
    expect(asked).toHaveLength(1);
  });

  test('given many strangers at once, then four are asked about, and the others the next time they come', async () => {
    const { profileOf, asked, open } = platform();
    const all = Promise.all(Array.from({ length: 50 }, (_, n) => profileOf(account(`s${n}`))));
    expect(asked).toHaveLength(profileBounds.atOnce);
    for (const one of open) one.resolve(ada);
    expect((await all).filter((profile) => profile !== null)).toHaveLength(4);
    const next = profileOf(account('s49'));
    expect(asked).toHaveLength(5);
    open[4]!.resolve(ada);
    expect(await next).toEqual(ada);
  });

  test('given more strangers than are remembered, then the oldest are forgotten', async () => {
    const { profileOf, asked, open } = platform({ most: 3 });
    for (const user of ['a', 'b', 'c', 'd']) {
      const found = profileOf(account(user));
      open.at(-1)!.resolve(ada);
      await found;
    }
    await profileOf(account('d'));
    expect(asked).toHaveLength(4);
    const forgotten = profileOf(account('a'));
    expect(asked).toHaveLength(5);
    open.at(-1)!.resolve(ada);
    expect(await forgotten).toEqual(ada);
  });
});
