import type { Called } from '../../ports/chat';
import { type Calling, called } from './called';
import { connectorClient } from './connectorClient';
import { type Endpoints, knowsTargeted } from './endpoints';
import { exchange, Fault } from './fault';
import { type AnsweredMember, memberOf } from './member';
import type { Tokens } from './tokens';
import type { Connector, Outgoing, Route, TeamsMember } from './transport';

export interface ConnectorOptions {
  /** Null: a rehearsal without authentication. */
  appId: string | null;
  tokens: Tokens | null;
  /** Of the app itself: its own tenant, or `botframework.com` for an app of several. */
  tokenTenant: string;
  endpoints: Pick<Endpoints, 'isConnector'>;
  timeScale: number;
}

/** Suggested; the connector may send less. */
const PAGE_OF_MEMBERS = 500;
/** A team has 25,000 people at most. */
const MAX_PAGES = 60;
const MOST_NAMES = 5_000;

/** The Bot Connector's REST API, as Microsoft's client calls it. Nothing is repeated here: the pump decides. */
export function createConnector(options: ConnectorOptions): Connector {
  const { appId, tokens, tokenTenant, endpoints, timeScale } = options;
  const bot = appId === null ? undefined : { id: `28:${appId}`, name: '' };

  /** @param work is given the token; it must leave the pipeline by `exchange` only. */
  const call = async <T>(
    { serviceUrl }: Pick<Route, 'serviceUrl'>,
    calling: Omit<Calling, 'timeScale'>,
    work: (token: string | null) => Promise<T>,
  ): Promise<Called<T>> => {
    if (!endpoints.isConnector(serviceUrl)) {
      return { ok: false, why: 'notAuthorized', detail: 'the service address is not one of Microsoft Teams' };
    }
    const answered = await called({ ...calling, timeScale }, async () => {
      try {
        return await work((await tokens?.get('connector', tokenTenant)) ?? null);
      } catch (error) {
        if (isStatus(error, 401)) tokens?.forget('connector', tokenTenant);
        throw error;
      }
    });
    return answered;
  };
  const conversations = ({ serviceUrl }: Pick<Route, 'serviceUrl'>, token: string | null) =>
    connectorClient(serviceUrl, token).conversations;

  const names = new Map<string, string>();
  /** A recipient has to be named the way that bots name people (`29:…`); only the roster knows it. */
  const botsNameOf = async (at: Route, user: string, token: string | null): Promise<string> => {
    if (user.startsWith('29:')) return user;
    const known = names.get(`${at.tenant} ${user}`);
    if (known) return known;
    const [channel] = at.conversation.split(';') as [string];
    const { id } = await conversations(at, token).getConversationMember(channel, user);
    if (names.size >= MOST_NAMES) names.clear();
    names.set(`${at.tenant} ${user}`, idOf(id));
    return idOf(id);
  };

  return {
    postRoot: (to, activity) =>
      call(to, posting, async (token) => {
        const created = await conversations(to, token).createConversation({
          isGroup: true,
          bot: bot!,
          tenantId: to.tenant,
          channelData: { channel: { id: to.conversation }, tenant: { id: to.tenant } },
          activity: activityOf(activity) as never,
        } as never);
        return { id: idOf(created.activityId ?? created.id?.split(';messageid=')[1]) };
      }),
    send: (to, activity) =>
      call(to, postingTo(to), async (token) => {
        const sent = await conversations(to, token).sendToConversation(to.conversation, activityOf(activity));
        return { id: idOf(sent.id) };
      }),
    sendTargeted: async (to, user, activity) => {
      if (!knowsTargeted(to.serviceUrl)) return { ok: false, why: 'rejected', detail: 'not in this cloud' };
      const sent = await call(to, postingTo(to), async (token) => {
        const recipient = { id: await botsNameOf(to, user, token) };
        const { text } = await exchange({
          url: `${within(to, `v3/conversations/${encodeURIComponent(to.conversation)}/activities`)}?isTargetedActivity=true`,
          method: 'POST',
          headers: headersWith(token),
          body: JSON.stringify({ ...activityOf(activity), recipient }),
        });
        return { id: idOf((JSON.parse(text) as { id?: string }).id) };
      });
      return notSupported(sent) ? { ok: false, why: 'rejected', detail: sent.detail } : sent;
    },
    update: (at, id, activity) =>
      call(at, changing, async (token) => {
        const changed = { ...activityOf(activity), id };
        await conversations(at, token).updateActivity(at.conversation, id, changed);
        return null;
      }),
    remove: (at, id) =>
      call(at, changing, async (token) => {
        await conversations(at, token).deleteActivity(at.conversation, id);
        return null;
      }),
    // The same chat comes back however often it is asked for.
    openDirect: (to, user) =>
      call(to, { ...asking, scope: 'method' }, async (token) => {
        const { id } = await conversations(to, token).createConversation({
          isGroup: false,
          bot: bot!,
          members: [{ id: user }],
          tenantId: to.tenant,
          channelData: { tenant: { id: to.tenant } },
        } as never);
        return { conversation: idOf(id) };
      }),
    members: (of) =>
      call(of, asking, async (token) => {
        const all: TeamsMember[] = [];
        let next: string | undefined;
        for (let page = 0; page < MAX_PAGES; page++) {
          const answered = await conversations(of, token).getConversationPagedMembers(of.conversation, {
            pageSize: PAGE_OF_MEMBERS,
            ...(next && { continuationToken: next }),
          } as never);
          for (const one of answered.members ?? []) all.push(...memberOf(one as AnsweredMember, of.tenant));
          if (!answered.continuationToken || answered.continuationToken === next) break;
          next = answered.continuationToken;
        }
        return all;
      }),
    member: (of, user) =>
      call(of, asking, async (token): Promise<TeamsMember | null> => {
        try {
          const one = await conversations(of, token).getConversationMember(of.conversation, user);
          return memberOf(one as unknown as AnsweredMember, of.tenant)[0] ?? null;
        } catch (error) {
          if (isStatus(error, 404) && !/roster|conversationnotfound/i.test(error.kind.code)) return null;
          throw error;
        }
      }),
    channels: (of, teamId) =>
      call(of, asking, async (token) => {
        const url = within(of, `v3/teams/${encodeURIComponent(teamId)}/conversations`);
        const { text } = await exchange({ url, method: 'GET', headers: headersWith(token) });
        const { conversations: found } = JSON.parse(text) as {
          conversations: { id: string; name?: string }[];
        };
        return found.map(({ id, name }) => ({ id, name: name ?? null }));
      }),
  };
}

