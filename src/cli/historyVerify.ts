import type { Command } from 'commander';
import type { Tools } from '../compose/tools';
import type { Stream } from '../domain/events';
import type { CheckpointBreak, HistoryBreak, HistoryGuard, KnownCheckpoint } from '../ports/historyCheck';
import type { Tx } from '../ports/store';
import { example } from './help';
import { wrongUsage } from './problem';
import type { Session } from './session';

export function historyVerifyCommand(history: Command, { terminal, withTools }: Session): void {
  history
    .command('verify')
    .description('check every event against the chain of hashes and the checkpoints; exit code 1 when broken')
    .option('--checkpoint <id:hash>', 'one that was written down elsewhere; it must still be there')
    .option('--json', 'for programs: one JSON object')
    .addHelpText(
      'after',
      example('postroom history verify', 'postroom history verify --checkpoint 12:9f86d081…'),
    )
    .action(async (options: { checkpoint?: string; json?: boolean }) => {
      const known = readCheckpoint(options.checkpoint);
      const { report, breaks } = await withTools(async (tools) => {
        const checked = await tools.history.verify(known);
        return { report: checked, breaks: await describe(tools, checked.breaks) };
      });
      if (report.breaks.length > 0 || report.checkpointBreak) process.exitCode = 1;
      if (options.json) return terminal.print(JSON.stringify(report, null, 2));
      for (const line of breaks) terminal.print(line);
      if (report.checkpointBreak) terminal.print(checkpointWords(report.checkpointBreak));
      const { events, streams, checkpoints, newest } = report;
      const counted = `${events} events in ${streams} histories, ${checkpoints} checkpoints`;
      const broken = report.breaks.length + (report.checkpointBreak ? 1 : 0);
      terminal.print(broken === 0 ? `Sound: ${counted}.` : `Broken in ${broken} places: ${counted}.`);
      if (newest)
        terminal.print(`Newest checkpoint, to be written down elsewhere: ${newest.id}:${newest.hash}`);
      for (const line of guardWords(report.guard)) terminal.print(line);
    });
}

/** @throws Problem (wrong usage) */
function readCheckpoint(words: string | undefined): KnownCheckpoint | undefined {
  if (words === undefined) return undefined;
  const [, id, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(words) ?? [];
  if (!id || !hash) throw wrongUsage('--checkpoint takes what an earlier check printed, as 12:9f86d0…');
  return { id: Number(id), hash: hash.toLowerCase() };
}

const BREAKS: Record<HistoryBreak['why'], (seq: number) => string> = {
  edited: (seq) => `event ${seq} was edited: it is not what its hash was made from`,
  removed: (seq) => `events before event ${seq} are missing`,
  unlinked: (seq) => `event ${seq} does not follow on the one before it, which was replaced`,
  rewritten: (seq) => `a checkpoint knows another event ${seq}: the chain was made anew`,
  cut: (seq) => `events from ${seq} on are missing at the end`,
  stateOlder: (seq) => `the state does not know event ${seq} and those after it`,
};

async function describe(tools: Tools, breaks: HistoryBreak[]): Promise<string[]> {
  return tools.store.transaction(async (tx) => {
    const lines: string[] = [];
    for (const { stream, seq, why } of breaks) {
      const called = (await nameOf(tx, stream)) ?? stream.id;
      lines.push(`Broken: ${stream.kind} ${called}: ${BREAKS[why](seq)}.`);
    }
    return lines;
  });
}

async function nameOf(tx: Tx, { kind, id }: Stream): Promise<string | undefined> {
  switch (kind) {
    case 'conversation': {
      const conversation = await tx.conversations.get(id);
      return conversation ? `#${conversation.number}` : undefined;
    }
    case 'mailbox':
      return (await tx.mailboxes.get(id))?.name;
    case 'person':
      return (await tx.people.get(id))?.name;
  }
}

function checkpointWords({ id, why }: CheckpointBreak): string {
  const said: Record<CheckpointBreak['why'], string> = {
    edited: 'was edited',
    removed: 'follows on one that is missing',
    unlinked: 'does not follow on the one before it',
    headsChanged: 'does not fit what it was made over',
    unknown: 'is not the one that was written down',
  };
  return `Broken: checkpoint ${id} ${said[why]}.`;
}

/** What the role that Postroom runs as could do to the history. */
function guardWords({ role, owner, rights, triggersOff }: HistoryGuard): string[] {
  const lines: string[] = [];
  if (owner) {
    lines.push(
      `Careful: the running role ${role} owns the history and could rewrite it unseen up to the last checkpoint that you wrote down. Run Postroom as another role: DATABASE_OWNER_URL for migrations, DATABASE_URL for the bot.`,
    );
  } else if (rights.length > 0) {
    lines.push(`Careful: the running role ${role} may do more than read and append: ${rights.join(', ')}.`);
  }
  if (triggersOff.length > 0) {
    lines.push(`Careful: what refuses changes is switched off: ${triggersOff.join(', ')}.`);
  }
  return lines;
}
