/** Stands in for `postroom …`: writes down what it was told, for the bot and the test to read. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);
if (process.env.STAND_IN_CLI_FAILS && args.includes('ventes')) {
  console.error('The bot sees no channel of this name.');
  process.exit(1);
}
const told = { args, password: process.env.DEMO_MAIL_PASSWORD };
appendFileSync(join(process.env.POSTROOM_DATA_DIR!, 'told.jsonl'), `${JSON.stringify(told)}\n`);