const posting = { writes: true, names: 'conversation', scope: 'channel' } as const;
const changing = { writes: true, names: 'message', scope: 'channel' } as const;
const asking = { writes: false, names: 'conversation', scope: 'channel' } as const;

/** In a thread, what is not found is its root: the channel may well be there. */
function postingTo({ conversation }: Route): Omit<Calling, 'timeScale'> {
  return conversation.includes(';messageid=') ? { ...posting, names: 'message' } : posting;
}

/** A message of the bot's, as the Bot Framework writes it. */
function activityOf({ text, summary, card }: Outgoing) {
  return {
    type: 'message',
    ...(text !== undefined && { text, textFormat: 'markdown' }),
    ...(summary !== undefined && { summary }),
    ...(card && {
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    }),
  };
}

/** Without the id, what was posted can never be changed: it counts as an answer that did not arrive. */
function idOf(id: string | undefined): string {
  if (!id) throw new SyntaxError('no id in the answer');
  return id;
}

/** Old clients and some tenants know no targeted messages; the bot being thrown out is something else. */
function notSupported(sent: Called<unknown>): sent is { ok: false; why: 'notAuthorized'; detail: string } {
  return !sent.ok && sent.why === 'notAuthorized' && sent.detail.startsWith('HTTP 403');
}

function within({ serviceUrl }: Pick<Route, 'serviceUrl'>, path: string): string {
  return `${serviceUrl.replace(/\/+$/, '')}/${path}`;
}

function headersWith(token: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    'content-type': 'application/json; charset=utf-8',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
}

function isStatus(
  error: unknown,
  status: number,
): error is Fault & { kind: { what: 'status'; code: string } } {
  return error instanceof Fault && error.kind.what === 'status' && error.kind.status === status;
}
