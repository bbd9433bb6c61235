import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { LIMITS } from '../limits';

interface Trigger {
  user: string;
  /** The modal in which the person acted, if it was one. */
  viewId?: string;
  until: number;
  used: boolean;
}

export type TriggerError = 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_trigger_id';

/** trigger_ids: what lets the app open a modal for a person; 3 seconds, once. */
export class Triggers {
  private readonly all = new Map<string, Trigger>();
  private n = 0;

  constructor(private readonly clock: Clock) {}

  issue(user: string, viewId?: string): string {
    this.n += 1;
    const id = `${Date.now()}${this.n}.${this.n}.${randomBytes(16).toString('hex')}`;
    const until = performance.now() + this.clock.realForTrigger(LIMITS.triggerMs.max);
    this.all.set(id, { user, viewId, until, used: false });
    if (this.all.size > 5000) this.all.delete(this.all.keys().next().value as string);
    return id;
  }

  /** Uses it up, unless it is unknown, used or too old. */
  exchange(id: unknown): { user: string; viewId?: string } | { error: TriggerError } {
    const trigger = this.all.get(String(id));
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (performance.now() > trigger.until) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return trigger;
  }

  /** Whose trigger this was, used up or not: to tell that person. */
  ownerOf(id: unknown): string | undefined {
    return this.all.get(String(id))?.user;
  }
}
