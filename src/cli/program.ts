import { Command } from 'commander';
import { example } from './help';
import { historyCommands } from './historyCommands';
import { mailboxCommands } from './mailboxCommands';
import { memberCommands } from './memberCommands';
import { qualificationCommands } from './qualificationCommands';
import { replayCommand } from './replay/command';
import type { Session } from './session';

/** Every command, in the order of `--help`. */
export function buildProgram(session: Session): Command {
  const { terminal } = session;
  const program = new Command('postroom')
    .description('Sets up Postroom: mailboxes, their members and qualifications; shows and checks history.')
    .showHelpAfterError('(add --help for the options and an example)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.note(withoutValues(text.replace(/\n$/, ''))),
    })
    .configureHelp({ showGlobalOptions: false })
    .addHelpText(
      'after',
      example(
        'postroom member set you@example.com --workspace-admin',
        "postroom mailbox add support@example.com --name support --channel '#support' --visibility open \\",
        '    --imap imap.example.com:993 --smtp smtp.example.com:465 --user support@example.com',
        'postroom member set ada@example.com --mailbox support --role dispatcher',
      ),
    );
  mailboxCommands(program, session);
  memberCommands(program, session);
  qualificationCommands(program, session);
  historyCommands(program, session);
  replayCommand(program, session);
  return program;
}

/** Somebody who tries `--password=…` must not find it in the log of their terminal. */
function withoutValues(text: string): string {
  return text.replace(/(unknown option '--?[\w-]+)=[^\n]*'/g, "$1'");
}
