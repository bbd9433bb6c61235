import type { SocketModeReceiver } from '@slack/bolt';
import { backoff } from '../ports/backoff';
import type { Log } from '../ports/log';
import { inTime } from '../ports/patience';
import { waits } from './limits';

type SocketClient = SocketModeReceiver['client'];

const WAITS = { first: 500, cap: 30_000 };
/** Slack refuses for good: trying again cannot help until somebody acts. Source: @slack/socket-mode. */
const REFUSED =
  /invalid_auth|not_authed|account_inactive|token_revoked|user_removed_from_team|team_disabled|not_allowed_token_type|missing_scope/;

/**
 * Keeps a Socket Mode connection. The client's own reconnecting waits five seconds after every polite goodbye of
 * Slack's, and a failure inside it is a rejection that nobody can catch; so it is switched off and done here.
 */
export class Connection {
  private stopped = false;
  private failures = 0;
  private wake: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private isOpen = false;

  /** @param connected told each time that events (re)start. */
  constructor(
    private readonly client: SocketClient,
    private readonly connected: () => void,
    private readonly log: Log,
  ) {
    client.on('disconnected', () => {
      this.isOpen = false;
      this.wake?.();
    });
  }

  /**
   * Returns once connected, or when Slack cannot be reached now: then it goes on trying.
   * @throws Error with a sentence when Slack refuses the app token.
   */
  async start(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (REFUSED.test(why)) {
        throw new Error(`Slack refuses SLACK_APP_TOKEN (${why}). Make one with the scope connections:write.`);
      }
      this.failed(why);
    }
    this.running = this.keep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await inTime(
      this.client.disconnect().catch(() => undefined),
      1_000,
    );
    if (this.running) await inTime(this.running, 1_000);
  }

  private async keep(): Promise<void> {
    while (!this.stopped) {
      if (this.isOpen) await this.closed();
      if (this.stopped) return;
      if (this.failures > 0) await this.pause(backoff(this.failures, WAITS));
      if (this.stopped) return;
      try {
        await this.connect();
      } catch (error) {
        this.failed(error instanceof Error ? error.message : String(error));
      }
    }
  }

  private async connect(): Promise<void> {
    const started = await inTime(this.client.start(), waits.hello);
    if (started.late) {
      await inTime(
        this.client.disconnect().catch(() => undefined),
        1_000,
      );
      throw new Error('no hello from Slack in time');
    }
    this.failures = 0;
    this.isOpen = true;
    this.log.info({}, 'Connected to Slack');
    this.connected();
  }

  /** Until the connection is gone. */
  private async closed(): Promise<void> {
    while (this.isOpen && !this.stopped) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (!this.stopped) this.log.info({}, 'The connection to Slack ended; connecting again');
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private failed(why: string): void {
    this.failures += 1;
    this.log.warn({ why, failures: this.failures }, 'Slack could not be reached; trying again');
  }
}
