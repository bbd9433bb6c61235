import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSlack } from '../../sandbox/slack/startSlack';
import { SLACK_PATH } from '../../src/slack/app';
import { createSlack } from '../../src/slack/createSlack';
import { plain } from '../../src/ui/text';
import { Inside, RecordedLog } from '../inside';
import { type Rehearsal, rehearse } from './rehearsal';

describe('Socket Mode', () => {
  let on: Rehearsal;
  beforeEach(async () => {
    on = await rehearse();
  });
  afterEach(() => on.stop());

  it('names the team and tells that events began', async () => {
    expect(on.inside.of('connected')).toEqual([{ platform: 'slack', team: on.sandbox.teamId }]);
  });

  it.each(['polite', 'abrupt'] as const)('comes back by itself after a %s end', async (how) => {
    on.sandbox.faults({ dropSockets: how });
    await on.sandbox.waitFor(() => on.inside.of('connected').length === 2);
    await on.sandbox.as('ben').command('C0SUPPORT', '/inbox', 'list');
    await on.sandbox.waitFor(() => on.inside.requests.length === 1);
  });

  it('goes on trying while Slack refuses connections', async () => {
    on.sandbox.faults({ refuseSockets: true });
    on.sandbox.faults({ dropSockets: 'abrupt' });
    await on.sandbox.waitFor(() => on.log.lines.some((line) => line.includes('"failures":2')), 10_000);
    on.sandbox.faults({ refuseSockets: false });
    await on.sandbox.waitFor(() => on.inside.of('connected').length === 2, 10_000);
  }, 20_000);

  it('finishes what is under way before it stops', async () => {
    let release: () => void = () => undefined;
    on.inside.answers = () =>
      new Promise((resolve) => {
        release = () => resolve({ kind: 'notice', tone: 'info', text: plain('Late but here.') });
      });
    await on.sandbox.as('ben').command('C0SUPPORT', '/inbox', 'list');
    await on.sandbox.waitFor(() => on.inside.requests.length === 1);
    const stopping = on.slack.stop();
    release();
    await stopping;
    expect(on.sandbox.as('ben').state.ephemerals.at(-1)?.text).toBe('Late but here.');
  });
});

it('a refused token is a sentence that says what to do', async () => {
  const sandbox = await startSlack();
  const common = { inbound: new Inside(), log: new RecordedLog() };
  const { apiUrl, appToken, botToken } = sandbox;
  const wrongBot = createSlack({ ...common, config: { botToken: 'xoxb-no', appToken, apiUrl } });
  await expect(wrongBot.start()).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\)/);
  const wrongApp = createSlack({ ...common, config: { botToken, appToken: 'xapp-no', apiUrl } });
  await expect(wrongApp.start()).rejects.toThrow(/SLACK_APP_TOKEN/);
  await wrongApp.stop();
  await sandbox.close();
});

it('rehearsal settings are refused for the real Slack', () => {
  const common = { inbound: new Inside(), log: new RecordedLog() };
  const config = { botToken: 'xoxb-1', appToken: 'xapp-1' };
  expect(() =>
    createSlack({ ...common, config: { ...config, apiUrl: 'https://evil.example/api/' } }),
  ).toThrow(/loopback/);
  expect(() => createSlack({ ...common, config, timeScale: 60 })).toThrow(/rehearsals/);
});

describe('HTTP', () => {
  let on: Rehearsal;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    on = await rehearse({ http: {} });
    server = createServer((request, response) => on.slack.listener!(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${SLACK_PATH}`;
  });
  afterAll(async () => {
    await on.stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('answers the challenge, then clicks and commands', async () => {
    const all = { events: url, interactivity: url, commands: url, options: url };
    expect(await on.sandbox.setRequestUrls(all)).toBe(true);
    on.inside.answers = () => ({ kind: 'notice', tone: 'info', text: plain('By HTTP.') });
    const { ack } = await on.sandbox.as('ben').command('C0SUPPORT', '/inbox', 'list');
    expect(ack?.status).toBe('acknowledged');
    await on.sandbox.waitFor(() => on.sandbox.as('ben').state.ephemerals.at(-1)?.text === 'By HTTP.');
  });

  const command = (team: string) =>
    new URLSearchParams({
      team_id: team,
      user_id: 'U0BEN',
      channel_id: 'C0SUPPORT',
      command: '/inbox',
      text: 'forged',
      trigger_id: '1.2.3',
    }).toString();
  const send = (body: string, secret: string, at = Math.floor(Date.now() / 1000)) => {
    const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': `v0=${signature}`,
      },
    });
  };
  const forged = () =>
    on.inside.requests.filter((one) => one.kind === 'command' && one.words[0] === 'forged').length;

  it('refuses what Slack did not sign, and what it signed long ago', async () => {
    const body = command(on.sandbox.teamId);
    expect((await send(body, 'wrong secret')).status).toBe(401);
    const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600;
    expect((await send(body, on.sandbox.signingSecret, tenMinutesAgo)).status).toBe(401);
    expect(forged()).toBe(0);
    expect((await send(body, on.sandbox.signingSecret)).status).toBe(200);
    await on.sandbox.waitFor(() => forged() === 1);
  });

  it('drops what comes from another team', async () => {
    const before = forged();
    await send(command('T0STRANGER'), on.sandbox.signingSecret);
    await on.sandbox.waitFor(() => on.log.lines.some((line) => line.includes('T0STRANGER')));
    expect(forged()).toBe(before);
  });
});
