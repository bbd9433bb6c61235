/**
 * What each Web API method wants, allows and may answer, after Slack's published method documentation
 * (slack-ruby/slack-api-ref, MIT, 2026-08-20). `npm run sandbox:conform -- FOLDER` compares it with such a folder.
 */
export interface MethodRow {
  tier: 't1' | 't2' | 't3' | 't4' | 't5';
  /** One of these bot scopes is needed; none means that any bot token will do. */
  scopes: readonly string[];
  /** Which scope of the list is needed depends on the kind of conversation. */
  scopeByConversation?: 'read' | 'history' | 'write';
  token: 'bot' | 'app' | 'any' | 'none';
  /** Arguments without which it answers `missing_argument`-like errors. */
  required: readonly string[];
  /** Error codes of its own that the sandbox can answer. */
  errors: readonly string[];
  /** Keys of a successful answer, `ok` aside. */
  answers: readonly string[];
}

/** Codes that any method may answer. Source: the error table that every page of docs.slack.dev repeats. */
export const COMMON_ERRORS = [
  'access_denied',
  'account_inactive',
  'internal_error',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_auth',
  'invalid_form_data',
  'invalid_json',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'ratelimited',
  'service_unavailable',
  'unknown_method',
] as const;

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'] as const;
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'] as const;
const WRITE = ['channels:manage', 'groups:write', 'im:write', 'mpim:write'] as const;

/** In a message's blocks. */
const BLOCKS = ['invalid_blocks', 'invalid_blocks_format'] as const;
const METADATA = ['invalid_metadata_format', 'metadata_too_large'] as const;
const VIEW = ['view_too_large', 'duplicate_external_id'] as const;
const TRIGGER = ['exchanged_trigger_id', 'expired_trigger_id', 'invalid_trigger_id'] as const;

const row = (
  tier: MethodRow['tier'],
  scopes: readonly string[],
  required: readonly string[],
  errors: readonly string[],
  answers: readonly string[],
  more: Partial<MethodRow> = {},
): MethodRow => ({ tier, scopes, token: 'bot', required, errors, answers, ...more });

