import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { LIMITS } from '../limits';

export interface ResponseTarget {
  user: string;
  channel: string;
  /** The message that was clicked, for replace_original and delete_original. */
  messageTs?: string;
  /** It was an ephemeral one. */
  ephemeral?: boolean;
  threadTs?: string;
}

/** response_urls: five uses in thirty minutes. */
export class ResponseUrls {
  private readonly all = new Map<string, { target: ResponseTarget; uses: number; until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly baseUrl: () => string,
  ) {}

  issue(target: ResponseTarget): string {
    const key = randomBytes(16).toString('hex');
    this.all.set(key, { target, uses: 0, until: this.clock.elapsed() + LIMITS.responseUrlMs.max });
    return `${this.baseUrl()}/response/${key}`;
  }

  use(key: string): ResponseTarget | { error: 'used_url' | 'expired_url' | 'invalid_url' } {
    const entry = this.all.get(key);
    if (!entry) return { error: 'invalid_url' };
    if (this.clock.elapsed() > entry.until) return { error: 'expired_url' };
    if (entry.uses >= LIMITS.responseUrlUses.max) return { error: 'used_url' };
    entry.uses += 1;
    return entry.target;
  }
}
