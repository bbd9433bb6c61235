import type { webApi } from '@slack/bolt';
import type { Log } from '../ports/log';
import { failureOf } from './callSlack';
import { waits } from './limits';
import type { RenderedMessage } from './renderCard';
import { slackUrl } from './slackUrl';

/** Who is told something privately, and the ways there are. */
export interface Listener {
  user: string;
  channel: string | null;
  thread: string | null;
  /** Given with clicks and commands: five uses in thirty minutes, works where the bot is not a member too. */
  responseUrl: string | null;
  /** The click was on a private message of ours, which the answer replaces. */
  replaces: boolean;
}

const LITERAL = { parse: 'none', link_names: false } as const;
const FOLDED = { unfurl_links: false, unfurl_media: false } as const;

/**
 * Tells one person something. Slack does not promise to show what only one person sees, so there are three ways, each
 * tried when the one before it failed: the click's own address, a private message in the channel, the DM with the bot.
 */
export class Whisper {
  constructor(
    private readonly client: webApi.WebClient,
    private readonly apiUrl: string | undefined,
    private readonly log: Log,
  ) {}

  /** @returns whether it was told at all; when not, that is in the log. */
  async tell(to: Listener, message: RenderedMessage): Promise<boolean> {
    const ways: [string, () => Promise<unknown>][] = [
      ...(to.responseUrl
        ? [['response', () => this.respond(to, message)] as [string, () => Promise<unknown>]]
        : []),
      ...(to.channel
        ? [['ephemeral', () => this.postEphemeral(to, message)] as [string, () => Promise<unknown>]]
        : []),
      ['direct', () => this.postDirect(to.user, message)],
    ];
    for (const [way, go] of ways) {
      try {
        await go();
        return true;
      } catch (error) {
        this.log.warn(
          { way, user: to.user, why: reasonOf(error) },
          'A private answer could not be given this way',
        );
      }
    }
    this.log.error(
      { user: to.user, channel: to.channel },
      'A private answer was lost: no way to the person worked',
    );
    return false;
  }

  private async respond(to: Listener, message: RenderedMessage): Promise<void> {
    const response = await fetch(slackUrl(to.responseUrl!, this.apiUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...message,
        response_type: 'ephemeral',
        replace_original: to.replaces,
        ...(to.thread && { thread_ts: to.thread }),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(waits.whisper),
    });
    const answer = await response.text();
    // Slack answers `ok`, or JSON that says what is wrong, sometimes with status 200.
    if (!response.ok || answer.includes('"ok":false')) throw new RangeError(`HTTP ${response.status}`);
  }

  private postEphemeral(to: Listener, message: RenderedMessage): Promise<unknown> {
    return this.client.chat.postEphemeral({
      ...message,
      ...LITERAL,
      channel: to.channel!,
      user: to.user,
      ...(to.thread && { thread_ts: to.thread }),
    } as webApi.ChatPostEphemeralArguments);
  }

  private async postDirect(user: string, message: RenderedMessage): Promise<void> {
    const { channel } = await this.client.conversations.open({ users: user });
    await this.client.chat.postMessage({
      ...message,
      ...LITERAL,
      ...FOLDED,
      channel: String(channel?.id),
    } as webApi.ChatPostMessageArguments);
  }
}

function reasonOf(error: unknown): string {
  const failure = failureOf(error, { writes: true, scope: 'method', timeScale: 1 });
  return 'detail' in failure ? failure.detail : failure.why;
}
