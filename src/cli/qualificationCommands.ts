import type { Command } from 'commander';
import type { Tools } from '../compose/tools';
import type { Mailbox } from '../ports/rows';
import { example } from './help';
import { Problem, wrongUsage } from './problem';
import type { Session } from './session';
import { table } from './table';
import { COMMAND_LINE, mailboxCalled } from './workplace';

export function qualificationCommands(program: Command, session: Session): void {
  const qualification = program
    .command('qualification')
    .description('the business categories that a mailbox offers')
    .addHelpText('after', example('postroom qualification list support'));
  addCommand(qualification, session);
  listCommand(qualification, session);
  retireCommand(qualification, session);
}

function addCommand(qualification: Command, { terminal, withTools }: Session): void {
  qualification
    .command('add')
    .description('add categories, in this order; an emoji may stand before the name')
    .argument('<mailbox>', 'its name or address')
    .argument('<name...>', 'for example Orders, or "📦 Orders"')
    .option('--emoji <emoji>', 'for the one name that is given')
    .addHelpText(
      'after',
      example(
        "postroom qualification add support '📦 Orders' Refund Question",
        'postroom qualification add support Orders --emoji 📦',
      ),
    )
    .action(async (called: string, names: string[], { emoji }: { emoji?: string }) => {
      if (emoji !== undefined && names.length > 1) throw wrongUsage('--emoji goes with one name.');
      const wanted = names.map((name) => readQualification(name, emoji));
      await withTools(async (tools) => {
        const mailbox = await mailboxCalled(tools, called);
        for (const one of wanted) terminal.print(await addQualification(tools, mailbox, one));
      });
    });
}

/** As a person types it, with its skin tone, gender or flag; or Slack's `:name:`. */
const EMOJI = String.raw`\p{RGI_Emoji}|:[a-z0-9_+\-]+:`;
const LEADING_EMOJI = new RegExp(`^(${EMOJI})\\s*(.*)$`, 'v');

/** `📦 Orders` is a name with an emoji. @throws Problem (wrong usage) */
export function readQualification(words: string, emoji?: string): { name: string; emoji: string | null } {
  if (emoji !== undefined) {
    const [, only, rest] = LEADING_EMOJI.exec(emoji.trim()) ?? [];
    if (!only || rest) throw wrongUsage('--emoji takes one emoji, for example 📦.');
    return { name: words.trim(), emoji: only };
  }
  const [, leading, name] = LEADING_EMOJI.exec(words.trim()) ?? [];
  return leading && name ? { name, emoji: leading } : { name: words.trim(), emoji: null };
}

/** @returns the sentence that says so. @throws Problem */
export async function addQualification(
  tools: Tools,
  mailbox: Mailbox,
  qualification: { name: string; emoji: string | null },
): Promise<string> {
  const outcome = await tools.admin.addQualification(mailbox.id, qualification, COMMAND_LINE);
  const { name } = qualification;
  if (outcome.ok) return `${mailbox.name} offers ${name}.`;
  switch (outcome.why) {
    case 'nameEmpty':
      throw wrongUsage('A qualification needs a name.');
    case 'nameTaken':
      return `${mailbox.name} offered ${name} already.`;
    case 'noSuchMailbox':
    case 'mailboxRemoved':
      throw new Problem(`The mailbox ${mailbox.name} was removed meanwhile.`);
  }
}

function listCommand(qualification: Command, { terminal, withTools }: Session): void {
  qualification
    .command('list')
    .description('the categories of a mailbox, in their order')
    .argument('<mailbox>', 'its name or address')
    .option('--json', 'for programs: one JSON array')
    .addHelpText('after', example('postroom qualification list support'))
    .action((called: string, { json }: { json?: boolean }) =>
      withTools(async (tools) => {
        const mailbox = await mailboxCalled(tools, called);
        const all = await tools.admin.qualifications(mailbox.id);
        if (json) return terminal.print(JSON.stringify(all, null, 2));
        if (all.length === 0) {
          return terminal.print(
            `${mailbox.name} has none yet. Add some: postroom qualification add ${mailbox.name} NAME…`,
          );
        }
        const rows = all.map((one) => [one.emoji ?? '', one.name, one.retired ? 'retired' : 'offered']);
        for (const line of table(['EMOJI', 'NAME', 'STATE'], rows)) terminal.print(line);
      }),
    );
}

function retireCommand(qualification: Command, { terminal, withTools }: Session): void {
  qualification
    .command('retire')
    .description('nobody can choose it any more; conversations that have it keep it')
    .argument('<mailbox>', 'its name or address')
    .argument('<name>', 'of the qualification')
    .addHelpText('after', example('postroom qualification retire support Refund'))
    .action((called: string, name: string) =>
      withTools(async (tools) => {
        const mailbox = await mailboxCalled(tools, called);
        const offered = (await tools.admin.qualifications(mailbox.id)).filter((one) => !one.retired);
        const wanted = readQualification(name).name.toLowerCase();
        const found = offered.find((one) => one.name.toLowerCase() === wanted);
        const outcome = found && (await tools.admin.retireQualification(found.id, COMMAND_LINE));
        if (!found || !outcome?.ok) {
          const names = offered.map((one) => one.name).join(', ') || 'nothing';
          throw new Problem(`${mailbox.name} does not offer "${name}". It offers ${names}.`);
        }
        terminal.print(`${mailbox.name} does not offer ${found.name} any more.`);
      }),
    );
}
