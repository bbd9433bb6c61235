import { setTimeout as delay } from 'node:timers/promises';
import { stageMailboxes } from '../../bench/cast';
import type { Stage } from '../../bench/stage';

/**
 * Waits until everything that was delivered is taken in and filed, and chat shows all of it.
 * @throws with what is still missing.
 */
export async function settled(stage: Stage, delivered: readonly unknown[], ms = 180_000): Promise<void> {
  const end = Date.now() + ms;
  let calm = 0;
  for (;;) {
    const missing = await missingYet(stage, delivered);
    // A job that has just ended may have woken another.
    calm = Object.values(missing).every((count) => count === 0) ? calm + 1 : 0;
    if (calm === 3) return;
    if (Date.now() > end) {
      const jobs = await stage.source.query('select * from graphile_worker.jobs order by id');
      const unknown = await unknownOnServer(stage);
      throw new Error(`Not settled after ${ms} ms: ${JSON.stringify({ missing, jobs, unknown }, null, 1)}`);
    }
    await delay(100);
  }
}

async function missingYet(stage: Stage, delivered: readonly unknown[]) {
  const [row] = await stage.source.query(
    `select (select count(*)::int from email_copy) as copies,
            (select count(*)::int from email_copy where wanted_kind <> folder_kind or missing) as misfiled,
            (select count(*)::int from graphile_worker.jobs where locked_at is not null or run_at < now()) as jobs`,
  );
  const behind = await stage.store.transaction((tx) => tx.posts.behind());
  return {
    emails: Math.max(0, delivered.length - row.copies),
    misfiled: row.misfiled as number,
    behind: behind.length,
    jobs: row.jobs as number,
  };
}

/** Every message in every folder of a mailbox's account, as the mail server has it. */
export function onServer(stage: Stage, mailbox: keyof typeof stageMailboxes) {
  const { address } = stageMailboxes[mailbox];
  return ['INBOX', 'Archive', 'Trash', 'Junk'].flatMap((path) => {
    const folder = stage.mail.folder(address, path);
    return folder.messages.map(({ uid, raw }) => ({
      folder: path,
      uidValidity: folder.uidValidity,
      uid,
      raw,
    }));
  });
}

/** What lies on the mail server and has no copy row: for the message of a failure. */
async function unknownOnServer(stage: Stage): Promise<string[]> {
  const rows: { place: string }[] = await stage.source.query(
    `select m.name || ' ' || c.folder || ' ' || c.uid_validity || ' ' || c.uid as place
       from email_copy c join mailbox m on m.id = c.mailbox_id`,
  );
  const known = new Set(rows.map((row) => row.place.toLowerCase()));
  return (Object.keys(stageMailboxes) as (keyof typeof stageMailboxes)[]).flatMap((mailbox) =>
    onServer(stage, mailbox)
      .map(({ folder, uidValidity, uid }) => `${mailbox} ${folder} ${uidValidity} ${uid}`)
      .filter((place) => !known.has(place.toLowerCase()))
      .concat(`${mailbox}: ${onServer(stage, mailbox).length} on the server`),
  );
}
