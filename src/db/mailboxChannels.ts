import type { ChannelRef } from '../ports/rows';
import type { PumpTarget } from '../ports/store';
import type { LockedMailbox } from './mailboxStream';
import type { Sql } from './sql';

/** Binds a channel of an installation where the mailbox has none. */
export async function addChannel(
  sql: Sql,
  { mailbox, record }: LockedMailbox,
  { installationId, channel }: ChannelRef,
): Promise<void> {
  await sql.change(
    `insert into mailbox_channel (mailbox_id, installation_id, channel, position)
     values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from mailbox_channel where mailbox_id = $1))`,
    [mailbox.id, installationId, channel],
  );
  await record({ type: 'channelBound', installationId, channel });
}

/**
 * Unbinds a channel: what the mailbox's conversations show there, and in the direct channels of their owners on the
 * same installation, is taken back. Private notices stay, as they are told to somebody and belong to no channel.
 * @returns where something has to be removed.
 */
export async function takeChannelAway(
  sql: Sql,
  { mailbox, record }: LockedMailbox,
  { installationId, channel }: ChannelRef,
): Promise<PumpTarget[]> {
  await sql.change('delete from mailbox_channel where mailbox_id = $1 and installation_id = $2', [
    mailbox.id,
    installationId,
  ]);
  const rows = await sql.rows<{ channel: string | null; person_id: string }>(
    `update post p set want_gone = true, gone = (p.ts is null and p.shown = 0 and p.intended_at is null)
       from conversation c
      where c.id = p.conversation_id and c.mailbox_id = $1 and p.installation_id = $2 and p.kind <> 'notice'
        and not (p.gone or p.want_gone)
      returning p.channel, p.person_id`,
    [mailbox.id, installationId],
  );
  await record({ type: 'channelUnbound', installationId, channel });
  const targets = rows.map(
    (row): PumpTarget =>
      row.channel === null
        ? { installationId, personId: row.person_id }
        : { installationId, channel: row.channel },
  );
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}

/** Nothing of ours stands in a channel before it is bound: what people said there earlier is never asked for. */
export async function beginHearing(
  sql: Sql,
  { installationId, channel }: ChannelRef,
  now: Date,
): Promise<void> {
  await sql.change(
    `insert into chat_channel (installation_id, channel, last_event_at) values ($1, $2, $3)
     on conflict (installation_id, channel) do nothing`,
    [installationId, channel, now.toISOString()],
  );
}
