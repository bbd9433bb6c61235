import { type PayloadRow, row } from './payloadRow';

/**
 * What the sandbox delivers to the app, key by key. Source: slackapi/java-slack-sdk json-logs (MIT, 2026-08-07);
 * a test sends one of everything and compares, `npm run sandbox:conform` compares with such a folder.
 */
export const EVENT_ENVELOPE = row(
  'events/MessagePayload.json',
  `
      token team_id api_app_id event type event_id event_time authorizations
      authorizations[].enterprise_id authorizations[].team_id authorizations[].user_id
      authorizations[].is_bot authorizations[].is_enterprise_install is_ext_shared_channel
      event_context`,
  '',
);

export const PAYLOADS: Record<string, PayloadRow> = {
  block_actions: row(
    'payloads/BlockActionPayload.json',
    `
      type user user.id user.username user.name user.team_id api_app_id token team team.id
      team.domain enterprise is_enterprise_install container container.type trigger_id actions`,
    `
      container.message_ts container.channel_id container.is_ephemeral channel channel.id
      channel.name message message.type message.user message.text message.ts message.team
      message.bot_id message.app_id message.bot_profile message.bot_profile.id
      message.bot_profile.app_id message.bot_profile.name message.bot_profile.icons
      message.bot_profile.deleted message.bot_profile.updated message.bot_profile.team_id
      message.blocks message.metadata message.thread_ts message.reply_count
      message.reply_users_count message.latest_reply message.reply_users message.is_locked
      message.subscribed state response_url container.view_id view view.id view.team_id view.type
      view.blocks view.private_metadata view.callback_id view.state view.hash view.title
      view.title.type view.title.text view.clear_on_close view.notify_on_close view.close
      view.submit view.previous_view_id view.root_view_id view.app_id view.external_id
      view.app_installed_team_id view.bot_id`,
  ),
  block_suggestion: row(
    { elsewhere: '@slack/bolt (types of options requests)' },
    `
      type user user.id user.username user.name user.team_id api_app_id token team team.id
      team.domain enterprise is_enterprise_install container container.type action_id block_id
      value`,
    `
      container.view_id view view.id view.team_id view.type view.blocks view.private_metadata
      view.callback_id view.state view.hash view.title view.title.type view.title.text
      view.clear_on_close view.notify_on_close view.close view.submit view.previous_view_id
      view.root_view_id view.app_id view.external_id view.app_installed_team_id view.bot_id
      container.message_ts container.channel_id container.is_ephemeral channel channel.id
      channel.name message message.type message.user message.text message.ts message.team
      message.bot_id message.app_id message.bot_profile message.bot_profile.id
      message.bot_profile.app_id message.bot_profile.name message.bot_profile.icons
      message.bot_profile.deleted message.bot_profile.updated message.bot_profile.team_id
      message.blocks message.metadata message.thread_ts message.reply_count
      message.reply_users_count message.latest_reply message.reply_users message.is_locked
      message.subscribed`,
  ),
  'event app_home_opened': row(
    'events/AppHomeOpenedPayload.json',
    'event.type event.user event.channel event.tab event.event_ts',
    `
      event.view event.view.id event.view.team_id event.view.type event.view.blocks
      event.view.private_metadata event.view.callback_id event.view.state event.view.hash
      event.view.title event.view.clear_on_close event.view.notify_on_close event.view.close
      event.view.submit event.view.previous_view_id event.view.root_view_id event.view.app_id
      event.view.external_id event.view.app_installed_team_id event.view.bot_id`,
  ),
  'event app_mention': row(
    'events/AppMentionPayload.json',
    `
      event.type event.user event.client_msg_id event.text event.ts event.team event.thread_ts
      event.upload event.display_as_bot event.blocks event.channel event.event_ts`,
    '',
  ),
  'event channel_archive': row(
    'events/ChannelArchivePayload.json',
    'event.type event.channel event.user event.is_moved event.event_ts',
    '',
  ),
  'event channel_rename': row(
    'events/ChannelRenamePayload.json',
    `
      event.type event.channel event.channel.id event.channel.is_channel event.channel.is_mpim
      event.channel.name event.channel.name_normalized event.channel.created event.event_ts`,
    '',
  ),
  'event channel_unarchive': row(
    'events/ChannelArchivePayload.json',
    'event.type event.channel event.user event.event_ts',
    '',
  ),
  'event member_joined_channel': row(
    'events/MemberJoinedChannelPayload.json',
    `
      event.type event.user event.channel event.channel_type event.team event.inviter
      event.event_ts`,
    '',
  ),
  'event member_left_channel': row(
    'events/MemberLeftChannelPayload.json',
    'event.type event.user event.channel event.channel_type event.team event.event_ts',
    '',
  ),
  'event message': row(
    'events/MessagePayload.json',
    `
      event.type event.user event.text event.ts event.team event.bot_id event.bot_profile
      event.bot_profile.id event.bot_profile.app_id event.bot_profile.name event.bot_profile.icons
      event.bot_profile.deleted event.bot_profile.updated event.bot_profile.team_id event.event_ts
      event.channel event.channel_type`,
    'event.blocks event.metadata',
  ),
  'event message/channel_archive': row(
    'events/MessageChannelArchivePayload.json',
    `
      event.type event.subtype event.user event.text event.ts event.team event.event_ts
      event.channel event.channel_type`,
    '',
  ),
  'event message/channel_join': row(
    'events/MessageChannelJoinPayload.json',
    `
      event.type event.subtype event.user event.text event.ts event.team event.inviter
      event.event_ts event.channel event.channel_type`,
    '',
  ),
  'event message/channel_unarchive': row(
    'events/MessageChannelUnarchivePayload.json',
    `
      event.type event.subtype event.user event.text event.ts event.team event.event_ts
      event.channel event.channel_type`,
    '',
  ),
  'event message/file_share': row(
    'events/MessageFileSharePayload.json',
    `
      event.type event.user event.text event.ts event.team event.files event.upload
      event.display_as_bot event.subtype event.event_ts event.channel event.channel_type`,
    `
      event.bot_id event.bot_profile event.bot_profile.id event.bot_profile.app_id
      event.bot_profile.name event.bot_profile.icons event.bot_profile.deleted
      event.bot_profile.updated event.bot_profile.team_id event.thread_ts event.parent_user_id
      event.blocks`,
  ),
  'event message/message_changed': row(
    'events/MessageChangedPayload.json',
    `
      event.type event.subtype event.message event.message.type event.message.user
      event.message.text event.message.ts event.message.team event.previous_message
      event.previous_message.type event.previous_message.user event.previous_message.text
      event.previous_message.ts event.previous_message.team event.hidden event.ts event.event_ts
      event.channel event.channel_type`,
    `
      event.message.bot_id event.message.bot_profile event.message.blocks event.message.thread_ts
      event.message.reply_count event.message.reply_users_count event.message.latest_reply
      event.message.is_locked event.message.subscribed event.previous_message.bot_id
      event.previous_message.bot_profile event.previous_message.blocks
      event.previous_message.thread_ts event.previous_message.reply_count
      event.previous_message.reply_users_count event.previous_message.latest_reply
      event.previous_message.is_locked event.previous_message.subscribed
      event.message.client_msg_id event.message.edited event.message.parent_user_id
      event.message.files event.message.upload event.message.display_as_bot
      event.previous_message.client_msg_id event.previous_message.parent_user_id
      event.previous_message.files event.previous_message.upload
      event.previous_message.display_as_bot event.message.subtype`,
  ),
  'event message/message_deleted': row(
    'events/MessageDeletedPayload.json',
    `
      event.type event.subtype event.previous_message event.previous_message.type
      event.previous_message.user event.previous_message.text event.previous_message.ts
      event.previous_message.team event.deleted_ts event.hidden event.ts event.event_ts
      event.channel event.channel_type`,
    `
      event.previous_message.client_msg_id event.previous_message.edited
      event.previous_message.thread_ts event.previous_message.parent_user_id
      event.previous_message.files event.previous_message.upload
      event.previous_message.display_as_bot event.previous_message.blocks
      event.previous_message.bot_id event.previous_message.bot_profile`,
  ),
  'event message/thread_broadcast': row(
    'events/MessageThreadBroadcastPayload.json',
    `
      event.type event.user event.text event.ts event.team event.thread_ts event.root
      event.root.type event.root.user event.root.text event.root.ts event.root.team
      event.root.bot_id event.root.bot_profile event.root.thread_ts event.root.reply_count
      event.root.reply_users_count event.root.latest_reply event.root.subscribed event.subtype
      event.event_ts event.channel event.channel_type`,
    `
      event.bot_id event.bot_profile event.bot_profile.id event.bot_profile.app_id
      event.bot_profile.name event.bot_profile.icons event.bot_profile.deleted
      event.bot_profile.updated event.bot_profile.team_id event.client_msg_id event.blocks`,
  ),
  'event message_metadata_posted': row(
    { elsewhere: 'docs.slack.dev' },
    `
      event.type event.app_id event.bot_id event.user_id event.team_id event.channel_id
      event.metadata event.message_ts event.event_ts`,
    '',
  ),
  'event reaction_added': row(
    'events/ReactionAddedPayload.json',
    `
      event.type event.user event.reaction event.item event.item.type event.item.channel
      event.item.ts event.item_user event.event_ts`,
    '',
  ),
  'event reaction_removed': row(
    { elsewhere: 'docs.slack.dev: like reaction_added' },
    `
      event.type event.user event.reaction event.item event.item.type event.item.channel
      event.item.ts event.item_user event.event_ts`,
    '',
  ),
  'event team_join': row(
    'events/TeamJoinPayload.json',
    `
      event.type event.user event.user.id event.user.team_id event.user.name event.user.deleted
      event.user.color event.user.real_name event.user.tz event.user.tz_label event.user.tz_offset
      event.user.profile event.user.is_admin event.user.is_owner event.user.is_primary_owner
      event.user.is_restricted event.user.is_ultra_restricted event.user.is_bot
      event.user.is_app_user event.user.updated event.user.is_email_confirmed
      event.user.who_can_share_contact_card`,
    '',
  ),
  'event user_change': row(
    'events/UserChangePayload.json',
    `
      event.type event.user event.user.id event.user.team_id event.user.name event.user.deleted
      event.user.color event.user.real_name event.user.tz event.user.tz_label event.user.tz_offset
      event.user.profile event.user.is_admin event.user.is_owner event.user.is_primary_owner
      event.user.is_restricted event.user.is_ultra_restricted event.user.is_bot
      event.user.is_app_user event.user.updated event.user.is_email_confirmed
      event.user.who_can_share_contact_card event.cache_ts`,
    '',
  ),
  message_action: row(
    'payloads/MessageShortcutPayload.json',
    `
      type user user.id user.name user.team_id token team team.id team.domain enterprise
      is_enterprise_install callback_id trigger_id action_ts message_ts channel channel.id
      channel.name message message.type message.user message.text message.ts message.team
      message.bot_id message.app_id message.bot_profile message.bot_profile.id
      message.bot_profile.app_id message.bot_profile.name message.bot_profile.icons
      message.bot_profile.deleted message.bot_profile.updated message.bot_profile.team_id
      message.blocks message.metadata message.thread_ts message.reply_count
      message.reply_users_count message.latest_reply message.reply_users message.is_locked
      message.subscribed response_url`,
    '',
  ),
  shortcut: row(
    { elsewhere: '@slack/bolt (GlobalShortcut)' },
    `
      type user user.id user.username user.name user.team_id api_app_id token team team.id
      team.domain enterprise is_enterprise_install callback_id trigger_id action_ts`,
    '',
  ),
  'slash command': row(
    'payloads/SlashCommandPayload.json',
    `
      token team_id team_domain channel_id channel_name user_id user_name command text api_app_id
      is_enterprise_install response_url trigger_id`,
    '',
  ),
  view_closed: row(
    'payloads/ViewClosedPayload.json',
    `
      type user user.id user.username user.name user.team_id api_app_id token team team.id
      team.domain enterprise is_enterprise_install view view.id view.team_id view.type view.blocks
      view.private_metadata view.callback_id view.state view.hash view.title view.title.type
      view.title.text view.clear_on_close view.notify_on_close view.close view.submit
      view.previous_view_id view.root_view_id view.app_id view.external_id
      view.app_installed_team_id view.bot_id is_cleared`,
    '',
  ),
  view_submission: row(
    'payloads/ViewSubmissionPayload.json',
    `
      type user user.id user.username user.name user.team_id api_app_id token team team.id
      team.domain enterprise is_enterprise_install trigger_id view view.id view.team_id view.type
      view.blocks view.private_metadata view.callback_id view.state view.hash view.title
      view.title.type view.title.text view.clear_on_close view.notify_on_close view.close
      view.submit view.previous_view_id view.root_view_id view.app_id view.external_id
      view.app_installed_team_id view.bot_id`,
    '',
  ),
};

/** Keys that the recordings lack, each with the reason why the sandbox sends them all the same. */
export const BEYOND: Record<string, string> = {
  'event.bot_id': 'recorded with a person as author; what the bot posts carries the bot, as in `message`',
  'event.bot_profile': 'the same',
  'event.team': 'the same',
  'event.message.files': 'recorded without files; a message keeps them when it changes',
  'event.previous_message.files': 'the same',
  'event.view.blocks': 'the contents of blocks are cut from the recordings',
  'view.blocks': 'the same',
};
