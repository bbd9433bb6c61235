import { fetchNew } from './fetchNew';
import { reconcile } from './reconcile';
import type { Watched } from './watched';

/**
 * Reads a mailbox for as long as its connection and lease last: what is new is taken in at once (IDLE), and every
 * minute, or when something was moved, the folders are compared.
 * @param watching called each time that everything has been read.
 */
export async function runSession(watched: Watched, watching: () => Promise<void>): Promise<void> {
  const { client, folders, signal, deps } = watched;
  const wanted = { fetch: true, reconcile: true };
  let wake = () => {};
  const nudge = (work: Partial<typeof wanted>) => {
    Object.assign(wanted, work);
    wake();
  };
  const onExists = ({ path }: { path: string }) => {
    if (path === folders.inbox) nudge({ fetch: true });
  };
  const onExpunge = ({ path }: { path: string }) => {
    if (path === folders.inbox) nudge({ reconcile: true });
  };
  const onEnd = () => wake();
  const close = () => client.close();
  client.on('exists', onExists);
  client.on('expunge', onExpunge);
  client.on('close', onEnd);
  signal.addEventListener('abort', close, { once: true });
  let due = 0;
  try {
    while (client.usable && !signal.aborted) {
      if (wanted.fetch) {
        wanted.fetch = false;
        await fetchNew(watched);
      } else if (wanted.reconcile || Date.now() >= due) {
        wanted.reconcile = false;
        await reconcile(watched);
        due = Date.now() + deps.times.reconcile;
        // A server that forgets to tell of new emails, or knows no IDLE, is asked at least that often.
        wanted.fetch = true;
      } else {
        await watched.open(folders.inbox);
        if (watched.reopened) {
          wanted.fetch = true;
          wanted.reconcile ||= client.mailbox !== false && client.mailbox.exists < watched.inboxSize;
          continue;
        }
        await watching();
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (wanted.fetch || wanted.reconcile) continue;
        await idleUntil(watched, woken, due - Date.now());
      }
    }
  } finally {
    client.off('exists', onExists);
    client.off('expunge', onExpunge);
    client.off('close', onEnd);
    signal.removeEventListener('abort', close);
  }
}

/** The next command ends the IDLE by itself. */
async function idleUntil({ client }: Watched, woken: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms));
  });
  const idling = client.idle().then(
    // An IDLE that the server ended or refused is not a reason to ask again at once.
    () => (client.usable ? due : undefined),
    () => undefined,
  );
  await Promise.race([woken, due, idling]);
  clearTimeout(timer);
}
