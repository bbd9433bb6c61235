import type { DataSource } from 'typeorm';
import type { ArrivalSeen, ArrivalsSeen, PlaceOfArrivals } from '../ports/arrivals';
import { whole } from './columnValues';

interface Row {
  uid: string;
  number: string;
  shown: boolean;
  position: number | null;
  reading: ArrivalSeen['reading'];
  problem: ArrivalSeen['problem'];
  repeated: boolean;
}

/** What became of emails that were put into a folder: see `ports/arrivals.ts`. */
export async function arrivalsAt(source: DataSource, place: PlaceOfArrivals): Promise<ArrivalsSeen> {
  const { mailboxId, folder, uidValidity, uids } = place;
  // The cursor first: what it has passed by now has been taken in, or never will be by itself.
  const cursors: { last_uid: string }[] = await source.query(
    'select last_uid from folder_cursor where mailbox_id = $1 and folder = $2 and uid_validity = $3',
    [mailboxId, folder, uidValidity],
  );
  const rows: Row[] = await source.query(
    `select k.uid, c.number, c.shown, ce.position, e.reading, e.problem,
            -- ids are in the order of time
            exists (select from email_copy o
                     where o.conversation_id = k.conversation_id and o.email_id = k.email_id
                       and o.mailbox_id = k.mailbox_id and o.id < k.id) as repeated
       from email_copy k
       join conversation c on c.id = k.conversation_id
       join email e on e.id = k.email_id
       left join conversation_email ce on ce.conversation_id = k.conversation_id and ce.email_id = k.email_id
      where k.mailbox_id = $1 and k.folder = $2 and k.uid_validity = $3 and k.uid = any($4::bigint[])`,
    [mailboxId, folder, uidValidity, uids],
  );
  return {
    lastUid: cursors[0] ? whole(cursors[0].last_uid) : 0,
    found: rows.map((row) => ({
      uid: whole(row.uid),
      number: whole(row.number),
      outcome: row.repeated
        ? 'duplicate'
        : (row.position ?? 1) > 1
          ? 'joined'
          : row.shown
            ? 'card'
            : 'silent',
      reading: row.reading,
      problem: row.problem,
    })),
  };
}

/** How many emails with this Message-ID lie in the mailbox, wherever they were filed. */
export async function copiesWithId(
  source: DataSource,
  mailboxId: string,
  messageId: string,
): Promise<{ copies: number; number: number } | null> {
  const rows: { copies: number; number: string }[] = await source.query(
    `select count(*)::int as copies, c.number
       from message_ref r
       join conversation c on c.id = r.conversation_id
       join email_copy k on k.conversation_id = r.conversation_id and k.email_id = r.email_id
      where r.mailbox_id = $1 and r.message_id = $2 and k.mailbox_id = $1
      group by c.number order by c.number desc limit 1`,
    [mailboxId, messageId],
  );
  const [row] = rows;
  return row ? { copies: row.copies, number: whole(row.number) } : null;
}
