import { LIMITS } from '../limits';
import { ApiError } from './apiError';
import { flag, page, text } from './arguments';
import type { Handler } from './call';

const apiTest: Handler = ({ args }) => {
  if (args.error) throw new ApiError(text(args, 'error'), { args });
  return { args };
};

const authTest: Handler = ({ slack }) => {
  const { team, app, bot } = slack.world;
  return {
    url: `${slack.url()}/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: app.botUserId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
};

const connectionsOpen: Handler = ({ slack }) => {
  if (slack.faults.refuseSockets) throw new ApiError('internal_error');
  const url = `${slack.url().replace('http', 'ws')}/socket?${slack.delivery.sockets.ticket()}`;
  return { url };
};

const botsInfo: Handler = ({ slack, args }) => {
  const { app, bot } = slack.world;
  if (args.bot && args.bot !== app.botId) throw new ApiError('bot_not_found');
  const { icons } = slack.shapes.botProfile();
  const { id, botId, name, botUserId } = app;
  return {
    bot: { id: botId, deleted: false, name, updated: bot.updated, app_id: id, user_id: botUserId, icons },
  };
};

const teamInfo: Handler = ({ slack, args }) => {
  const { team } = slack.world;
  if (args.team && args.team !== team.id) throw new ApiError('team_not_found');
  return {
    team: {
      id: team.id,
      name: team.name,
      url: `${slack.url()}/`,
      domain: team.domain,
      email_domain: '',
      icon: { image_default: true },
      avatar_base_url: `${slack.url()}/`,
      is_verified: false,
    },
  };
};

const usersInfo: Handler = ({ slack, args }) => {
  const person = slack.world.people.get(text(args, 'user'));
  if (!person) throw new ApiError('user_not_found');
  return { user: slack.shapes.person(person, flag(args, 'include_locale')) };
};

const usersList: Handler = ({ slack, args }) => {
  const people = [...slack.world.people.values()];
  const { items, cursor } = page(people, args, LIMITS.listObjects.max, 1000, 'invalid_arguments');
  return {
    members: items.map((person) => slack.shapes.person(person, flag(args, 'include_locale'))),
    cache_ts: Math.floor(slack.clock.now() / 1000),
    response_metadata: { next_cursor: cursor },
  };
};

const lookupByEmail: Handler = ({ slack, args }) => {
  const email = text(args, 'email').toLowerCase();
  const person = [...slack.world.people.values()].find((one) => one.email?.toLowerCase() === email);
  if (!person || person.deleted) throw new ApiError('users_not_found');
  return { user: slack.shapes.person(person) };
};

const getPresence: Handler = ({ slack, args }) => {
  const person = slack.world.people.get(text(args, 'user') || slack.world.app.botUserId);
  const presence = person?.presence ?? 'away';
  return { presence };
};

const oauthAccess: Handler = ({ slack, args }) => {
  const { app, team } = slack.world;
  if (args.client_id !== app.clientId) throw new ApiError('invalid_client_id');
  if (args.client_secret !== app.clientSecret) throw new ApiError('bad_client_secret');
  if (!text(args, 'code')) throw new ApiError('invalid_code');
  return {
    access_token: app.botToken,
    token_type: 'bot',
    scope: app.scopes.join(','),
    bot_user_id: app.botUserId,
    app_id: app.id,
    team: { id: team.id, name: team.name },
    enterprise: null,
    authed_user: { id: [...slack.world.people.values()].find((one) => one.isAdmin)?.id },
    is_enterprise_install: false,
  };
};

export const workspaceMethods = {
  'api.test': apiTest,
  'apps.connections.open': connectionsOpen,
  'auth.test': authTest,
  'bots.info': botsInfo,
  'oauth.v2.access': oauthAccess,
  'team.info': teamInfo,
  'users.getPresence': getPresence,
  'users.info': usersInfo,
  'users.list': usersList,
  'users.lookupByEmail': lookupByEmail,
} satisfies Record<string, Handler>;
