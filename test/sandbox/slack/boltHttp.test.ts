import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { startSlack } from '../../../sandbox/slack/startSlack';
import { callApi } from './recordingApp';

const channel = 'C0GENERAL';

describe('a Bolt app over signed HTTP', () => {
  test('the URL is verified; events, clicks and commands arrive signed', async () => {
    const slack = await startSlack();
    const { signingSecret } = slack;
    const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
    const app = new App({
      token: slack.botToken,
      receiver,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    const heard: string[] = [];
    app.message(async ({ message }) => {
      heard.push(String((message as { text?: string }).text));
    });
    app.action('a', async ({ ack, respond }) => {
      await ack();
      await respond('clicked');
    });
    app.command('/inbox', async ({ ack, command }) => ack(`got ${command.text}`));
    const server = (await app.start(0)) as Server;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    expect(await slack.setRequestUrls({ events: url })).toBe(true);
    await slack.as('ada').message(channel, 'over http');
    await slack.waitFor(() => heard.includes('over http'));
    const elements = [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'a' } }];
    const blocks = [{ type: 'actions', elements }];
    const posted = await callApi(slack, 'chat.postMessage', { channel, text: 'x', blocks });
    const clicked = await slack.as('ada').click(channel, String(posted.ts), 'a');
    expect(clicked).toMatchObject({ ok: true, ack: { status: 'acknowledged', httpStatus: 200 } });
    await slack.as('ada').command(channel, '/inbox', 'mail @ben');
    const seen = () => slack.as('ada').state.ephemerals.map(({ text }) => text);
    await slack.waitFor(() => seen().length === 2);
    expect(seen().sort()).toEqual(['clicked', 'got mail <@U0BEN|ben>']);
    await app.stop();
    await slack.close();
  });

  test('an answer other than 200 is tried again, with number and reason, and the signature fits', async () => {
    const slack = await startSlack({ timeScale: 10_000 });
    const requests: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        requests.push({ headers: request.headers, body });
        response.writeHead(body.includes('url_verification') ? 200 : 500);
        response.end(body.includes('url_verification') ? JSON.parse(body).challenge : '');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const events = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await slack.setRequestUrls({ events })).toBe(true);
    await slack.as('ada').message(channel, 'again and again');
    await slack.waitFor(() => requests.length === 5);
    const sent = requests.slice(1);
    expect(sent.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(sent[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    for (const { headers, body } of sent) {
      const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
      const mac = createHmac('sha256', slack.signingSecret).update(base).digest('hex');
      expect(headers['x-slack-signature']).toBe(`v0=${mac}`);
    }
    const result = await slack.as('ada').command(channel, '/inbox', 'x');
    expect(result).toMatchObject({ ok: false, ack: { status: 'http error', httpStatus: 500 } });
    await new Promise((done) => server.close(done));
    await slack.close();
  });
});
