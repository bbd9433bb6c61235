import type { RequestListener, Server } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../ports/log';
import type { Team } from './installations';
import { waits } from './limits';
import { Connection } from './reconnect';
import { sdkLog } from './sdkLog';

/** Where Slack sends events, clicks and commands in HTTP mode. */
export const SLACK_PATH = '/slack/events';

export interface AppConfig {
  botToken: string;
  /** Socket Mode when set. */
  appToken?: string;
  /** HTTP otherwise. */
  signingSecret?: string;
  apiUrl?: string;
  /** HTTP: the port of a server of its own. Without it, whoever runs a server gives `listener` its requests. */
  port?: number;
}

/** A Bolt app and how it is connected to Slack. */
export interface BoltApp {
  app: App;
  /** HTTP mode without a port. */
  listener: RequestListener | null;
  /** @param connected told each time that events (re)start. */
  start(connected: () => void): Promise<void>;
  stop(): Promise<void>;
}

/** @param team known once Slack was asked; what comes from any other team is dropped. */
export function boltApp(config: AppConfig, team: () => Team | null, log: Log): BoltApp {
  const clientOptions = {
    ...(config.apiUrl && { slackApiUrl: config.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: waits.call,
    logger: sdkLog(log, 'slack-app'),
  };
  const receiver = config.appToken
    ? new SocketModeReceiver({
        appToken: config.appToken,
        logger: sdkLog(log, 'slack-socket'),
        autoReconnectEnabled: false,
        installerOptions: { clientOptions: { ...clientOptions } },
      })
    : httpReceiver(config, log);
  const app = new App({
    receiver,
    socketMode: receiver instanceof SocketModeReceiver,
    logger: sdkLog(log, 'slack-app'),
    clientOptions: { ...clientOptions },
    // Our own messages have to be seen: that they stand in chat is news.
    ignoreSelf: false,
    convoStore: false,
    authorize: async ({ teamId }) => {
      const known = team();
      if (!known || (teamId !== undefined && teamId !== known.team)) {
        throw new Error(`nothing is installed for the team ${teamId}`);
      }
      return { botToken: config.botToken, botUserId: known.botUser, teamId: known.team };
    },
  });
  app.error(async (error) => {
    log.error({ why: error.stack ?? error.message }, 'A delivery from Slack was not handled');
  });
  return receiver instanceof SocketModeReceiver
    ? { app, listener: null, ...bySocket(receiver, log) }
    : { app, ...byHttp(receiver, config.port) };
}

function httpReceiver(config: AppConfig, log: Log): HTTPReceiver {
  if (!config.signingSecret) {
    throw new Error('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).');
  }
  return new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: SLACK_PATH,
    logger: sdkLog(log, 'slack-http'),
    bodyLimit: '5mb',
    unhandledRequestTimeoutMillis: 3_100,
  });
}

function bySocket(receiver: SocketModeReceiver, log: Log): Pick<BoltApp, 'start' | 'stop'> {
  let connection: Connection | undefined;
  return {
    start: async (connected) => {
      connection = new Connection(receiver.client, connected, log);
      await connection.start();
    },
    stop: async () => connection?.stop(),
  };
}

function byHttp(receiver: HTTPReceiver, port: number | undefined): Omit<BoltApp, 'app'> {
  let server: Server | undefined;
  return {
    listener: port === undefined ? (request, response) => receiver.requestListener(request, response) : null,
    start: async (connected) => {
      if (port !== undefined) server = await receiver.start(port);
      connected();
    },
    stop: async () => {
      if (!server) return;
      const closed = new Promise((resolve) => server!.close(resolve));
      server.closeIdleConnections();
      setTimeout(() => server!.closeAllConnections(), 1_000).unref();
      await closed;
    },
  };
}
