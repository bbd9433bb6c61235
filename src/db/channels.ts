import type { Instant } from '../domain/conversation';
import type { ChannelRef } from '../ports/rows';
import { instantOrNull } from './columnValues';
import type { Sql } from './sql';

const LONG_AGO = '1970-01-01T00:00:00.000Z';

interface Budgets {
  channelEveryMs: number;
  channelBurst: number;
  methodEveryMs: number;
  methodBurst: number;
}

/** The part of `Posts` that is about channels as such: their budgets, pauses and state. */
export class ChannelTables {
  constructor(protected readonly sql: Sql) {}

  async spend(
    installationId: string,
    channel: string | null,
    method: string,
    budgets: Budgets,
    now: Instant,
  ): Promise<{ ok: true } | { ok: false; notBefore: Instant }> {
    const limits = new Map([
      [methodKey(method), { every: budgets.methodEveryMs, burst: budgets.methodBurst }],
    ]);
    if (channel !== null) {
      limits.set(channelKey(channel), { every: budgets.channelEveryMs, burst: budgets.channelBurst });
    }
    // Sorted, here and in the lock below, so that two instances never wait for each other crosswise.
    const keys = [...limits.keys()].sort();
    await this.sql.change(
      `insert into pace (installation_id, key, tat) select $1, k, $3 from unnest($2::text[]) as k
       on conflict do nothing`,
      [installationId, keys, LONG_AGO],
    );
    const rows = await this.sql.rows<{ key: string; tat: Date; not_before: Date | null }>(
      `select key, tat, not_before from pace where installation_id = $1 and key = any($2::text[])
        order by key collate "C" for update`,
      [installationId, keys],
    );
    const time = Date.parse(now);
    let allowedAt = time;
    const spent = rows.map((row) => {
      const { every, burst } = limits.get(row.key)!;
      // Generic cell rate algorithm: a call moves the theoretical arrival time on by one interval, and may come
      // while that is not further ahead than the burst.
      const tat = Math.max(row.tat.getTime(), time) + every;
      allowedAt = Math.max(allowedAt, tat - every * burst, row.not_before?.getTime() ?? 0);
      return { key: row.key, tat: new Date(tat).toISOString() };
    });
    if (allowedAt > time) return { ok: false, notBefore: new Date(Math.ceil(allowedAt)).toISOString() };
    await this.sql.change(
      `update pace set tat = s.tat from unnest($2::text[], $3::timestamptz[]) as s (key, tat)
        where pace.installation_id = $1 and pace.key = s.key`,
      [installationId, spent.map((row) => row.key), spent.map((row) => row.tat)],
    );
    return { ok: true };
  }

  async pause(
    installationId: string,
    key: { channel: string } | { method: string },
    until: Instant,
  ): Promise<void> {
    await this.sql.change(
      `insert into pace (installation_id, key, tat, not_before) values ($1, $2, $3, $4)
       on conflict (installation_id, key)
       do update set not_before = greatest(pace.not_before, excluded.not_before)`,
      [installationId, 'channel' in key ? channelKey(key.channel) : methodKey(key.method), LONG_AGO, until],
    );
  }

  async channelState(
    channel: ChannelRef,
  ): Promise<{ lastEventAt: Instant | null; problem: string | null } | null> {
    const row = await this.sql.first<{ last_event_at: Date | null; problem: string | null }>(
      'select last_event_at, problem from chat_channel where installation_id = $1 and channel = $2',
      [channel.installationId, channel.channel],
    );
    return row ? { lastEventAt: instantOrNull(row.last_event_at), problem: row.problem } : null;
  }

  async setChannelState(
    channel: ChannelRef,
    state: { lastEventAt?: Instant; problem?: string | null },
  ): Promise<void> {
    await this.sql.change(
      `insert into chat_channel (installation_id, channel, last_event_at, problem) values ($1, $2, $3, $4)
       on conflict (installation_id, channel) do update
         set last_event_at = greatest(excluded.last_event_at, chat_channel.last_event_at),
             problem = case when $5 then excluded.problem else chat_channel.problem end`,
      [
        channel.installationId,
        channel.channel,
        state.lastEventAt ?? null,
        state.problem ?? null,
        state.problem !== undefined,
      ],
    );
  }
}

function channelKey(channel: string): string {
  return `channel:${channel}`;
}

function methodKey(method: string): string {
  return `method:${method}`;
}
