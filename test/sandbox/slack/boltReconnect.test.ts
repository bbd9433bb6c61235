import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { startSlack } from '../../../sandbox/slack/startSlack';

const channel = 'C0GENERAL';

describe('a Bolt app whose connection ends', () => {
  test.each(['polite', 'abrupt'] as const)('%s: it comes back and gets what it missed', async (how) => {
    const slack = await startSlack();
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const receiver = new SocketModeReceiver({
      appToken: slack.appToken,
      // The SDK waits this long before it connects again.
      clientPingTimeout: 150,
      logger: {
        debug() {},
        info() {},
        warn() {},
        error() {},
        setLevel() {},
        getLevel: () => LogLevel.ERROR,
        setName() {},
      },
      installerOptions: { clientOptions },
    });
    const app = new App({ token: slack.botToken, receiver, logLevel: LogLevel.ERROR, clientOptions });
    const heard: string[] = [];
    app.message(async ({ message }) => {
      heard.push(String((message as { text?: string }).text));
    });
    await app.start();
    slack.faults({ dropSockets: how });
    await slack.waitFor(() => !slack.as('ada').state.app.connected);
    await slack.as('ada').message(channel, 'missed');
    await slack.waitFor(() => heard.includes('missed'));
    expect(heard).toEqual(['missed']);
    await app.stop();
    await slack.close();
  });
});
