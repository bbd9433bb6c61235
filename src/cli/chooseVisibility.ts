import { type Visibility, visibilities } from '../domain/permissions';
import { wrongUsage } from './problem';
import type { Terminal } from './terminal';

/** Which of the two is right depends on the team, so there is no default: whoever adds a mailbox chooses. */
const EXPLAINED = [
  'Who sees what in this mailbox?',
  '',
  '  1  open           Everybody in the channel sees every card and may read, discuss and take.',
  '                    For teams that triage together.',
  '  2  assigned-only  Agents see only what is assigned to them, as cards in their direct messages. The',
  '                    channel is the dispatchers’ private one. For mail that not everybody may read.',
  '',
];

/** @throws Problem (wrong usage) that explains both when nobody can be asked. */
export async function chooseVisibility(terminal: Terminal, given: string | undefined): Promise<Visibility> {
  if (given !== undefined) {
    if (isVisibility(given)) return given;
    throw wrongUsage('--visibility takes open or assigned-only.');
  }
  if (!terminal.interactive) {
    throw wrongUsage(
      [...EXPLAINED, 'Nobody can be asked here: give --visibility open or --visibility assigned-only.'].join(
        '\n',
      ),
    );
  }
  for (const line of EXPLAINED) terminal.note(line);
  for (;;) {
    const answer = await terminal.ask('open or assigned-only (1 or 2): ');
    const chosen = answer === '1' ? 'open' : answer === '2' ? 'assigned-only' : answer;
    if (isVisibility(chosen)) return chosen;
  }
}

export function isVisibility(name: string): name is Visibility {
  return (visibilities as readonly string[]).includes(name);
}
