import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Tools } from '../../compose/tools';
import { readHeaderFields } from '../../email/headers';
import { readRawHeaders } from '../../email/rawHeaders';
import type { Mailbox } from '../../ports/rows';
import { example } from '../help';
import { Problem } from '../problem';
import type { Session } from '../session';
import type { Terminal } from '../terminal';
import { knownWorkspace, mailboxCalled } from '../workplace';
import { readLoopDelay, resetLoopDelay } from './botHealth';
import { type EmailFiles, emailFiles, withLineEnds } from './emailFiles';
import { ProgressBar } from './progressBar';
import { type Outcome, type Replayed, type ReplayWork, replay, type Stopped } from './replay';
import { countLines, delayLine, fileLine, stoppedSentence } from './summary';

/** A bot that was not seen for so long does not run. Its heartbeat is three times as quick. */
const ALIVE_SECONDS = 30;

export function replayCommand(program: Command, { terminal, withTools }: Session): void {
  program
    .command('replay')
    .description('deliver every file of a folder into a mailbox, and say what became of each')
    .argument('<folder>', 'with emails, also in folders below; their names do not matter')
    .option('--mailbox <name>', 'its name or address; needed when there are several')
    .option('--verbose', 'a line for each file')
    .addHelpText(
      'after',
      `\nThe emails are put into the INBOX over IMAP, so a running bot takes them in like any others.\nManifests (*.tsv, *.json, *.md, README, LICENSE) and hidden files are left out.\n${example('postroom replay ./old-mail --mailbox support')}`,
    )
    .action(async (folder: string, options: { mailbox?: string; verbose?: boolean }) => {
      const found = await emailFiles(folder);
      if (found.files.length === 0) {
        throw new Problem(`There is no email in ${folder} (${found.leftOut} files were left out).`);
      }
      await withTools(async (tools) => {
        const mailbox = await chooseMailbox(tools, options.mailbox);
        await replayInto(tools, terminal, mailbox, { folder, found, verbose: options.verbose === true });
      });
    });
}

/** @throws Problem unless there is one that is being watched. */
async function chooseMailbox(tools: Tools, called: string | undefined): Promise<Mailbox> {
  const mailbox = called === undefined ? await theOnlyOne(tools) : await mailboxCalled(tools, called);
  if (mailbox.state === 'paused') {
    throw new Problem(`${mailbox.name} is paused. First: postroom mailbox resume ${mailbox.name}`);
  }
  return mailbox;
}

async function theOnlyOne(tools: Tools): Promise<Mailbox> {
  const workspace = await knownWorkspace(tools);
  const all = (await tools.admin.mailboxes(workspace.id)).filter((one) => one.state !== 'removed');
  const [only] = all;
  if (!only) throw new Problem('There is no mailbox yet. Add one: postroom mailbox add --help');
  if (all.length === 1) return only;
  throw new Problem(`Say into which mailbox: --mailbox ${all.map((one) => one.name).join(' or ')}.`);
}

interface Folder {
  folder: string;
  found: EmailFiles;
  verbose: boolean;
}

async function replayInto(
  tools: Tools,
  terminal: Terminal,
  mailbox: Mailbox,
  { folder, found, verbose }: Folder,
): Promise<void> {
  const bots = await tools.instances(ALIVE_SECONDS);
  if (bots.length === 0) {
    throw new Problem(
      'No bot is running on this database, so nobody would take the emails in. Start it with npm start, or npm run demo. Nothing was delivered.',
    );
  }
  const delivery = await tools.mail.deliver(mailbox);
  const bar = new ProgressBar(terminal);
  const stop = new AbortController();
  const stopOnce = () => stop.abort();
  process.once('SIGINT', stopOnce);
  try {
    for (const { httpUrl } of bots) if (httpUrl) await resetLoopDelay(httpUrl);
    const began = performance.now();
    const work: ReplayWork = {
      files: found.files,
      deliver: async (file) => {
        const raw = withLineEnds(await readFile(join(folder, file)));
        if (raw.length === 0) throw new Error('The file is empty.');
        return delivery.append(raw);
      },
      canDeliver: () => delivery.usable(),
      look: (uids) => {
        const { folder: inbox, uidValidity } = delivery;
        return tools.arrivals.seen({ mailboxId: mailbox.id, folder: inbox, uidValidity, uids });
      },
      lookElsewhere: async (file) => elsewhere(tools, mailbox, await readFile(join(folder, file))),
      botIsAlive: async () => (await tools.instances(ALIVE_SECONDS)).length > 0,
      progress: (delivered, takenIn) => bar.show({ total: found.files.length, delivered, takenIn }),
      ended: (replayed) => {
        if (!verbose && replayed.outcome !== 'refused') return;
        bar.clear();
        terminal.print(fileLine(replayed));
      },
      signal: stop.signal,
    };
    const { replayed, stopped } = await replay(work);
    bar.clear();
    report(terminal, mailbox, found, { replayed, stopped, seconds: (performance.now() - began) / 1000 });
    for (const { httpUrl, id } of bots) {
      const delay = httpUrl === null ? null : await readLoopDelay(httpUrl);
      terminal.print(delayLine(delay, bots.length === 1 ? 'the bot' : `bot ${id}`));
    }
  } finally {
    process.removeListener('SIGINT', stopOnce);
    await delivery.close();
  }
}

/** An email whose conversation lies elsewhere is filed there at once. */
async function elsewhere(
  tools: Tools,
  mailbox: Mailbox,
  raw: Buffer,
): Promise<{ outcome: Outcome; number: number | null }> {
  const { messageId } = readHeaderFields(readRawHeaders(withLineEnds(raw)));
  const known = messageId ? await tools.arrivals.withId(mailbox.id, messageId) : null;
  if (!known || known.copies < 2) return { outcome: 'missed', number: known?.number ?? null };
  return { outcome: 'duplicate', number: known.number };
}

function report(
  terminal: Terminal,
  mailbox: Mailbox,
  { files, leftOut }: EmailFiles,
  { replayed, stopped, seconds }: { replayed: Replayed[]; stopped: Stopped | null; seconds: number },
): void {
  const delivered = replayed.filter(({ outcome }) => outcome !== 'refused').length;
  const left = leftOut > 0 ? ` Left out: ${leftOut} (manifests, licences, hidden files).` : '';
  terminal.print(
    `Delivered ${delivered} of ${files.length} files to ${mailbox.address} in ${seconds.toFixed(1)} s.${left}`,
  );
  for (const line of countLines(replayed)) terminal.print(line);
  if (stopped) terminal.print(stoppedSentence(stopped));
  const failed = replayed.some(({ outcome }) => outcome === 'missed' || outcome === 'refused');
  if (stopped || failed) process.exitCode = 1;
}
