import type { webApi } from '@slack/bolt';
import { nearestLocale } from '../locales/locale';
import type { Directory, DirectoryPerson } from '../ports/directory';
import type { Log } from '../ports/log';
import { failureOf, failureOfCode } from './callSlack';
import { teamOf } from './installations';
import { rehearsalUrl } from './slackUrl';
import { webClient } from './webClient';

/** Somebody waits at a terminal. */
const PATIENCE_MS = 10_000;
/** The most that conversations.list gives at once. Source: method documentation. */
const CHANNELS_A_PAGE = 1000;
/** Of a channel (public or private). People's direct channels begin with D. */
const CHANNEL_ID = /^[CG][A-Z0-9]{2,}$/;

/** Slack as the command line asks it: people by id or address, channels by id or name. Nothing is kept. */
export function slackDirectory(options: { botToken: string; apiUrl?: string; log: Log }): Directory {
  const apiUrl = rehearsalUrl(options.apiUrl);
  const client = webClient(options.botToken, {
    ...(apiUrl && { apiUrl }),
    timeout: PATIENCE_MS,
    log: options.log,
    part: 'slack-directory',
  });
  return {
    team: async () => ({ platform: 'slack', ...(await teamOf(client)) }),

    async person(idOrEmail) {
      const email = idOrEmail.includes('@');
      const user = email ? await userWithEmail(client, idOrEmail) : idOrEmail;
      if (!user) return null;
      const found = await asked('users.info', ['user_not_found', 'user_not_visible'], () =>
        client.users.info({ user, include_locale: true }),
      );
      return found?.user ? toPerson(found.user) : null;
    },

    async channel(idOrName) {
      const called = idOrName.replace(/^#/, '');
      const found = CHANNEL_ID.test(called)
        ? await channelById(client, called)
        : await channelByName(client, called.toLowerCase());
      if (!found?.id) return null;
      if (found.is_archived) {
        throw new Error(`#${found.name} is archived in Slack. Unarchive it there, or name another channel.`);
      }
      return {
        id: found.id,
        name: found.name ?? found.id,
        isPrivate: found.is_private === true,
        botIsIn: found.is_member === true,
      };
    },

    async join(channel) {
      await asked('conversations.join', [], () => client.conversations.join({ channel }));
    },
  };
}

async function userWithEmail(client: webApi.WebClient, email: string): Promise<string | null> {
  const found = await asked('users.lookupByEmail', ['users_not_found'], () =>
    client.users.lookupByEmail({ email }),
  );
  return found?.user?.id ?? null;
}

type User = NonNullable<webApi.UsersInfoResponse['user']>;

/** Bots and deactivated accounts are nobody who could work in a mailbox. */
function toPerson(user: User): DirectoryPerson | null {
  if (!user.id || user.deleted || user.is_bot) return null;
  const { profile } = user;
  return {
    user: user.id,
    name: profile?.real_name || user.real_name || profile?.display_name || user.name || user.id,
    handle: user.name ?? null,
    email: profile?.email ?? null,
    locale: nearestLocale(user.locale),
    timeZone: user.tz ?? 'UTC',
  };
}

type Channel = NonNullable<webApi.ConversationsInfoResponse['channel']>;

async function channelById(client: webApi.WebClient, channel: string): Promise<Channel | null> {
  const found = await asked('conversations.info', ['channel_not_found'], () =>
    client.conversations.info({ channel }),
  );
  return found?.channel ?? null;
}

/** Slack has no search by name: the list is read until the name is found. */
async function channelByName(client: webApi.WebClient, name: string): Promise<Channel | null> {
  for (let cursor: string | undefined; ; ) {
    const page = await asked('conversations.list', [], () =>
      client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: CHANNELS_A_PAGE,
        ...(cursor && { cursor }),
      }),
    );
    const found = page?.channels?.find((channel) => channel.name === name);
    if (found) return found;
    cursor = page?.response_metadata?.next_cursor || undefined;
    if (!cursor) return null;
  }
}

/**
 * @param absent Slack's codes for "there is no such thing": null.
 * @throws Error with a sentence for every other failure.
 */
async function asked<T>(method: string, absent: string[], call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    const code = (error as { data?: { error?: unknown } }).data?.error;
    if (typeof code === 'string' && absent.includes(code)) return null;
    const missingScope = (error as { data?: { needed?: unknown } }).data?.needed;
    throw new Error(sentenceFor(method, error, code, missingScope));
  }
}

function sentenceFor(method: string, error: unknown, code: unknown, needed: unknown): string {
  const calling = { writes: false, scope: 'method', timeScale: 1 } as const;
  const failure = typeof code === 'string' ? failureOfCode(code, false) : failureOf(error, calling);
  const detail = 'detail' in failure ? failure.detail : failure.why;
  if (code === 'missing_scope') {
    const scope = typeof needed === 'string' ? ` ${needed.slice(0, 80)}` : '';
    return `Slack refuses ${method}: the app lacks the scope${scope}. Install the app again with manifests/slack/manifest.yaml.`;
  }
  if (failure.why === 'later') {
    const seconds = Math.ceil(failure.retryAfterMs / 1000);
    return `Slack wants a pause of ${seconds} s before ${method}. Try again then.`;
  }
  if (failure.why === 'notAuthorized') {
    return `Slack refuses SLACK_BOT_TOKEN (${detail}). Copy the bot token (xoxb-…) again from the app's page.`;
  }
  if (failure.why === 'unreachable') {
    return `Slack could not be reached (${method}: ${detail}). Check the network, then try again.`;
  }
  return `Slack refuses ${method} (${detail}).`;
}
