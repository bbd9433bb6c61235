import { takeIn } from '../../src/mail/takeIn';
import type { Watched } from '../../src/mail/watched';
import { silentLog } from '../jobs/silentLog';

/** A session in which the database stumbles whenever it is asked. */
function session(usable: boolean): { watched: Watched; asked: () => number } {
  let asked = 0;
  const watched = {
    deps: {
      store: {
        transaction: async () => {
          asked += 1;
          throw new Error('Connection not available');
        },
      },
      times: { retry: 1 },
      log: silentLog,
    },
    mailbox: { id: 'm1', workspaceId: 'w1' },
    epoch: 1,
    client: { usable },
    signal: new AbortController().signal,
    stuck: new Map(),
  } as unknown as Watched;
  return { watched, asked: () => asked };
}
const fetched = {
  place: { folder: 'INBOX', folderKind: 'inbox' as const, uidValidity: '1', uid: 7 },
  receivedAt: new Date(),
  raw: Buffer.from(''),
};

test('given the connection broke in the middle, then the email is not blamed: the next session fetches it again', async () => {
  const { watched, asked } = session(false);
  await expect(takeIn(watched, fetched, {} as never)).rejects.toThrow('Connection not available');
  expect(watched.stuck.size).toBe(0);
  expect(asked()).toBe(1);
});

test('given it fails again and again on a good connection, then it is put off aloud', async () => {
  const { watched, asked } = session(true);
  expect(await takeIn(watched, fetched, {} as never)).toBe(false);
  expect(watched.stuck.get(7)).toMatchObject({ failures: 1 });
  expect(asked()).toBe(3);
});
