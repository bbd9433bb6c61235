import { Pauses } from '../../pauses';
import type { Clock } from '../../slack/clock';
import type { Faults } from '../connector/faults';
import type { Keys } from '../identity/keys';
import { LIMITS } from '../limits';

/** How the bot took what was brought to it. */
export interface Delivered {
  status: 'answered' | 'timeout' | 'no bot' | 'http error';
  ms: number;
  httpStatus?: number;
  /** Parsed JSON; text where it is none. */
  body?: unknown;
}

/** Brings activities to the bot's messaging endpoint, signed. Once: Teams does not try again. */
export class Delivery {
  endpoint: string | null = null;
  /** Somebody is there: the last delivery was answered, or the bot has asked for a token since. */
  connected = false;
  private readonly pauses = new Pauses();
  private closed = false;

  constructor(
    private readonly keys: Keys,
    private readonly faults: Faults,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  /** Waits for the answer, 15 s at most. */
  async bring(activity: Record<string, unknown>): Promise<Delivered> {
    await this.pauses.wait(this.faults.delayDelivery);
    if (this.faults.takeDuplicate()) void this.once(activity);
    const delivered = await this.once(activity);
    this.seen(delivered.status === 'answered' || delivered.status === 'http error');
    return delivered;
  }

  /** The bot gave a sign of life, or did not. */
  seen(connected: boolean): void {
    if (connected === this.connected || this.closed) return;
    this.connected = connected;
    this.changed();
  }

  close(): void {
    this.closed = true;
    this.pauses.close();
  }

  private async once(activity: Record<string, unknown>): Promise<Delivered> {
    const since = performance.now();
    const ms = (): number => Math.round(performance.now() - since);
    if (this.endpoint === null || this.closed) return { status: 'no bot', ms: 0 };
    try {
      const response = await fetch(this.endpoint, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(this.clock.realForTrigger(LIMITS.answerMs.max)),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
          authorization: `Bearer ${this.keys.forBot(String(activity.serviceUrl))}`,
        },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      const status = response.status >= 200 && response.status < 300 ? 'answered' : 'http error';
      return { status, ms: ms(), httpStatus: response.status, body: parsed(text) };
    } catch (error) {
      return { status: (error as Error).name === 'TimeoutError' ? 'timeout' : 'no bot', ms: ms() };
    }
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
