import { randomBytes } from 'node:crypto';
import type { StoredChannel, World } from '../world';
import type { Delivery } from './delivery';

type Json = Record<string, unknown>;

const CHANNEL_TYPE = { public: 'channel', private: 'group', im: 'im' } as const;
const MESSAGE_EVENT = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;

export function channelType(channel: StoredChannel): 'channel' | 'group' | 'im' {
  return CHANNEL_TYPE[channel.kind];
}

/** user_change and team_join carry no event_ts of their own. */
function withTime(event: Json, clock: World['clock']): Json {
  if (event.type === 'user_change') return { ...event, cache_ts: Math.floor(clock.now() / 1000) };
  if (event.type === 'team_join' || event.event_ts) return event;
  return { ...event, event_ts: clock.nextTs() };
}

/** Events API: only what the app subscribed to, only from where its bot is. */
export class Events {
  private n = 0;

  constructor(
    private readonly world: World,
    private readonly delivery: Delivery,
  ) {}

  /** A `message` event (any subtype) in a channel. */
  message(channel: StoredChannel, event: Json): void {
    if (!channel.members.includes(this.world.app.botUserId)) return;
    this.send(MESSAGE_EVENT[channel.kind], {
      type: 'message',
      ...event,
      channel: channel.id,
      channel_type: channelType(channel),
    });
  }

  /** Anything else. With a channel: only when the bot is in it. */
  other(event: Json & { type: string }, channel?: StoredChannel): void {
    if (channel && !channel.members.includes(this.world.app.botUserId)) return;
    this.send(event.type, event);
  }

  private send(subscription: string, event: Json): void {
    const { app, team } = this.world;
    if (!app.events.includes(subscription)) return;
    this.n += 1;
    void this.delivery.event({
      token: app.verificationToken,
      team_id: team.id,
      api_app_id: app.id,
      event: withTime(event, this.world.clock),
      type: 'event_callback',
      event_id: `Ev${randomBytes(4).toString('hex').toUpperCase()}${this.n}`,
      event_time: Math.floor(this.world.clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${randomBytes(12).toString('base64url')}`,
    });
  }
}
