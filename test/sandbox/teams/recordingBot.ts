import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { startTeams, type TeamsOptions, type TeamsSandbox } from '../../../sandbox/teams/startTeams';

type Json = Record<string, unknown>;

export interface Received {
  activity: Json & { type: string; channelData: Json; conversation: { id: string } };
  authorization: string;
}

export interface Answered {
  status?: number;
  json?: unknown;
}

/** A bot that only keeps what it gets, and answers what the test says: no SDK in between. */
export interface RecordingBot {
  received: Received[];
  /** 200 and an empty body without it; `hang`: no answer at all. */
  answer: (activity: Json) => Answered | 'hang';
  activities(type?: string): Received['activity'][];
  close(): Promise<void>;
  url: string;
}

export async function recordingBot(): Promise<RecordingBot> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const activity = JSON.parse(text) as Received['activity'];
      received.push({ activity, authorization: request.headers.authorization ?? '' });
      const answer = bot.answer(activity);
      if (answer === 'hang') return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
      response.end(answer.json === undefined ? '' : JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bot: RecordingBot = {
    received,
    answer: () => ({}),
    activities: (type) =>
      received.flatMap(({ activity }) => (type === undefined || activity.type === type ? [activity] : [])),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
  };
  return bot;
}

/** The Teams sandbox with a bot that is in the team `Acme`, on a Slack sandbox's port. */
export interface Rehearsal {
  teams: TeamsSandbox;
  slack: SlackSandbox;
  bot: RecordingBot;
  /** The id of the team's channel `support`. */
  support: string;
  call(method: string, path: string, body?: unknown, how?: { token?: string | null }): Promise<Called>;
  token(scope?: 'connector' | 'graph'): Promise<string>;
  close(): Promise<void>;
}

export interface Called {
  status: number;
  headers: Headers;
  json: Json & { id?: string; error?: { code: string; message: string } };
}

const SCOPES = {
  connector: 'https://api.botframework.com/.default',
  graph: 'https://graph.microsoft.com/.default',
};

export async function rehearse(options: TeamsOptions = {}): Promise<Rehearsal> {
  const bot = await recordingBot();
  const teams = startTeams(options);
  const slack = await startSlack({ routes: [teams.route] });
  teams.setEndpoint(bot.url);
  await teams.administer({ do: 'install', team: 'Acme' });
  const token = (scope: 'connector' | 'graph' = 'connector') => tokenFor(teams, SCOPES[scope]);
  return {
    teams,
    slack,
    bot,
    support: teams.channel('support').id,
    token,
    call: async (method, path, body, how = {}) => {
      const bearer = how.token === undefined ? await token() : how.token;
      const response = await fetch(`${teams.url}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : {} };
    },
    close: async () => {
      await slack.close();
      await bot.close();
    },
  };
}

async function tokenFor(teams: TeamsSandbox, scope: string): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: teams.appId,
    client_secret: teams.appPassword,
    scope,
  };
  const url = `${teams.url}/login/${teams.tenantId}/oauth2/v2.0/token`;
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** A message with a card. */
export function withCard(content: Json): Json {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

export function card(body: unknown[], actions?: unknown[], more: Json = {}): Json {
  return { type: 'AdaptiveCard', version: '1.5', body, ...(actions ? { actions } : {}), ...more };
}

export const text = (words: string): Json => ({ type: 'TextBlock', text: words, wrap: true });

/** A root post in a channel. */
export function thread(channel: string, activity: Json): Json {
  return { isGroup: true, channelData: { channel: { id: channel } }, activity };
}
