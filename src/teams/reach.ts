import { z } from 'zod';
import type { Inbound } from '../ports/inbound';
import type { Installation } from '../ports/rows';
import type { Activity, ChannelPlace, Route } from './transport/transport';

/** What is remembered of the way into one Teams tenant: `Installation.reach`, written by this adapter alone. */
const schema = z.object({
  /** Where the connector for this tenant is; every activity tells it. */
  serviceUrl: z.string().default(''),
  teams: z
    .record(
      z.string(),
      z.object({
        /** The team's Entra group id, by which Microsoft Graph knows it; empty until an activity told it. */
        group: z.string(),
        name: z.string(),
        /** Whether messages that do not mention the bot are heard there; absent until it was tried. */
        readsAll: z.boolean().optional(),
      }),
    )
    .default({}),
  channels: z.record(z.string(), z.object({ team: z.string(), name: z.string() })).default({}),
});
export type Reach = z.infer<typeof schema>;

/** What does not fit is taken for nothing: it is learnt again from the next activity. */
export function readReach(stored: unknown): Reach {
  const read = schema.safeParse(stored);
  return read.success ? read.data : schema.parse({});
}

/** A channel of a team, as opposed to a chat with one or several people. */
export function isChannel(conversation: string): boolean {
  return /^19:.+@thread\.(tacv2|skype)$/.test(conversation);
}

/** The bot's chat with one person, where nobody else reads an answer; group chats and meetings are not. */
export function isDirect(conversation: string): boolean {
  return conversation.startsWith('a:');
}

/** `channel;messageid=ROOT` as the two of them; `root` is null in chats. */
export function placeOfConversation(id: string): { conversation: string; root: string | null } {
  const [conversation = '', thread] = id.split(';messageid=');
  return { conversation, root: thread ?? null };
}

export function threadOf(channel: string, root: string): string {
  return `${channel};messageid=${root}`;
}

/** @returns null while nobody told the way: Postroom was not added to a team of this tenant yet. */
export function routeTo(tenant: string, reach: Reach, conversation: string): Route | null {
  return reach.serviceUrl === '' ? null : { serviceUrl: reach.serviceUrl, tenant, conversation };
}

/** Where Microsoft Graph finds a channel. */
export function historyPlace(tenant: string, reach: Reach, channel: string): ChannelPlace | null {
  const team = reach.channels[channel]?.team;
  const group = team === undefined ? undefined : reach.teams[team]?.group;
  return group ? { tenant, group, channel } : null;
}

/** The teams and channels of every tenant, as this process knows them; what is new is told inward to be kept. */
export class Reaches {
  private readonly known = new Map<string, Reach>();
  /** As it was stored, so that only changes are told. */
  private readonly kept = new Map<string, string>();

  /** @param stored what is kept of a tenant now; other instances may have learnt more. */
  constructor(
    private readonly inbound: Pick<Inbound, 'installed'>,
    private readonly stored: (tenant: string) => Promise<Stored | null>,
  ) {}

  /** What was stored: whatever this process learnt itself is newer. */
  load({ team, reach }: Stored): void {
    const stored = readReach(reach);
    const own = this.of(team);
    this.kept.set(team, JSON.stringify(stored));
    this.known.set(team, {
      serviceUrl: own.serviceUrl || stored.serviceUrl,
      teams: { ...stored.teams, ...own.teams },
      channels: { ...stored.channels, ...own.channels },
    });
  }

  of(tenant: string): Reach {
    return this.known.get(tenant) ?? readReach({});
  }

  /** Changes what is known of a tenant and keeps it, if it is a change at all. */
  async learn(
    from: { tenant: string; botUser: string; teamName: string },
    change: (reach: Reach) => Reach,
  ): Promise<void> {
    const { tenant: team, botUser, teamName } = from;
    if (this.isKept(team, change)) return;
    // What is told takes the place of what was: teams and channels that another instance has learnt belong to it.
    const stored = await this.stored(team);
    if (stored) this.load(stored);
    if (this.isKept(team, change)) return;
    const reach = this.of(team);
    await this.inbound.installed({ platform: 'teams', team, teamName, botUser, reach });
    this.kept.set(team, JSON.stringify(reach));
  }

  private isKept(team: string, change: (reach: Reach) => Reach): boolean {
    const reach = change(this.of(team));
    this.known.set(team, reach);
    return this.kept.get(team) === JSON.stringify(reach);
  }
}

type Stored = Pick<Installation, 'team' | 'reach'>;

/** What any activity tells about the way to where it came from. */
export function learntFrom(activity: Activity): (reach: Reach) => Reach {
  const { team, channel } = activity.channelData;
  const { conversation } = placeOfConversation(activity.conversation.id);
  return (reach) => {
    const next: Reach = { ...reach, serviceUrl: activity.serviceUrl };
    if (!team?.id) return next;
    const known = reach.teams[team.id];
    next.teams = {
      ...reach.teams,
      [team.id]: {
        ...known,
        group: team.aadGroupId ?? known?.group ?? '',
        name: team.name ?? known?.name ?? '',
      },
    };
    const id = channel?.id ?? conversation;
    if (isChannel(id)) {
      const name = channel?.name ?? reach.channels[id]?.name ?? (id === team.id ? GENERAL : '');
      next.channels = { ...reach.channels, [id]: { team: team.id, name } };
    }
    return next;
  };
}

/** Teams gives a team's first channel no name of its own: clients show this one in their language. */
export const GENERAL = 'General';
