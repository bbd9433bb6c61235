import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import type { ConversationEvent, PersonEvent } from '../domain/events';
import { type Locale, locales } from '../locales/locale';
import { wordsOf } from '../ui/text';
import { personCalled } from './accountCommands';
import { example } from './help';
import { historyVerifyCommand } from './historyVerify';
import { Problem, wrongUsage } from './problem';
import type { Session } from './session';
import { knownWorkspace } from './workplace';

export function historyCommands(program: Command, session: Session): void {
  const history = program
    .command('history')
    .description('what happened to a conversation; whether the history is what was written')
    .addHelpText('after', example('postroom history show 142'));
  showCommand(history, session);
  historyVerifyCommand(history, session);
  exportCommand(history, session);
}

function showCommand(history: Command, { terminal, withTools }: Session): void {
  history
    .command('show')
    .description('everything that happened to one conversation or person, as sentences; times are UTC')
    .argument(
      '<number>',
      'of the conversation, as on its card: 142 or #142; or the email address of a person',
    )
    .option('--language <language>', locales.join(' or '), 'en')
    .option('--json', 'for programs: one JSON array')
    .addHelpText(
      'after',
      example(
        'postroom history show 142',
        'postroom history show 142 --language fr',
        'postroom history show ada@example.com',
      ),
    )
    .action(async (words: string, options: { language: string; json?: boolean }) => {
      const number = Number(words.replace(/^#/, ''));
      const isNumber = Number.isSafeInteger(number) && number >= 1;
      if (!isNumber && !words.includes('@')) {
        throw wrongUsage(
          'A conversation is named by its number, for example 142, and a person by their email address.',
        );
      }
      const locale = locales.find((one) => one === options.language);
      if (!locale) throw wrongUsage(`--language takes ${locales.join(' or ')}.`);
      const lines = await withTools((tools) =>
        isNumber ? readLines(tools, number, locale) : readPerson(tools, words, locale),
      );
      if (options.json) return terminal.print(JSON.stringify(lines, null, 2));
      for (const { at, sentence } of lines) terminal.print(`${timeWords(at)}  ${sentence}`);
    });
}

type Tools = Parameters<Parameters<Session['withTools']>[0]>[0];

type Line = { at: string; sentence: string };

async function readLines(tools: Tools, number: number, locale: Locale): Promise<Line[]> {
  // The catalogues are needed by this command only.
  const { timelineTexts } = require('../app/timelineText') as typeof import('../app/timelineText');
  const workspace = await knownWorkspace(tools);
  return tools.store.transaction(async (tx) => {
    const id = await tx.conversations.idByNumber(workspace.id, number);
    const state = id && (await tx.conversations.get(id));
    if (!state) throw new Problem(`There is no conversation #${number}.`);
    const events = await tx.history.read<ConversationEvent>({ kind: 'conversation', id: state.id });
    const texts = await timelineTexts(tx, locale, state, events);
    return texts.map(({ at, text }) => ({ at, sentence: wordsOf(text) }));
  });
}

async function readPerson(tools: Tools, called: string, locale: Locale): Promise<Line[]> {
  const { personTexts } = require('../app/timelineText') as typeof import('../app/timelineText');
  const { id } = await personCalled(tools, called);
  return tools.store.transaction(async (tx) => {
    const events = await tx.history.read<PersonEvent>({ kind: 'person', id });
    const texts = await personTexts(tx, locale, id, events);
    return texts.map(({ at, text }) => ({ at, sentence: wordsOf(text) }));
  });
}

/** `2026-11-22 12:00:03` */
function timeWords(at: string): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function exportCommand(history: Command, { terminal, withTools }: Session): void {
  history
    .command('export')
    .description('every event and every checkpoint as JSON lines, with what their hashes are made from')
    .option('--out <file>', 'into this file, which must not exist yet; left out, to standard output')
    .addHelpText('after', example('postroom history export --out history.jsonl'))
    .action(({ out }: { out?: string }) =>
      withTools(async (tools) => {
        const lines = tools.history.export();
        const count = out === undefined ? await toTerminal(terminal, lines) : await toFile(out, lines);
        terminal.note(`${count} lines${out === undefined ? '' : ` in ${out}`}.`);
      }),
    );
}

async function toTerminal(terminal: Session['terminal'], lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  for await (const line of lines) {
    await terminal.write(`${line}\n`);
    count += 1;
  }
  return count;
}

/** Readable by its owner only: who did what is nobody else's business. */
async function toFile(path: string, lines: AsyncIterable<string>): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await once(file, 'open');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(
      code === 'EEXIST'
        ? `${path} exists already. Name another file.`
        : `${path} cannot be written (${code}).`,
    );
  }
  let count = 0;
  for await (const line of lines) {
    if (!file.write(`${line}\n`)) await once(file, 'drain');
    count += 1;
  }
  file.end();
  await finished(file);
  return count;
}
