import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Parts } from './parts';
import { whoIsWho } from './setUp';
import { startDemo } from './startDemo';

const HELP = `Postroom, rehearsed on this machine: a Slack workspace, a Teams tenant and a mail server in the browser, and the
real bot.

  npm run demo                  start, and go on from the last time
  npm run demo -- --fresh       forget the last time and start over
  npm run demo -- --help        this text

  npm run demo:postroom -- …    the command line on the running demo, for example:
  npm run demo:postroom -- replay FOLDER --mailbox support

Environment:
  PORT                 of the page, 3000 without it
  POSTROOM_DATA_DIR    where everything is kept, .postroom/demo without it
  DATABASE_URL         a Postgres to use; without it the bot runs one of its own
`;

async function main(): Promise<void> {
  const begun = performance.now();
  const { fresh, help } = options();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const parts = new Parts();
  stopWhenAsked(parts);
  const root = resolve(process.env.POSTROOM_DATA_DIR || join(process.cwd(), '.postroom', 'demo'));
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
  try {
    const demo = await startDemo({
      port: pagePort(process.env.PORT),
      root,
      fresh,
      env: process.env,
      parts,
      say: (line) => console.log(`${seconds()} s  ${line}`),
    });
    console.log(`Postroom demo ready: http://localhost:${demo.port}`);
    console.log(hints(root));
    fail(await demo.broken, parts);
  } catch (error) {
    fail((error as Error).message, parts);
  }
}

function options(): { fresh: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      options: { fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    return { fresh: values.fresh === true, help: values.help === true };
  } catch (error) {
    console.error(`${(error as Error).message}\nTry: npm run demo -- --help`);
    process.exit(2);
  }
}

function pagePort(text: string | undefined): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT must be a number from 0 to 65535, not "${text}".`);
  process.exit(2);
}

function hints(root: string): string {
  return [
    '',
    'The same mailboxes stand in Slack and in Teams: switch at the left. Choose at the top who you are:',
    ...whoIsWho().map((line) => `  ${line}`),
    'In the mail pane you are the customer: write to support@atelier-nord.example.',
    'The command line, on this demo: npm run demo:postroom -- --help',
    `Everything is kept in ${root}. Start over: npm run demo -- --fresh. Stop: Ctrl-C.`,
  ].join('\n');
}

/** Ctrl-C, a kill, the terminal closing, and npm ending without passing the signal on. */
function stopWhenAsked(parts: Parts): void {
  const stop = (exitCode: number) => {
    if (parts.asked) return;
    console.log('\nStopping …');
    void parts.stop().then((failed) => {
      for (const sentence of failed) console.error(sentence);
      process.exit(exitCode);
    });
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  process.on('SIGHUP', () => stop(0));
  // A closed terminal: nobody reads this any more, but stopping must go on.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(0);
  }, 500).unref();
}

/** A part ended that should go on, or did not start. When somebody asked to stop, that is no failure. */
function fail(sentence: string, parts: Parts): void {
  if (parts.asked) return;
  console.error(`\n${sentence}`);
  void parts.stop().then(() => process.exit(1));
}

void main();
