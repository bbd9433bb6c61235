import type { CommandState } from '../../protocol';
import type { Directory } from '../live/workspace';

export interface Suggestion {
  /** What stands in the text afterwards, from `from` on. */
  insert: string;
  from: number;
  title: string;
  note?: string;
}

const MOST = 8;

/** What could be meant by the word before the caret: a command, a person, a channel. */
export function suggestionsFor(
  text: string,
  caret: number,
  commands: CommandState[],
  directory: Directory,
): Suggestion[] {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) {
    return commands
      .filter((one) => one.command.startsWith(before))
      .slice(0, MOST)
      .map((one) => ({
        insert: one.command,
        from: 0,
        title: `${one.command}${one.usageHint ? ` ${one.usageHint}` : ''}`,
        note: one.description,
      }));
  }
  const word = /(?:^|\s)([@#])([\p{L}\p{N}_.-]*)$/u.exec(before);
  if (!word) return [];
  const wanted = (word[2] ?? '').toLowerCase();
  const from = caret - wanted.length - 1;
  if (word[1] === '#') {
    return [...directory.channels.values()]
      .filter((one) => one.kind !== 'im' && one.name.startsWith(wanted))
      .slice(0, MOST)
      .map((one) => ({ insert: `#${one.name}`, from, title: `#${one.name}` }));
  }
  return [...directory.people.values()]
    .filter(
      (one) =>
        !one.deleted &&
        `${one.name} ${one.realName}`
          .toLowerCase()
          .split(' ')
          .some((part) => part.startsWith(wanted)),
    )
    .slice(0, MOST)
    .map((one) => ({ insert: `@${one.name}`, from, title: one.realName || one.name, note: `@${one.name}` }));
}
