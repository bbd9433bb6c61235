import { historyPlace, isChannel, type Reach } from './reach';

/**
 * The address by which Teams opens a message of a channel. Null for a message in a chat: its address needs the chat's
 * other name, which bots are not told.
 * Source: Microsoft Learn, "Deep link to a channel message".
 */
export function messageUrl(tenant: string, reach: Reach, channel: string, ts: string): string | null {
  if (!isChannel(channel)) return null;
  const query = new URLSearchParams({ tenantId: tenant });
  const group = historyPlace(tenant, reach, channel)?.group;
  if (group) query.set('groupId', group);
  query.set('parentMessageId', ts);
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(channel)}/${encodeURIComponent(ts)}?${query}`;
}
