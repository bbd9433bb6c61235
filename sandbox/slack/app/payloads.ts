import type { BlockJson } from '../../protocol';
import { initialValues } from '../inputs';
import type { Slack } from '../slack';
import type { StoredChannel, StoredMessage, StoredView } from '../world';

type Json = Record<string, unknown>;

/** What interaction payloads begin with. */
export function base(slack: Slack, type: string, user: string): Json {
  const { world } = slack;
  const name = world.people.get(user)?.name ?? user;
  return {
    type,
    user: { id: user, username: name, name, team_id: world.team.id },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelPart(channel: StoredChannel): Json {
  return { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name };
}

/** Something was clicked or chosen in a message. */
export function messageAction(
  slack: Slack,
  user: string,
  message: StoredMessage,
  action: Json,
  ephemeral: boolean,
): Json {
  const channel = slack.world.channels.get(message.channel) as StoredChannel;
  const threadTs = message.threadTs;
  return {
    ...base(slack, 'block_actions', user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    trigger_id: slack.triggers.issue(user),
    channel: channelPart(channel),
    ...(ephemeral ? {} : { message: slack.shapes.message(message, 'interaction') }),
    state: { values: valuesOf(message, action) },
    response_url: slack.responseUrls.issue({
      user,
      channel: message.channel,
      messageTs: message.ts,
      ephemeral,
      threadTs,
    }),
    actions: [action],
  };
}

/** What the selects of a message hold, with what was chosen just now. */
function valuesOf(message: StoredMessage, action: Json): Record<string, Json> {
  const values: Record<string, Json> = initialValues(message.blocks ?? []);
  const { type, block_id: blockId, action_id: actionId, action_ts: _, ...chosen } = action;
  if (type === 'button' || type === 'overflow') return values;
  const key = String(blockId);
  return { ...values, [key]: { ...values[key], [String(actionId)]: { type, ...chosen } } };
}

/** Something was clicked or chosen in a modal or in the App Home. */
export function viewAction(slack: Slack, user: string, view: StoredView, action: Json): Json {
  return {
    ...base(slack, 'block_actions', user),
    container: { type: 'view', view_id: view.id },
    trigger_id: slack.triggers.issue(user, view.id),
    view: slack.shapes.view(view),
    actions: [action],
  };
}

export function viewSubmission(slack: Slack, user: string, view: StoredView): Json {
  return {
    ...base(slack, 'view_submission', user),
    trigger_id: slack.triggers.issue(user, view.id),
    view: slack.shapes.view(view),
  };
}

export function viewClosed(slack: Slack, user: string, view: StoredView, cleared: boolean): Json {
  return { ...base(slack, 'view_closed', user), view: slack.shapes.view(view), is_cleared: cleared };
}

export function suggestion(
  slack: Slack,
  user: string,
  actionId: string,
  blockId: string,
  value: string,
  place: { view: StoredView } | { message: StoredMessage },
): Json {
  const where =
    'view' in place
      ? { container: { type: 'view', view_id: place.view.id }, view: slack.shapes.view(place.view) }
      : {
          container: {
            type: 'message',
            message_ts: place.message.ts,
            channel_id: place.message.channel,
            is_ephemeral: false,
          },
          channel: channelPart(slack.world.channels.get(place.message.channel) as StoredChannel),
          message: slack.shapes.message(place.message, 'interaction'),
        };
  return {
    ...base(slack, 'block_suggestion', user),
    ...where,
    action_id: actionId,
    block_id: blockId,
    value,
  };
}

export function slashCommand(
  slack: Slack,
  user: string,
  channel: StoredChannel,
  command: string,
  text: string,
): Json {
  const { world } = slack;
  return {
    token: world.app.verificationToken,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: channelPart(channel).name,
    user_id: user,
    user_name: world.people.get(user)?.name ?? user,
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: slack.responseUrls.issue({ user, channel: channel.id }),
    trigger_id: slack.triggers.issue(user),
  };
}

export function shortcut(
  slack: Slack,
  user: string,
  callbackId: string,
  message: StoredMessage | undefined,
): Json {
  const common: Json = {
    ...base(slack, message ? 'message_action' : 'shortcut', user),
    callback_id: callbackId,
    trigger_id: slack.triggers.issue(user),
    action_ts: slack.clock.nextTs(),
  };
  if (!message) return common;
  const { api_app_id: _, ...known } = common;
  const person = slack.world.people.get(user)?.name ?? user;
  return {
    ...known,
    user: { id: user, name: person, team_id: slack.world.team.id },
    message_ts: message.ts,
    channel: channelPart(slack.world.channels.get(message.channel) as StoredChannel),
    message: slack.shapes.message(message, 'interaction'),
    response_url: slack.responseUrls.issue({ user, channel: message.channel, threadTs: message.threadTs }),
  };
}

/** One entry of `actions`: what was clicked, with its value. */
export function actionOf(
  slack: Slack,
  element: BlockJson,
  blockId: string,
  value: BlockJson | undefined,
): Json {
  const { type, action_id, text, value: buttonValue, style } = element as Json;
  const common = { type, action_id, block_id: blockId, action_ts: slack.clock.nextTs() };
  if (type !== 'button') return { ...common, ...value };
  return {
    ...common,
    text,
    ...(buttonValue !== undefined ? { value: buttonValue } : {}),
    ...(style !== undefined ? { style } : {}),
  };
}
