import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { teamsPeople, teamsTeams, tenant } from './demo/seed/teamsWorld';
import { channels, mailboxes, people, team } from './demo/seed/world';
import { mailRoutes } from './mail/mailRoutes';
import { startMail } from './mail/startMail';
import { startSlack } from './slack/startSlack';
import { startTeams } from './teams/startTeams';

const HELP = `The sandbox alone: a Slack workspace, a Teams tenant and a mail server, without the bot.

  npm run sandbox                     in memory, forgotten when it ends
  npm run sandbox -- --data FOLDER    kept in that folder
  npm run sandbox -- --scale 60       rate windows, redelivery and expiry run 60 times faster

  npm run sandbox -- --teams-bot URL  where Teams delivers, http://localhost:3001/api/messages without it

PORT is the page's port, 3000 without it.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      scale: { type: 'string' },
      'teams-bot': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const timeScale = Number(values.scale ?? 1);
  if (!(timeScale > 0)) throw new Error(`--scale is a number over 0, not "${values.scale}".`);
  const dataDir = values.data === undefined ? undefined : resolve(values.data);
  const accounts = mailboxes.map(({ address, password, name }) => ({ address, password, name }));
  const mail = await startMail({ accounts, dataDir: dataDir && `${dataDir}/mail` });
  const endpoint = values['teams-bot'] ?? 'http://localhost:3001/api/messages';
  const teams = startTeams({
    dataDir: dataDir && `${dataDir}/chat`,
    timeScale,
    seed: {
      tenant,
      people: teamsPeople,
      teams: teamsTeams.map((one) => ({ ...one, installed: true })),
      app: { endpoint },
    },
  });
  const slack = await startSlack({
    port: Number(process.env.PORT || 3000),
    dataDir: dataDir && `${dataDir}/chat`,
    timeScale,
    routes: [...mailRoutes(mail), teams.route],
    seed: { team, people, channels },
  });
  console.log(
    [
      `Sandbox ready: http://localhost:${slack.port}`,
      '',
      'For the bot:',
      `  SLACK_API_URL=${slack.apiUrl}`,
      `  SLACK_BOT_TOKEN=${slack.botToken}`,
      `  SLACK_APP_TOKEN=${slack.appToken}`,
      `  SLACK_SIGNING_SECRET=${slack.signingSecret}`,
      `  TEAMS_REHEARSAL_URL=${teams.url}`,
      `  TEAMS_APP_ID=${teams.appId}`,
      `  TEAMS_APP_PASSWORD=${teams.appPassword}`,
      `  (Teams delivers to ${endpoint})`,
      `  IMAP ${mail.imap.host}:${mail.imap.port}, SMTP ${mail.smtp.host}:${mail.smtp.port}, no TLS`,
      ...mailboxes.map(({ address, password }) => `  mailbox ${address}, password ${password}`),
      '',
      'For the control interface (header x-sandbox-token):',
      `  ${slack.controlToken}`,
      `Mail from outside is delivered to port ${mail.inbound.port}.`,
    ].join('\n'),
  );
  const stop = (): void => {
    void Promise.all([slack.close(), mail.close()]).then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