export const METHODS = {
  'api.test': row('t4', [], [], [], ['args'], { token: 'none' }),
  'apps.connections.open': row('t3', [], [], ['internal_error', 'invalid_auth'], ['url'], { token: 'app' }),
  'auth.test': row(
    't5',
    [],
    [],
    ['invalid_auth'],
    ['url', 'team', 'user', 'team_id', 'user_id', 'bot_id', 'is_enterprise_install'],
  ),
  'bots.info': row('t3', ['users:read'], [], ['bot_not_found'], ['bot']),
  'chat.delete': row(
    't3',
    ['chat:write'],
    ['channel', 'ts'],
    ['cant_delete_message', 'channel_not_found', 'message_not_found'],
    ['channel', 'ts'],
  ),
  'chat.getPermalink': row(
    't5',
    [],
    ['channel', 'message_ts'],
    ['channel_not_found', 'message_not_found'],
    ['permalink', 'channel'],
  ),
  'chat.postEphemeral': row(
    't4',
    ['chat:write'],
    ['channel', 'user'],
    [
      ...BLOCKS,
      'channel_not_found',
      'is_archived',
      'markdown_text_conflict',
      'msg_too_long',
      'no_text',
      'not_in_channel',
      'too_many_attachments',
      'user_not_in_channel',
    ],
    ['message_ts'],
  ),
  'chat.postMessage': row(
    't5',
    ['chat:write'],
    ['channel'],
    [
      ...BLOCKS,
      ...METADATA,
      'cannot_reply_to_message',
      'channel_not_found',
      'is_archived',
      'markdown_text_conflict',
      'msg_blocks_too_long',
      'no_text',
      'not_in_channel',
      'too_many_attachments',
    ],
    ['channel', 'ts', 'message'],
  ),
  'chat.update': row(
    't3',
    ['chat:write'],
    ['channel', 'ts'],
    [
      ...BLOCKS,
      ...METADATA,
      'cant_update_message',
      'channel_not_found',
      'markdown_text_conflict',
      'message_not_found',
      'msg_too_long',
      'no_text',
      'too_many_attachments',
    ],
    ['channel', 'ts', 'text', 'message'],
  ),
  'conversations.history': row(
    't3',
    HISTORY,
    ['channel'],
    ['channel_not_found', 'invalid_cursor', 'invalid_ts_latest', 'invalid_ts_oldest', 'not_in_channel'],
    ['messages', 'has_more', 'pin_count', 'channel_actions_ts', 'channel_actions_count', 'response_metadata'],
    { scopeByConversation: 'history' },
  ),
  'conversations.info': row('t3', READ, ['channel'], ['channel_not_found', 'missing_scope'], ['channel'], {
    scopeByConversation: 'read',
  }),
  'conversations.invite': row(
    't3',
    ['channels:write.invites', 'groups:write.invites', ...WRITE],
    ['channel', 'users'],
    [
      'already_in_channel',
      'cant_invite_self',
      'channel_not_found',
      'is_archived',
      'method_not_supported_for_channel_type',
      'no_user',
      'not_in_channel',
      'user_not_found',
    ],
    ['channel'],
  ),
  'conversations.join': row(
    't3',
    ['channels:join'],
    ['channel'],
    ['channel_not_found', 'is_archived', 'method_not_supported_for_channel_type'],
    ['channel', 'warning', 'response_metadata'],
  ),
  'conversations.list': row(
    't2',
    READ,
    [],
    ['invalid_cursor', 'invalid_limit', 'invalid_types', 'missing_scope'],
    ['channels', 'response_metadata'],
  ),
  'conversations.members': row(
    't4',
    READ,
    ['channel'],
    ['channel_not_found', 'invalid_cursor', 'invalid_limit', 'missing_scope'],
    ['members', 'response_metadata'],
    { scopeByConversation: 'read' },
  ),
  'conversations.open': row(
    't3',
    WRITE,
    [],
    [
      'channel_not_found',
      'method_not_supported_for_channel_type',
      'too_many_users',
      'user_disabled',
      'user_not_found',
      'users_list_not_supplied',
    ],
    ['channel', 'already_open', 'no_op'],
  ),
  'conversations.replies': row(
    't3',
    HISTORY,
    ['channel', 'ts'],
    ['channel_not_found', 'invalid_cursor', 'invalid_ts_latest', 'invalid_ts_oldest', 'thread_not_found'],
    ['messages', 'has_more', 'response_metadata'],
    { scopeByConversation: 'history' },
  ),
  'files.completeUploadExternal': row(
    't4',
    ['files:write'],
    ['files'],
    [
      'channel_not_found',
      'file_not_found',
      'invalid_blocks',
      'invalid_channel',
      'not_in_channel',
      'posting_to_channel_denied',
    ],
    ['files'],
  ),
  'files.delete': row(
    't3',
    ['files:write'],
    ['file'],
    ['cant_delete_file', 'file_deleted', 'file_not_found'],
    [],
  ),
  'files.getUploadURLExternal': row(
    't4',
    ['files:write'],
    ['filename', 'length'],
    ['file_upload_size_restricted', 'missing_argument'],
    ['upload_url', 'file_id'],
  ),
  'files.info': row('t4', ['files:read'], ['file'], ['file_deleted', 'file_not_found'], ['file', 'comments']),
  'oauth.v2.access': row(
    't5',
    [],
    [],
    ['bad_client_secret', 'invalid_client_id', 'invalid_code'],
    [
      'access_token',
      'token_type',
      'scope',
      'bot_user_id',
      'app_id',
      'team',
      'enterprise',
      'authed_user',
      'is_enterprise_install',
    ],
    { token: 'none' },
  ),
  'reactions.add': row(
    't3',
    ['reactions:write'],
    ['channel', 'name', 'timestamp'],
    [
      'already_reacted',
      'channel_not_found',
      'invalid_name',
      'is_archived',
      'message_not_found',
      'no_access',
      'too_many_emoji',
    ],
    [],
  ),
  'reactions.remove': row(
    't2',
    ['reactions:write'],
    ['name'],
    [
      'channel_not_found',
      'invalid_name',
      'message_not_found',
      'no_access',
      'no_item_specified',
      'no_reaction',
    ],
    [],
  ),
  'team.info': row('t3', ['team:read'], [], ['team_not_found'], ['team']),
  'users.conversations': row(
    't3',
    READ,
    [],
    ['invalid_cursor', 'invalid_limit', 'invalid_types', 'missing_scope'],
    ['channels', 'response_metadata'],
  ),
  'users.getPresence': row('t3', ['users:read'], [], [], ['presence']),
  'users.info': row('t4', ['users:read'], ['user'], ['user_not_found'], ['user']),
  'users.list': row(
    't2',
    ['users:read'],
    [],
    ['invalid_cursor'],
    ['members', 'cache_ts', 'response_metadata'],
  ),
  'users.lookupByEmail': row('t3', ['users:read.email'], ['email'], ['users_not_found'], ['user']),
  'views.open': row('t4', [], ['view'], [...VIEW, ...TRIGGER], ['view']),
  'views.publish': row('t4', [], ['user_id', 'view'], [...VIEW, 'hash_conflict'], ['view']),
  'views.push': row('t4', [], ['view'], [...VIEW, ...TRIGGER, 'not_found', 'push_limit_reached'], ['view']),
  'views.update': row('t4', [], ['view'], [...VIEW, 'hash_conflict', 'not_found'], ['view']),
} as const satisfies Record<string, MethodRow>;

export type MethodName = keyof typeof METHODS;
