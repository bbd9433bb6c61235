import type { BlockJson } from '../protocol';
import { forPlace, type MessagePlace } from './messageKeys';
import type { StoredChannel, StoredFile, StoredMessage, StoredPerson, StoredView, World } from './world';

type Json = Record<string, unknown>;

/** Slack's own JSON for the things of the workspace; which keys: the recorded answers and deliveries. */
export class Shapes {
  constructor(
    private readonly world: World,
    private readonly baseUrl: () => string,
  ) {}

  /** Messages as history, events and interaction payloads carry them. */
  message(message: StoredMessage, place: MessagePlace, withMetadata = true): Json {
    return forPlace(this.whole(message, withMetadata), place);
  }

  private whole(message: StoredMessage, withMetadata: boolean): Json {
    const { world } = this;
    const replies = message.threadTs ? [] : world.replies(message.channel, message.ts);
    const root = message.threadTs ? world.message(message.channel, message.threadTs) : undefined;
    return tidy({
      type: 'message',
      subtype: message.subtype,
      user: message.subtype === 'tombstone' ? 'USLACKBOT' : message.user,
      client_msg_id: message.clientMsgId,
      text: message.text,
      ts: message.ts,
      team: world.team.id,
      ...(message.bot
        ? { bot_id: world.app.botId, app_id: world.app.id, bot_profile: this.botProfile() }
        : {}),
      blocks: message.blocks,
      attachments: message.attachments,
      metadata: withMetadata ? message.metadata : undefined,
      edited: message.edited,
      inviter: message.inviter,
      thread_ts: message.threadTs ?? (replies.length > 0 ? message.ts : undefined),
      parent_user_id: root?.user,
      root: message.broadcast && root ? this.message(root, 'root') : undefined,
      reply_count: replies.length || undefined,
      reply_users_count: replies.length ? new Set(replies.map((reply) => reply.user)).size : undefined,
      latest_reply: replies.at(-1)?.ts,
      reply_users: replies.length ? [...new Set(replies.map((reply) => reply.user))] : undefined,
      is_locked: replies.length ? false : undefined,
      subscribed: replies.length ? false : undefined,
      files: message.files?.map((id) => this.file(world.files.get(id) as StoredFile)),
      upload: message.files ? false : undefined,
      display_as_bot: message.files ? false : undefined,
      reactions: message.reactions?.map((r) => ({ ...r, count: r.users.length })),
    });
  }

  botProfile(): Json {
    const { app, team } = this.world;
    const icon = `${this.baseUrl()}/icon.png`;
    return {
      id: app.botId,
      app_id: app.id,
      name: app.name,
      icons: { image_36: icon, image_48: icon, image_72: icon },
      deleted: false,
      updated: this.world.bot.updated,
      team_id: team.id,
    };
  }

  channel(channel: StoredChannel, seenBy: string): Json {
    const base = {
      id: channel.id,
      created: channel.created,
      is_archived: channel.archived,
      is_im: channel.kind === 'im',
      is_org_shared: false,
      context_team_id: this.world.team.id,
      updated: channel.created * 1000,
    };
    if (channel.kind === 'im') {
      const other = channel.members.find((member) => member !== seenBy) ?? seenBy;
      return {
        ...base,
        user: other,
        is_user_deleted: this.world.people.get(other)?.deleted ?? false,
        priority: 0,
      };
    }
    return {
      ...base,
      name: channel.name,
      name_normalized: channel.name,
      is_channel: channel.kind === 'public',
      is_group: false,
      is_mpim: false,
      is_private: channel.kind === 'private',
      is_general: channel.name === 'general',
      is_shared: false,
      is_ext_shared: false,
      is_pending_ext_shared: false,
      pending_shared: [],
      pending_connected_team_ids: [],
      shared_team_ids: [this.world.team.id],
      unlinked: 0,
      creator: channel.creator,
      is_member: channel.members.includes(seenBy),
      topic: { value: channel.topic, creator: channel.topic ? channel.creator : '', last_set: 0 },
      purpose: { value: '', creator: '', last_set: 0 },
      previous_names: [],
    };
  }

  /** `locale` only where the caller asked for it. */
  person(person: StoredPerson, withLocale = false): Json {
    const { team, app } = this.world;
    const offset = offsetSeconds(person.timeZone);
    return tidy({
      id: person.id,
      team_id: team.id,
      name: person.name,
      deleted: person.deleted,
      color: colourOf(person.id).slice(1),
      real_name: person.realName,
      tz: person.timeZone,
      tz_label: person.timeZone,
      tz_offset: offset,
      locale: withLocale ? person.locale : undefined,
      profile: tidy({
        title: person.title ?? '',
        phone: '',
        skype: '',
        real_name: person.realName,
        real_name_normalized: person.realName,
        display_name: person.name,
        display_name_normalized: person.name,
        first_name: person.realName.split(' ')[0],
        last_name: person.realName.split(' ').slice(1).join(' '),
        status_text: '',
        status_emoji: '',
        status_expiration: 0,
        avatar_hash: person.id.toLowerCase(),
        email: person.email,
        team: team.id,
        bot_id: person.isBot ? app.botId : undefined,
        api_app_id: person.isBot ? app.id : undefined,
        always_active: person.isBot ? true : undefined,
      }),
      is_admin: person.isAdmin,
      is_owner: false,
      is_primary_owner: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: person.isBot,
      is_app_user: false,
      updated: person.updated,
      is_email_confirmed: !person.isBot,
      who_can_share_contact_card: 'EVERYONE',
    });
  }

