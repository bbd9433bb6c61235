import type { webApi } from '@slack/bolt';
import { type Locale, nearestLocale } from '../locales/locale';
import type { Log } from '../ports/log';
import type { Profile } from '../ports/profiles';
import { mentionedUsers } from './slackWords';

interface Known {
  name: string;
  locale: Locale;
  until: number;
}

const KEEP_MS = 3_600_000;
/** After a failure: soon enough to recover, late enough not to ask for every message. */
const KEEP_UNKNOWN_MS = 30_000;
const MOST = 5_000;

/** Names and languages of people, as Slack has them; remembered for an hour. */
export class People {
  private readonly known = new Map<string, Promise<Known>>();

  constructor(
    private readonly client: webApi.WebClient,
    private readonly log: Log,
  ) {}

  async nameOf(user: string): Promise<string> {
    return (await this.of(user)).name;
  }

  async localeOf(user: string): Promise<Locale> {
    return (await this.of(user)).locale;
  }

  /**
   * What Slack says of an account now: not remembered, as an address may just have been corrected. Guests and people
   * of other organisations chose theirs elsewhere, and it is not theirs before they have confirmed it.
   * @throws Error when Slack does not say.
   */
  async profileOf(user: string, team: string): Promise<Profile | null> {
    const { user: found } = await this.client.users.info({ user, include_locale: true });
    if (!found || found.deleted || found.is_bot) return null;
    const { profile } = found;
    const name = profile?.real_name || found.real_name || profile?.display_name || found.name || user;
    const email = provesAddress(found, team) ? profile?.email || null : null;
    return { name, email, locale: nearestLocale(found.locale) };
  }

  /** Looks up everybody whom the text mentions, so that it can be read. */
  async namesIn(text: string): Promise<(user: string) => string> {
    const users = mentionedUsers(text);
    const names = await Promise.all(users.map((user) => this.nameOf(user)));
    const byUser = new Map(users.map((user, at) => [user, names[at]!]));
    return (user) => byUser.get(user) ?? user;
  }

  private async of(user: string): Promise<Known> {
    const before = await this.known.get(user);
    if (before && before.until > Date.now()) return before;
    const asked = this.ask(user);
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(user, asked);
    return asked;
  }

  /** Never fails: somebody whose name cannot be had is shown by id. */
  private async ask(user: string): Promise<Known> {
    try {
      const { user: found } = await this.client.users.info({ user, include_locale: true });
      const { profile } = found ?? {};
      const name = profile?.display_name || profile?.real_name || found?.real_name || found?.name || user;
      return { name, locale: nearestLocale(found?.locale), until: Date.now() + KEEP_MS };
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      this.log.warn({ user, why }, 'The name of a person could not be read from Slack');
      return { name: user, locale: 'en', until: Date.now() + KEEP_UNKNOWN_MS };
    }
  }
}

type User = NonNullable<webApi.UsersInfoResponse['user']>;

function provesAddress(user: User, team: string): boolean {
  const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_invited_user;
  const foreign =
    user.team_id !== undefined && user.team_id !== team && !user.enterprise_user?.teams?.includes(team);
  return !guest && !foreign && user.is_email_confirmed !== false;
}
