import { noticesOfLoss } from '../domain/effects';
import type { ChatUser } from '../ui/request';
import type { Sql } from './sql';

/**
 * Takes back what a mailbox's conversations say in somebody's direct channel and Home, because they lost the right to see it.
 * The minute's sweep wakes what removes it.
 * @param keepOwn leave what they own.
 */
export async function takeBackPosts(
  sql: Sql,
  mailboxId: string,
  personId: string,
  keepOwn: boolean,
): Promise<void> {
  await sql.change(
    `update post p set want_gone = true, gone = (p.ts is null and p.shown = 0 and p.intended_at is null)
       from conversation c
      where c.id = p.conversation_id and c.mailbox_id = $1 and p.person_id = $2 and not (p.gone or p.want_gone)
        and (p.kind <> 'notice' or p.ref <> all ($3::text[])) and not ($4 and c.owner_id is not distinct from $2)`,
    [mailboxId, personId, [...noticesOfLoss], keepOwn],
  );
  await sql.change(
    'update identity set home_wanted = home_wanted + 1 where person_id = $1 and home_wanted > 0',
    [personId],
  );
}

/** Takes back everything that stands in the direct channel with this account, which is somebody else's or nobody's. */
export async function takeBackAll(sql: Sql, personId: string, { platform, team }: ChatUser): Promise<void> {
  await sql.change(
    `update post p set want_gone = true, gone = (p.ts is null and p.shown = 0 and p.intended_at is null)
       from installation n
      where n.id = p.installation_id and n.platform = $2 and n.team = $3 and p.person_id = $1
        and not (p.gone or p.want_gone)`,
    [personId, platform, team],
  );
}