  file(file: StoredFile): Json {
    if (file.deleted) return { id: file.id, mode: 'tombstone' };
    const url = `${this.baseUrl()}/files-pri/${this.world.team.id}-${file.id}`;
    return {
      id: file.id,
      created: file.created,
      timestamp: file.created,
      name: file.name,
      title: file.title,
      mimetype: file.mimetype,
      filetype: file.name.includes('.') ? file.name.split('.').pop()?.toLowerCase() : 'binary',
      pretty_type: file.mimetype,
      user: file.user,
      user_team: this.world.team.id,
      editable: false,
      size: file.size,
      mode: 'hosted',
      is_external: false,
      external_type: '',
      is_public: file.channels.some((id) => this.world.channels.get(id)?.kind === 'public'),
      public_url_shared: false,
      display_as_bot: false,
      username: '',
      url_private: `${url}/${encodeURIComponent(file.name)}`,
      url_private_download: `${url}/download/${encodeURIComponent(file.name)}`,
      permalink: `${this.baseUrl()}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
      has_rich_preview: false,
      file_access: 'visible',
      channels: file.channels.filter((id) => this.world.channels.get(id)?.kind === 'public'),
      groups: file.channels.filter((id) => this.world.channels.get(id)?.kind === 'private'),
      ims: file.channels.filter((id) => this.world.channels.get(id)?.kind === 'im'),
      comments_count: 0,
    };
  }

  /** Which messages show a file; only files.info says it. */
  shares(file: StoredFile): Json {
    const places = (kinds: string[]): Json => {
      const found: Record<string, Json[]> = {};
      for (const { channel: id, ts, threadTs } of file.shares) {
        const channel = this.world.channels.get(id);
        if (!channel || !kinds.includes(channel.kind)) continue;
        const share = tidy({
          ts,
          thread_ts: threadTs,
          channel_name: channel.name,
          team_id: this.world.team.id,
        });
        found[id] = [...(found[id] ?? []), { ...share, share_user_id: file.user, reply_count: 0 }];
      }
      return found;
    };
    return tidyEmpty({ public: places(['public']), private: places(['private', 'im']) });
  }

  view(view: StoredView): Json {
    const { body } = view;
    return {
      id: view.id,
      team_id: this.world.team.id,
      type: view.type,
      blocks: body.blocks,
      private_metadata: body.private_metadata ?? '',
      callback_id: body.callback_id ?? '',
      state: { values: view.values },
      hash: view.hash,
      title: body.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: body.clear_on_close ?? false,
      notify_on_close: body.notify_on_close ?? false,
      close: body.close ?? null,
      submit: body.submit ?? null,
      previous_view_id: view.previousViewId ?? null,
      root_view_id: view.rootViewId,
      app_id: this.world.app.id,
      external_id: view.externalId,
      app_installed_team_id: this.world.team.id,
      bot_id: this.world.app.botId,
    };
  }
}

/** Without the keys that have no value. */
export function tidy(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));
}

function tidyEmpty(value: Record<string, Json>): Json {
  return Object.fromEntries(Object.entries(value).filter(([, inside]) => Object.keys(inside).length > 0));
}

const COLOURS = ['#9f69e7', '#4bbe2e', '#e7392d', '#3c989f', '#674b1b', '#e96699', '#5b89d5', '#c386df'];

/** A stable colour for a person. */
export function colourOf(id: string): string {
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return COLOURS[sum % COLOURS.length] as string;
}

function offsetSeconds(timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts();
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!found) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60);
}

/** Blocks with the ids that Slack fills in where the app gave none. */
export function withIds(blocks: unknown, newId: () => string): BlockJson[] {
  return (blocks as BlockJson[]).map((block) => {
    const filled: BlockJson = { ...block, block_id: block.block_id || newId() };
    for (const key of ['accessory', 'element'] as const) {
      if (filled[key]) filled[key] = withActionId(filled[key] as Json, newId);
    }
    if (filled.type === 'actions' && Array.isArray(filled.elements)) {
      filled.elements = filled.elements.map((element) => withActionId(element as Json, newId));
    }
    return filled;
  });
}

function withActionId(element: Json, newId: () => string): Json {
  return element.type === 'image' ? element : { ...element, action_id: element.action_id || newId() };
}
