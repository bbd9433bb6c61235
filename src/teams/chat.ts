import type { Called, Chat } from '../ports/chat';
import type { RecentPlaces } from '../ports/recentPlaces';
import type { Installation } from '../ports/rows';
import type { Card } from '../ui/card';
import { budgetsOf } from './budgets';
import { changes, drawCard, HOME_KEY } from './drawCard';
import { findPosted, repliesSince, threadsSince } from './history';
import { limits } from './limits';
import { historyPlace, isChannel, type Reach, routeTo, threadOf } from './reach';
import type { Roster } from './roster';
import type { ChannelHistory, Connector, Outgoing, Route } from './transport/transport';

export interface ChatOptions {
  installation: Pick<Installation, 'id' | 'team'>;
  /** Asked for each call: the way to the tenant may have been learnt meanwhile. */
  reach(): Reach;
  connector: Connector;
  history: ChannelHistory;
  roster: Roster;
  /** Told of messages that are deleted by us, so that their deletion is not taken for somebody else's. */
  removed: RecentPlaces;
  /** Rehearsal only: how many times faster the clock of rate limits runs. */
  timeScale: number;
}

const NO_WAY: Called<never> = {
  ok: false,
  why: 'channelClosed',
  detail: 'Postroom was not added to a team there yet: add the app to the team whose channel it serves',
};

/** The pump's view of one Teams tenant. */
export function teamsChat(options: ChatOptions): Chat {
  const { installation, connector, history, timeScale } = options;
  const tenant = installation.team;
  const place = (channel: string) => historyPlace(tenant, options.reach(), channel);

  async function own<T>(
    id: string,
    channel: string,
    call: (route: Route) => Promise<Called<T>>,
  ): Promise<Called<T>> {
    if (id !== installation.id) return { ok: false, why: 'notAuthorized', detail: 'another installation' };
    const route = routeTo(tenant, options.reach(), channel);
    if (!route) return NO_WAY;
    try {
      return await call(route);
    } catch (error) {
      // A renderer refuses what Teams cannot carry: a bug of ours, never retried unchanged.
      return { ok: false, why: 'rejected', detail: error instanceof Error ? error.message : 'unknown' };
    }
  }

  const drawn = async (route: Route, card: Card, key: string): Promise<Outgoing> =>
    drawCard(card, key, await readersOf(options.roster, route, card), { tenant, reach: options.reach() });

  /** A reply to a root message; in chats, which have no threads, a message like any other. */
  const inThread = (route: Route, thread: string | null): Route =>
    thread !== null && isChannel(route.conversation)
      ? { ...route, conversation: threadOf(route.conversation, thread) }
      : route;

  const openDirect: Chat['openDirect'] = (id, user) =>
    own(id, '', async ({ serviceUrl }) => {
      const called = await connector.openDirect({ serviceUrl, tenant }, user);
      return called.ok ? { ok: true, value: { channel: called.value.conversation } } : unreached(called);
    });

  const remove: Chat['remove'] = (at, ts) =>
    own(at.installationId, at.channel, async (route) => {
      options.removed.add(at.channel, ts);
      const called = await connector.remove(route, ts);
      // It is gone, which is what was wanted.
      return !called.ok && called.why === 'messageGone' ? { ok: true, value: null } : called;
    });

  return {
    // `broadcast` needs nothing: a new reply moves its thread to the bottom of the channel, where everybody sees it.
    post: (to, { card, key, thread }) =>
      own(to.installationId, to.channel, async (route) => {
        const message = await drawn(route, card, key);
        const called =
          isChannel(route.conversation) && thread === null
            ? await connector.postRoot(route, message)
            : await connector.send(inThread(route, thread), message);
        return called.ok ? { ok: true, value: { ts: called.value.id } } : called;
      }),

    update: (at, ts, card, key) =>
      own(at.installationId, at.channel, async (route) =>
        connector.update(route, ts, await drawn(route, card, key)),
      ),

    remove,
    // A bot may only offer files, which people then save to their own OneDrive.
    upload: null,
    removeFiles: async () => ({ ok: true, value: null }),
    openDirect,

    async publishHome(id, user, card, stands, afresh) {
      if (stands && !afresh) {
        const updated = await own(id, stands.channel, async (route) =>
          connector.update(route, stands.ts, await drawn(route, card, HOME_KEY)),
        );
        if (updated.ok) return { ok: true, value: stands };
        if (updated.why !== 'messageGone') return updated;
      }
      if (stands && afresh) {
        // First, and again until it is done: an old one that nobody remembers would go on showing what was theirs to see.
        const removed = await remove({ installationId: id, channel: stands.channel }, stands.ts);
        if (!removed.ok && (removed.why === 'later' || removed.why === 'unreachable')) return removed;
      }
      const direct = await openDirect(id, user);
      if (!direct.ok) return direct;
      const { channel } = direct.value;
      const posted = await own(id, channel, async (route) =>
        connector.send(route, await drawn(route, card, HOME_KEY)),
      );
      if (!posted.ok) return posted;
      return { ok: true, value: { channel, ts: posted.value.id } };
    },

    findPosted: (at, key, thread, since) =>
      own(at.installationId, at.channel, () =>
        findPosted(history, place(at.channel), { key, thread, since }),
      ),
    repliesSince: (at, thread, since) =>
      own(at.installationId, at.channel, () => repliesSince(history, place(at.channel), thread, since)),
    // People do not talk to each other in a chat with the bot: nothing can have been missed there.
    threadsSince: (at, since) =>
      own(at.installationId, at.channel, async () =>
        isChannel(at.channel) ? threadsSince(history, place(at.channel), since) : { ok: true, value: [] },
      ),

    budgets: (method) => budgetsOf(method, timeScale),
  };
}

/**
 * Whose clients ask for the card as it is now when they show it. Teams takes 60 at most, so a larger channel has none
 * of them: everybody sees the posted card there.
 */
async function readersOf(roster: Roster, route: Route, card: Card): Promise<string[]> {
  if (!changes(card)) return [];
  const members = await roster.members(route);
  if (!members || members.length > limits.refreshUsers.max) return [];
  return members.map(({ id }) => id);
}

/** Somebody who does not have the app, or blocked it, cannot be written to. */
function unreached(called: Extract<Called<unknown>, { ok: false }>): Called<never> {
  const forbidden = called.why === 'notAuthorized' && called.detail.startsWith('HTTP 403');
  if (!forbidden && called.why !== 'channelClosed') return called;
  return {
    ok: false,
    why: 'channelClosed',
    detail: `Teams opens no chat with this person (${called.detail}): they have to install the app`,
  };
}
