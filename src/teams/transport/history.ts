import type { Called } from '../../ports/chat';
import { called } from './called';
import type { Endpoints } from './endpoints';
import { exchange, Fault } from './fault';
import { type GraphMessage, historyMessage } from './graphMessage';
import type { Tokens } from './tokens';
import type { ChannelHistory, ChannelPlace, HistoryMessage } from './transport';

/** Graph's own limit, for replies; roots come with theirs, and are fewer at a time to stay small. */
const PAGE = 50;
const PAGE_OF_ROOTS = 20;
/** A thread of more than 1,000 replies is read up to there. */
const MAX_PAGES_OF_REPLIES = 20;

/**
 * Microsoft Graph with the app's own rights. In which order it lists is not documented, so the answer is sorted here.
 * @param tokens null in a rehearsal without authentication.
 */
export function createHistory(
  endpoints: Pick<Endpoints, 'graph'>,
  tokens: Tokens | null,
  timeScale: number,
): ChannelHistory {
  const calling = { writes: false, names: 'conversation', scope: 'method', timeScale } as const;
  const messagesOf = ({ group, channel }: ChannelPlace) =>
    `${endpoints.graph}/teams/${encodeURIComponent(group)}/channels/${encodeURIComponent(channel)}/messages`;

  const pages = async (first: string, tenant: string, most: number): Promise<GraphMessage[]> => {
    const found: GraphMessage[] = [];
    let url: string | undefined = first;
    for (let page = 0; page < most && url; page++) {
      const { value, '@odata.nextLink': next }: Page = await ask(url, tenant);
      found.push(...value);
      // The token goes nowhere else.
      url = next?.startsWith(`${endpoints.graph}/`) ? next : undefined;
    }
    return found;
  };
  const ask = async (url: string, tenant: string): Promise<Page> => {
    const token = await tokens?.get('graph', tenant);
    const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    try {
      const { text } = await exchange({ url, method: 'GET', headers });
      return JSON.parse(text) as Page;
    } catch (error) {
      if (error instanceof Fault && error.kind.what === 'status' && error.kind.status === 401) {
        tokens?.forget('graph', tenant);
      }
      throw error;
    }
  };

  return {
    roots: (of, since, limit) =>
      called(calling, async () => {
        const url = `${messagesOf(of)}?$top=${Math.min(limit, PAGE_OF_ROOTS)}&$expand=replies`;
        const found = (await pages(url, of.tenant, Math.ceil(limit / PAGE_OF_ROOTS))).map(historyMessage);
        return changedSince(found, since).sort(newestChangeFirst).slice(0, limit);
      }),
    replies: (of, root, since): Promise<Called<HistoryMessage[]>> =>
      called({ ...calling, names: 'message' }, async () => {
        const url = `${messagesOf(of)}/${encodeURIComponent(root)}/replies?$top=${PAGE}`;
        const found = (await pages(url, of.tenant, MAX_PAGES_OF_REPLIES)).map(historyMessage);
        return changedSince(found, since).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
      }),
  };
}

interface Page {
  value: GraphMessage[];
  '@odata.nextLink'?: string;
}

function changedSince(messages: HistoryMessage[], since: Date): HistoryMessage[] {
  return messages.filter((message) => Date.parse(lastChange(message)) >= since.getTime());
}

function newestChangeFirst(a: HistoryMessage, b: HistoryMessage): number {
  return lastChange(b).localeCompare(lastChange(a));
}

function lastChange({ createdAt, modifiedAt }: HistoryMessage): string {
  return modifiedAt ?? createdAt;
}
