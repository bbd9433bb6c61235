import { type PayloadRow, row } from './payloadRow';

/** What the Web API answers beside `ok`, key by key. Source and checks: see payloadTable. */
const KEYS: Record<string, Omit<PayloadRow, 'source'>> = {
  'api.test': row('', 'args', ''),
  'apps.connections.open': row('', 'url', ''),
  'auth.test': row('', 'url team user team_id user_id bot_id is_enterprise_install', ''),
  'bots.info': row('', 'bot bot.id bot.deleted bot.name bot.updated bot.app_id bot.user_id bot.icons', ''),
  'chat.delete': row('', 'channel ts', ''),
  'chat.getPermalink': row('', 'permalink channel', ''),
  'chat.postEphemeral': row('', 'message_ts', ''),
  'chat.postMessage': row(
    '',
    `
      channel ts message message.type message.user message.text message.ts message.team
      message.bot_id message.app_id message.bot_profile message.bot_profile.id
      message.bot_profile.app_id message.bot_profile.name message.bot_profile.icons
      message.bot_profile.deleted message.bot_profile.updated message.bot_profile.team_id`,
    `
      message.blocks message.metadata message.thread_ts message.parent_user_id message.root
      message.root.type message.root.user message.root.text message.root.ts message.root.team
      message.root.bot_id message.root.bot_profile message.root.thread_ts message.root.reply_count
      message.root.reply_users_count message.root.latest_reply message.root.subscribed`,
  ),
  'chat.update': row(
    '',
    `
      channel ts text message message.type message.user message.text message.team message.bot_id
      message.app_id message.bot_profile message.bot_profile.id message.bot_profile.app_id
      message.bot_profile.name message.bot_profile.icons message.bot_profile.deleted
      message.bot_profile.updated message.bot_profile.team_id message.blocks message.metadata`,
    '',
  ),
  'conversations.history': row(
    '',
    `
      messages messages[].type messages[].user messages[].client_msg_id messages[].text
      messages[].ts messages[].team messages[].thread_ts messages[].parent_user_id messages[].root
      messages[].root.type messages[].root.user messages[].root.text messages[].root.ts
      messages[].root.team messages[].root.bot_id messages[].root.bot_profile
      messages[].root.thread_ts messages[].root.reply_count messages[].root.reply_users_count
      messages[].root.latest_reply messages[].root.subscribed has_more pin_count
      channel_actions_ts channel_actions_count`,
    `
      messages[].bot_id messages[].app_id messages[].bot_profile messages[].bot_profile.id
      messages[].bot_profile.app_id messages[].bot_profile.name messages[].bot_profile.icons
      messages[].bot_profile.deleted messages[].bot_profile.updated messages[].bot_profile.team_id
      messages[].files messages[].upload messages[].display_as_bot messages[].blocks
      messages[].metadata messages[].reply_count messages[].reply_users_count
      messages[].latest_reply messages[].reply_users messages[].is_locked messages[].subscribed
      messages[].reactions messages[].reactions[].name messages[].reactions[].users
      messages[].reactions[].count response_metadata response_metadata.next_cursor`,
  ),
  'conversations.info': row(
    '',
    `
      channel channel.id channel.created channel.is_archived channel.is_im channel.is_org_shared
      channel.context_team_id channel.updated channel.name channel.name_normalized
      channel.is_channel channel.is_group channel.is_mpim channel.is_private channel.is_general
      channel.is_shared channel.is_ext_shared channel.is_pending_ext_shared channel.pending_shared
      channel.pending_connected_team_ids channel.shared_team_ids channel.unlinked channel.creator
      channel.is_member channel.topic channel.topic.value channel.topic.creator
      channel.topic.last_set channel.purpose channel.purpose.value channel.purpose.creator
      channel.purpose.last_set channel.previous_names`,
    '',
  ),
  'conversations.invite': row(
    '',
    `
      channel channel.id channel.created channel.is_archived channel.is_im channel.is_org_shared
      channel.context_team_id channel.updated channel.name channel.name_normalized
      channel.is_channel channel.is_group channel.is_mpim channel.is_private channel.is_general
      channel.is_shared channel.is_ext_shared channel.is_pending_ext_shared channel.pending_shared
      channel.pending_connected_team_ids channel.shared_team_ids channel.unlinked channel.creator
      channel.is_member channel.topic channel.topic.value channel.topic.creator
      channel.topic.last_set channel.purpose channel.purpose.value channel.purpose.creator
      channel.purpose.last_set channel.previous_names`,
    '',
  ),
  'conversations.join': row(
    '',
    `
      channel channel.id channel.created channel.is_archived channel.is_im channel.is_org_shared
      channel.context_team_id channel.updated channel.name channel.name_normalized
      channel.is_channel channel.is_group channel.is_mpim channel.is_private channel.is_general
      channel.is_shared channel.is_ext_shared channel.is_pending_ext_shared channel.pending_shared
      channel.pending_connected_team_ids channel.shared_team_ids channel.unlinked channel.creator
      channel.is_member channel.topic channel.topic.value channel.topic.creator
      channel.topic.last_set channel.purpose channel.purpose.value channel.purpose.creator
      channel.purpose.last_set channel.previous_names warning response_metadata
      response_metadata.warnings`,
    '',
  ),
  'conversations.list': row(
    '',
    `
      channels channels[].id channels[].created channels[].is_archived channels[].is_im
      channels[].is_org_shared channels[].context_team_id channels[].updated channels[].name
      channels[].name_normalized channels[].is_channel channels[].is_group channels[].is_mpim
      channels[].is_private channels[].is_general channels[].is_shared channels[].is_ext_shared
      channels[].is_pending_ext_shared channels[].pending_shared
      channels[].pending_connected_team_ids channels[].shared_team_ids channels[].unlinked
      channels[].creator channels[].is_member channels[].topic channels[].topic.value
      channels[].topic.creator channels[].topic.last_set channels[].purpose
      channels[].purpose.value channels[].purpose.creator channels[].purpose.last_set
      channels[].previous_names channels[].num_members response_metadata
      response_metadata.next_cursor`,
    '',
  ),
  'conversations.members': row('', 'members response_metadata response_metadata.next_cursor', ''),
  'conversations.open': row(
    '',
    'channel channel.id',
    `
      channel.created channel.is_archived channel.is_im channel.is_org_shared
      channel.context_team_id channel.updated channel.user channel.priority already_open no_op`,
  ),
  'conversations.replies': row(
    '',
    `
      messages messages[].type messages[].user messages[].text messages[].ts messages[].team
      messages[].bot_id messages[].app_id messages[].bot_profile messages[].bot_profile.id
      messages[].bot_profile.app_id messages[].bot_profile.name messages[].bot_profile.icons
      messages[].bot_profile.deleted messages[].bot_profile.updated messages[].bot_profile.team_id
      messages[].blocks messages[].metadata messages[].thread_ts messages[].reply_count
      messages[].reply_users_count messages[].latest_reply messages[].reply_users
      messages[].is_locked messages[].subscribed messages[].reactions messages[].reactions[].name
      messages[].reactions[].users messages[].reactions[].count messages[].parent_user_id
      has_more`,
    'messages[].files messages[].upload messages[].display_as_bot',
  ),
  'files.completeUploadExternal': row('', 'files', ''),
  'files.delete': row('', '', ''),
  'files.getUploadURLExternal': row('', 'upload_url file_id', ''),
  'files.info': row(
    '',
    `
      file file.id file.created file.timestamp file.name file.title file.mimetype file.filetype
      file.pretty_type file.user file.user_team file.editable file.size file.mode file.is_external
      file.external_type file.is_public file.public_url_shared file.display_as_bot file.username
      file.url_private file.url_private_download file.permalink file.has_rich_preview
      file.file_access file.channels file.groups file.ims file.comments_count comments file.shares file.shares.public file.has_more_shares`,
    '',
  ),
  'oauth.v2.access': row(
    '',
    `
      access_token token_type scope bot_user_id app_id team team.id team.name enterprise
      authed_user authed_user.id is_enterprise_install`,
    '',
  ),
  'reactions.add': row('', '', ''),
  'reactions.remove': row('', '', ''),
  'team.info': row(
    '',
    `
      team team.id team.name team.url team.domain team.email_domain team.icon
      team.icon.image_default team.avatar_base_url team.is_verified`,
    '',
  ),
  'users.conversations': row(
    '',
    `
      channels channels[].id channels[].created channels[].is_archived channels[].is_im
      channels[].is_org_shared channels[].context_team_id channels[].updated channels[].name
      channels[].name_normalized channels[].is_channel channels[].is_group channels[].is_mpim
      channels[].is_private channels[].is_general channels[].is_shared channels[].is_ext_shared
      channels[].is_pending_ext_shared channels[].pending_shared
      channels[].pending_connected_team_ids channels[].shared_team_ids channels[].unlinked
      channels[].creator channels[].topic channels[].topic.value channels[].topic.creator
      channels[].topic.last_set channels[].purpose channels[].purpose.value
      channels[].purpose.creator channels[].purpose.last_set channels[].previous_names
      response_metadata response_metadata.next_cursor`,
    '',
  ),
  'users.getPresence': row('', 'presence', ''),
  'users.info': row(
    '',
    `
      user user.id user.team_id user.name user.deleted user.color user.real_name user.tz
      user.tz_label user.tz_offset user.locale user.profile user.is_admin user.is_owner
      user.is_primary_owner user.is_restricted user.is_ultra_restricted user.is_bot
      user.is_app_user user.updated user.is_email_confirmed user.who_can_share_contact_card`,
    '',
  ),
  'users.list': row(
    '',
    `
      members members[].id members[].team_id members[].name members[].deleted members[].color
      members[].real_name members[].tz members[].tz_label members[].tz_offset members[].profile
      members[].is_admin members[].is_owner members[].is_primary_owner members[].is_restricted
      members[].is_ultra_restricted members[].is_bot members[].is_app_user members[].updated
      members[].is_email_confirmed members[].who_can_share_contact_card cache_ts response_metadata
      response_metadata.next_cursor`,
    '',
  ),
  'users.lookupByEmail': row(
    '',
    `
      user user.id user.team_id user.name user.deleted user.color user.real_name user.tz
      user.tz_label user.tz_offset user.profile user.is_admin user.is_owner user.is_primary_owner
      user.is_restricted user.is_ultra_restricted user.is_bot user.is_app_user user.updated
      user.is_email_confirmed user.who_can_share_contact_card`,
    '',
  ),
  'views.open': row(
    '',
    `
      view view.id view.team_id view.type view.blocks view.private_metadata view.callback_id
      view.state view.hash view.title view.title.type view.title.text view.clear_on_close
      view.notify_on_close view.close view.submit view.previous_view_id view.root_view_id
      view.app_id view.external_id view.app_installed_team_id view.bot_id`,
    '',
  ),
  'views.publish': row(
    '',
    `
      view view.id view.team_id view.type view.blocks view.private_metadata view.callback_id
      view.state view.hash view.title view.title.type view.title.text view.title.emoji
      view.clear_on_close view.notify_on_close view.close view.submit view.previous_view_id
      view.root_view_id view.app_id view.external_id view.app_installed_team_id view.bot_id`,
    '',
  ),
  'views.push': row(
    '',
    `
      view view.id view.team_id view.type view.blocks view.private_metadata view.callback_id
      view.state view.hash view.title view.title.type view.title.text view.clear_on_close
      view.notify_on_close view.close view.submit view.previous_view_id view.root_view_id
      view.app_id view.external_id view.app_installed_team_id view.bot_id`,
    '',
  ),
  'views.update': row(
    '',
    `
      view view.id view.team_id view.type view.blocks view.private_metadata view.callback_id
      view.state view.hash view.title view.title.type view.title.text view.clear_on_close
      view.notify_on_close view.close view.submit view.previous_view_id view.root_view_id
      view.app_id view.external_id view.app_installed_team_id view.bot_id`,
    '',
  ),
};

export const ANSWERS: Record<string, PayloadRow> = Object.fromEntries(
  Object.entries(KEYS).map(([method, keys]) => [method, { ...keys, source: `responses/${method}.json` }]),
);
