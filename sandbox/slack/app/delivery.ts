import { Pauses } from '../../pauses';
import type { Faults } from '../api/faults';
import type { Clock } from '../clock';
import { LIMITS, REDELIVERY_MS } from '../limits';
import type { App, RequestUrls } from '../seed';
import { postToApp } from './requestUrls';
import { type Delivered, type EnvelopeType, Sockets } from './sockets';

type Body = Record<string, unknown>;

/** Brings things to the app: over Socket Mode or by HTTP, events again when nobody acknowledged them. */
export class Delivery {
  readonly sockets: Sockets;
  urls: RequestUrls | undefined;
  /** Events that found no app; delivered when it comes back. */
  private missed: Body[] = [];
  private readonly pauses = new Pauses();
  private closed = false;

  constructor(
    private readonly app: App,
    private readonly clock: Clock,
    private readonly faults: Faults,
    changed: () => void,
  ) {
    this.urls = app.delivery.mode === 'http' ? app.delivery : undefined;
    this.sockets = new Sockets(app.id, (connections) => {
      changed();
      if (connections > 0) this.deliverMissed();
    });
  }

  get connected(): boolean {
    return this.urls !== undefined || this.sockets.connections > 0;
  }

  /** Something that a person waits for: a click, a submit, a command. Tried once. */
  async now(type: EnvelopeType, payload: Body): Promise<Delivered> {
    await this.pauses.wait(this.faults.delayDelivery);
    if (this.faults.takeDuplicate()) void this.once(type, payload);
    return this.once(type, payload);
  }

  /** An event: at once, then up to three times more. */
  async event(body: Body): Promise<void> {
    await this.pauses.wait(this.faults.delayDelivery);
    if (this.faults.takeDuplicate()) void this.once('events_api', body);
    await this.eventAttempt(body, 0, '');
  }

  async close(): Promise<void> {
    this.closed = true;
    this.pauses.close();
    await this.sockets.close();
  }

  /** How many events wait for the app to come back. */
  get waiting(): number {
    return this.missed.length;
  }

  private async eventAttempt(body: Body, attempt: number, reason: string): Promise<void> {
    if (this.closed) return;
    const delivered = await this.once('events_api', body, attempt > 0 ? { attempt, reason } : undefined);
    if (delivered.status === 'acknowledged' || this.closed) return;
    if (delivered.status === 'no app' && !this.urls) {
      this.missed.push(body);
      // It may have come back between the two lines above.
      if (this.sockets.connections > 0) this.deliverMissed();
      return;
    }
    if (attempt >= LIMITS.redeliveries.max) return;
    await this.pauses.wait(this.clock.real(REDELIVERY_MS[attempt] ?? 0));
    await this.eventAttempt(body, attempt + 1, retryReason(delivered, this.urls !== undefined));
  }

  private deliverMissed(): void {
    const missed = this.missed;
    this.missed = [];
    for (const body of missed) void this.eventAttempt(body, 0, '');
  }

  private once(
    type: EnvelopeType,
    payload: Body,
    retry?: { attempt: number; reason: string },
  ): Promise<Delivered> {
    const timeout = this.clock.realForTrigger(LIMITS.acknowledgeMs.max);
    if (this.urls) return postToApp(this.app, this.urls, type, payload, timeout, retry);
    return this.sockets.send(type, payload, timeout, retry);
  }
}

function retryReason(delivered: Delivered, http: boolean): string {
  if (!http) return 'timeout';
  if (delivered.status === 'timeout') return 'http_timeout';
  return delivered.status === 'no app' ? 'connection_failed' : 'http_error';
}
