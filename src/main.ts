import { explain } from './cli/explain';
import { startBot } from './compose/bot';
import { ConfigError, readConfig } from './config';
import { createLog } from './logging';

const help = `postroom: the bot

  npm start                 start it, for production (configuration by environment or .env, see .env.example;
                            NODE_ENV=development npm start: against npm run sandbox)
  npm run demo              try it without anything: a local chat and mail server
  npm run postroom -- help  the command line: mailboxes, members, history

It stops cleanly on SIGTERM and SIGINT.`;

async function main(): Promise<void> {
  if (process.argv.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const config = readConfig(process.env, 'bot');
  const log = createLog(config.logLevel);
  const bot = await startBot(config, log);
  log.info({ url: bot.url, team: bot.teamName }, 'Postroom is running');

  let stopping = false;
  const stop = (signal: string, exitCode = 0) => {
    // A second signal means: now.
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'Postroom is stopping');
    // Whatever hangs, the process ends before an orchestrator kills it.
    setTimeout(() => process.exit(1), 25_000).unref();
    bot.stop().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // The process never dies of one email, click or connection: what nobody caught is logged, and goes on.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A failure that nobody handled'));
  // Thrown where nobody could catch it, what it left half done is unknown: a fresh process goes on. Without this,
  // Node prints all that hangs on the error, requests and their headers among it.
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'Postroom broke and has to be started again');
    stop('uncaughtException', 1);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error).sentence}\n`);
  if (!(error instanceof ConfigError) && process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exit(1);
});
