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

/** Takes back everything that stands in the direct channel and Home of this account, which is nobody's from now on. */
export async function takeBackAll(
  sql: Sql,
  personId: string,
  { platform, team, user }: ChatUser,
): Promise<void> {
  await sql.change(
    `update post p set want_gone = true, gone = (p.ts is null and p.shown = 0 and p.intended_at is null)
       from installation n
      where n.id = p.installation_id and n.platform = $2 and n.team = $3 and p.person_id = $1
        and not (p.gone or p.want_gone)`,
    [personId, platform, team],
  );
  await sql.change(
    `insert into home_left (installation_id, "user", person_id, channel, ts)
     select n.id, i."user", i.person_id, i.home_channel, i.home_ts
       from identity i join installation n on n.platform = i.platform and n.team = i.team
      where i.platform = $1 and i.team = $2 and i."user" = $3 and i.home_wanted > 0
     on conflict (installation_id, "user") do update
       set person_id = excluded.person_id, channel = excluded.channel, ts = excluded.ts`,
    [platform, team, user],
  );
}

/** Somebody's account again: what still stands at it is their Home, and has to be drawn. */
export async function takeOverHome(sql: Sql, { platform, team, user }: ChatUser): Promise<void> {
  await sql.change(
    `with taken as (
       delete from home_left h using installation n
        where n.id = h.installation_id and n.platform = $1 and n.team = $2 and h."user" = $3
        returning h.channel, h.ts)
     update identity set home_wanted = 1, home_channel = taken.channel, home_ts = taken.ts from taken
      where platform = $1 and team = $2 and "user" = $3`,
    [platform, team, user],
  );
}
