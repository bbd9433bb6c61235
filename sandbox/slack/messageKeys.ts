/**
 * Which keys of a message travel where: an app never gets a key from the sandbox that Slack does not send there.
 * Source: deliveries and answers recorded by slackapi/java-slack-sdk (json-logs, MIT, 2026-08-07).
 */
const BOT = ['bot_id', 'bot_profile', 'team'];
const THREAD = ['thread_ts', 'parent_user_id'];
const COMMON = ['type', 'subtype', 'user', 'text', 'blocks', 'attachments', 'ts'];
const COUNTS = ['reply_count', 'reply_users_count', 'latest_reply', 'is_locked', 'subscribed'];
const FILES = ['files', 'upload', 'display_as_bot'];

export const MESSAGE_KEYS = {
  /** `message` without a subtype. */
  event: [...COMMON, ...BOT, ...THREAD, 'client_msg_id', 'metadata', 'edited'],
  /** The recording was a person's message; the bot's has the bot's keys. */
  thread_broadcast: [...COMMON, ...BOT, 'client_msg_id', 'thread_ts', 'root'],
  /** The same. */
  file_share: [...COMMON, ...BOT, ...THREAD, ...FILES],
  /** channel_join, channel_archive and the like. */
  notice: ['type', 'subtype', 'team', 'user', 'inviter', 'text', 'ts'],
  /** `message` and `previous_message` of message_changed and message_deleted. */
  nested: [...COMMON, ...BOT, ...THREAD, ...COUNTS, ...FILES, 'client_msg_id', 'edited'],
  /** The root inside a thread_broadcast. */
  root: [
    'text',
    'user',
    'parent_user_id',
    'team',
    'bot_id',
    'type',
    'subtype',
    'thread_ts',
    'bot_profile',
    'edited',
    'reply_count',
    'reply_users_count',
    'latest_reply',
    'subscribed',
    'ts',
  ],
  app_mention: [
    ...COMMON,
    ...BOT,
    'app_id',
    'client_msg_id',
    'thread_ts',
    'edited',
    'upload',
    'display_as_bot',
  ],
  interaction: [
    ...COMMON,
    ...BOT,
    ...THREAD,
    ...COUNTS,
    ...FILES,
    'app_id',
    'client_msg_id',
    'edited',
    'inviter',
    'metadata',
    'reply_users',
  ],
  'chat.postMessage': [...COMMON, ...BOT, ...THREAD, 'app_id', 'metadata', 'root'],
  'chat.update': ['type', 'text', 'user', ...BOT, 'app_id', 'edited', 'metadata', 'blocks', ...FILES],
  'conversations.history': [
    ...COMMON,
    ...BOT,
    ...THREAD,
    ...COUNTS,
    ...FILES,
    'app_id',
    'client_msg_id',
    'edited',
    'inviter',
    'metadata',
    'reactions',
    'reply_users',
    'root',
  ],
  'conversations.replies': [
    ...COMMON.filter((key) => key !== 'subtype'),
    ...BOT,
    ...THREAD,
    ...COUNTS,
    ...FILES,
    'app_id',
    'edited',
    'metadata',
    'reactions',
    'reply_users',
  ],
} as const;

export type MessagePlace = keyof typeof MESSAGE_KEYS;

/** Only the keys that travel to that place. */
export function forPlace(message: Record<string, unknown>, place: MessagePlace): Record<string, unknown> {
  const allowed: readonly string[] = MESSAGE_KEYS[place];
  return Object.fromEntries(Object.entries(message).filter(([key]) => allowed.includes(key)));
}
