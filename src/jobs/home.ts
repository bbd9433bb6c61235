import { homeFor } from '../app/home';
import { surfaceOf } from '../app/surface';
import { homeOfUnknown } from '../app/unknownPerson';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { HomeTarget } from '../ports/people';
import type { Store } from '../ports/store';
import { type Failures, NOT_REACHED_MS } from './failures';
import type { PumpDeps } from './pumpDeps';
import type { Alarm } from './turns';

export interface HomeDeps {
  store: Store;
  chatOf: PumpDeps['chatOf'];
  clock: Clock;
  log: Log;
  alarm: Alarm;
}

/**
 * Makes the handler of the job `home`: draws the Home of somebody who gained or lost a conversation, so that it shows
 * nothing that they may not see any more. Only Homes that were opened once are drawn; one that was left behind at an
 * account which was taken away says that nobody is known there.
 */
export function createHome(deps: HomeDeps, failures: Failures): (target: HomeTarget) => Promise<void> {
  return async (target) => {
    const drawn = await deps.store.transaction(async (tx) => {
      const installation = await tx.mailboxes.installation(target.installationId);
      const left = await tx.people.homeLeft(target);
      const behind = left ? { ...left, wanted: 0, afresh: false } : await tx.people.homeBehind(target);
      const person = await tx.people.get(target.personId);
      if (!installation || !behind || !person) return null;
      const chat = deps.chatOf(installation);
      const budgets = chat.budgets('home');
      const now = deps.clock.now().toISOString();
      const spent = await tx.posts.spend(target.installationId, null, budgets.method, budgets, now);
      const card = left
        ? homeOfUnknown(left.user, person.locale)
        : await homeFor(tx, person, {}, surfaceOf(installation.platform, person.id));
      return { chat, behind, left, spent, card };
    });
    if (!drawn) return;
    const { chat, behind, left, spent, card } = drawn;
    if (!spent.ok) return wakeAt(deps, target, new Date(spent.notBefore));
    const name = `home/${target.installationId}/${target.personId}`;
    const called = await chat.publishHome(
      target.installationId,
      behind.user,
      card,
      behind.stands,
      behind.afresh,
    );
    if (called.ok || called.why === 'rejected' || called.why === 'messageGone') {
      if (!called.ok)
        deps.log.error({ person: target.personId, why: called.why }, 'A Home could not be drawn');
      failures.clear(name);
      const stands = called.ok ? called.value : called.why === 'rejected' ? behind.stands : null;
      return deps.store.transaction((tx) =>
        left
          ? tx.people.homeEmptied(target, left.user)
          : tx.people.homeShown(target, { user: behind.user, wanted: behind.wanted, stands }),
      );
    }
    if (called.why === 'channelClosed' && !left) {
      // They do not have the app (any more): not asked again every minute, until they open the chat themselves.
      const until = new Date(deps.clock.now().getTime() + NOT_REACHED_MS).toISOString();
      deps.log.warn({ person: target.personId, detail: called.detail }, 'A Home cannot be written to');
      return deps.store.transaction((tx) =>
        tx.people.directClosed(target.personId, target.installationId, until),
      );
    }
    const wait = called.why === 'later' ? called.retryAfterMs : failures.wait(name);
    return wakeAt(deps, target, new Date(deps.clock.now().getTime() + wait));
  };
}

async function wakeAt({ store, alarm }: HomeDeps, target: HomeTarget, at: Date): Promise<void> {
  await store.transaction((tx) => tx.jobs.wake([{ job: 'home', target, notBefore: at.toISOString() }]));
  alarm(at);
}
