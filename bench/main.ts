import { across } from './across';
import { clicks } from './clicks';
import type { Options, Report } from './report';

/** One file per measurement. */
const benches: Record<string, (options: Options) => Promise<Report>> = { clicks, across };

const HELP = `npm run bench -- NAME [--emails N] [--scale N] [--rounds N] [--json]

  clicks   a burst of emails arrives while a person clicks: how long until the form opens, until it is done
  across   what is done in Slack or in Teams: how long until the other one shows it; always at the real pace

  --json   the last line is one JSON object`;

async function main(words: string[]): Promise<void> {
  const name = words.find((word) => !word.startsWith('-') && !/^\d+$/.test(word));
  const bench = name === undefined ? undefined : benches[name];
  if (!bench) {
    process.stdout.write(`${HELP}\n`);
    process.exitCode = name === undefined ? 0 : 1;
    return;
  }
  const json = words.includes('--json');
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const report = await bench({
    emails: numberAfter(words, '--emails') ?? 500,
    scale: numberAfter(words, '--scale') ?? 20,
    rounds: numberAfter(words, '--rounds') ?? 40,
    say,
  });
  for (const [what, value] of Object.entries(report.figures)) say(`${what.padEnd(34)} ${value ?? 'unknown'}`);
  for (const problem of report.problems) say(`NOT AS IT SHOULD BE: ${problem}`);
  if (json) say(JSON.stringify({ bench: name, ...report }));
  process.exitCode = report.problems.length > 0 ? 1 : 0;
}

function numberAfter(words: string[], option: string): number | undefined {
  const at = words.indexOf(option);
  if (at === -1) return undefined;
  const value = Number(words[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} wants a whole number.`);
  return value;
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exitCode = 1;
});
