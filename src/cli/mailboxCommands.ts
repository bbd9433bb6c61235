import type { Command } from 'commander';
import type { ListedMailbox } from '../ports/admin';
import { example } from './help';
import { mailboxAddCommand } from './mailboxAdd';
import { mailboxChannelCommands } from './mailboxChannels';
import { Problem, wrongUsage } from './problem';
import { addressWords } from './serverAddress';
import type { Session } from './session';
import { table } from './table';
import { COMMAND_LINE, mailboxCalled } from './workplace';

export function mailboxCommands(program: Command, session: Session): void {
  const mailbox = program
    .command('mailbox')
    .description('the shared addresses that Postroom watches')
    .addHelpText('after', example('postroom mailbox list'));
  mailboxAddCommand(mailbox, session);
  mailboxChannelCommands(mailbox, session);
  listCommand(mailbox, session);
  pauseCommand(mailbox, session);
  resumeCommand(mailbox, session);
  removeCommand(mailbox, session);
}

function listCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('list')
    .description('every mailbox, where its cards go and how watching it goes')
    .option('--json', 'for programs: one JSON array')
    .addHelpText('after', example('postroom mailbox list', 'postroom mailbox list --json'))
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withTools(async (tools) => {
        const workspace = await tools.admin.workspace();
        return workspace ? tools.admin.mailboxes(workspace.id) : [];
      });
      if (json) return terminal.print(JSON.stringify(all, null, 2));
      if (all.length === 0) return terminal.print('No mailbox yet. Add one: postroom mailbox add --help');
      const rows = all.map((one) => [
        one.name,
        one.address,
        one.channels.map(({ channel }) => channel).join(', ') || '-',
        one.visibility,
        String(one.members),
        addressWords(one.imap),
        stateWords(one),
      ]);
      const headings = ['NAME', 'ADDRESS', 'CHANNEL', 'VISIBILITY', 'MEMBERS', 'IMAP', 'STATE'];
      for (const line of table(headings, rows)) terminal.print(line);
    });
}

function stateWords({ state, health }: ListedMailbox): string {
  if (state !== 'active') return state;
  if (health.state === 'watching') return 'watching';
  return `${health.state} since ${health.since}${health.detail ? `: ${health.detail}` : ''}`;
}

function pauseCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('pause')
    .description('stop watching; emails wait on the mail server')
    .argument('<mailbox>', 'its name or address')
    .addHelpText('after', example('postroom mailbox pause support'))
    .action((called: string) =>
      withTools(async (tools) => {
        const found = await mailboxCalled(tools, called);
        const outcome = await tools.admin.pauseMailbox(found.id, COMMAND_LINE);
        if (outcome.ok) {
          return terminal.print(`${found.name} is paused. Go on with: postroom mailbox resume ${found.name}`);
        }
        if (outcome.why === 'alreadyPaused') return terminal.print(`${found.name} was paused already.`);
        throw new Problem(`${called} was removed meanwhile.`);
      }),
    );
}

function resumeCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('resume')
    .description('watch again, from where it was left')
    .argument('<mailbox>', 'its name or address')
    .addHelpText('after', example('postroom mailbox resume support'))
    .action((called: string) =>
      withTools(async (tools) => {
        const found = await mailboxCalled(tools, called);
        const outcome = await tools.admin.resumeMailbox(found.id, COMMAND_LINE);
        if (outcome.ok) return terminal.print(`${found.name} is watched again.`);
        if (outcome.why === 'alreadyActive') return terminal.print(`${found.name} was not paused.`);
        throw new Problem(`${called} was removed meanwhile.`);
      }),
    );
}

function removeCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('remove')
    .description('forget its account; conversations and history stay, and so do the emails on the server')
    .argument('<mailbox>', 'its name or address')
    .option('--yes', 'without asking')
    .addHelpText('after', example('postroom mailbox remove support'))
    .action((called: string, { yes }: { yes?: boolean }) =>
      withTools(async (tools) => {
        const found = await mailboxCalled(tools, called);
        if (!yes && !terminal.interactive) {
          throw wrongUsage('Nobody can be asked here whether this is meant. Give --yes to remove it.');
        }
        if (!yes) {
          terminal.note(
            `${found.address} will not be watched any more and its password is forgotten. Its cards, conversations and history stay.`,
          );
          const typed = await terminal.ask(`Type its name (${found.name}) to remove it: `);
          if (typed !== found.name) throw new Problem('That is not its name. Nothing was removed.');
        }
        const outcome = await tools.admin.removeMailbox(found.id, COMMAND_LINE);
        if (!outcome.ok) throw new Problem(`${called} was removed meanwhile.`);
        terminal.print(`${found.name} is removed.`);
      }),
    );
}
