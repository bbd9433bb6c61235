import { setTimeout as delay } from 'node:timers/promises';
import type { Called } from '../ports/chat';
import type { Log } from '../ports/log';
import { isDirect, placeOfConversation } from './reach';
import type { Connector, Outgoing, Route } from './transport/transport';

/** After Teams refused a message for one person: clients and tenants change slowly. */
const REFUSED_FOR_MS = 3_600_000;
const MOST_TENANTS = 1_000;

/**
 * Tells one person something. In their chat with the bot that is an answer there. Anywhere else it is a message
 * that only they see, where Teams can do that, else a message in their chat. It is never said for everybody.
 */
export class Whisper {
  private readonly refused = new Map<string, number>();

  constructor(
    private readonly connector: Pick<Connector, 'send' | 'sendTargeted' | 'openDirect'>,
    private readonly log: Log,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** @returns whether it was told at all; when not, that is in the log. */
  async tell(where: Route, user: string, message: Outgoing): Promise<boolean> {
    const { conversation } = placeOfConversation(where.conversation);
    if (isDirect(conversation)) return this.said(where, user, message);
    if ((this.refused.get(where.tenant) ?? 0) < this.now()) {
      const targeted = await patient(() => this.connector.sendTargeted(where, user, message));
      if (targeted.ok) return true;
      this.log.info({ user, why: targeted.why }, 'A message for one person was not taken in a channel');
      // After a broken connection nobody knows whether it was told: twice is better than never.
      if (targeted.why === 'rejected') this.remember(where.tenant);
    }
    const { serviceUrl, tenant } = where;
    const direct = await patient(() => this.connector.openDirect({ serviceUrl, tenant }, user));
    if (!direct.ok) return this.lost(user, direct.why);
    return this.said({ serviceUrl, tenant, conversation: direct.value.conversation }, user, message);
  }

  private async said(to: Route, user: string, message: Outgoing): Promise<boolean> {
    const called = await patient(() => this.connector.send(to, message));
    return called.ok || this.lost(user, called.why);
  }

  private remember(tenant: string): void {
    if (this.refused.size >= MOST_TENANTS) this.refused.clear();
    this.refused.set(tenant, this.now() + REFUSED_FOR_MS);
  }

  private lost(user: string, why: string): false {
    this.log.error({ user, why }, 'A private answer was lost: no way to the person worked');
    return false;
  }
}

/** Who waits for an answer waits a little for Teams, too: cards that are being posted may have used up its patience. */
const LONGEST_PAUSE_MS = 5_000;

async function patient<T>(call: () => Promise<Called<T>>): Promise<Called<T>> {
  const called = await call();
  if (called.ok || called.why !== 'later' || called.retryAfterMs > LONGEST_PAUSE_MS) return called;
  await delay(called.retryAfterMs);
  return call();
}
