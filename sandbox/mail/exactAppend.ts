import type { Connection, ImapServer } from 'hoodiecrow-imap';

/*
 * hoodiecrow's parser looks at every character of a command, those of a message included: it refuses NUL, and takes
 * a blank at the end of a message for one at the end of the command. So APPEND shows it a stand-in of a few letters,
 * and the octets themselves go past it.
 */

const held = new WeakMap<Connection, Map<string, string>>();
let count = 0;

/** The command with a stand-in for the message; other commands, and unfinished ones, as they are. */
export function withoutMessage(connection: Connection, command: string): string {
  if (!/^\S+ APPEND /i.test(command)) return command;
  const start = messageStart(command);
  if (start === null) return command;
  count += 1;
  const standIn = `message-${count}`;
  const messages = held.get(connection) ?? new Map<string, string>();
  held.set(connection, messages.set(standIn, command.slice(start)));
  const before = command.slice(0, start).replace(/\{\d+(\+?)\}\r?\n$/, `{${standIn.length}$1}\r\n`);
  return before + standIn;
}

/** Where the last literal begins; null when the command does not end with one. */
function messageStart(command: string): number | null {
  const literal = /\{(\d+)\+?\}\r?\n/g;
  for (let match = literal.exec(command); match; match = literal.exec(command)) {
    const start = match.index + match[0].length;
    const end = start + Number(match[1]);
    if (end === command.length) return start;
    literal.lastIndex = end;
  }
  return null;
}

/** Stores what the stand-in stands for. */
export function exactAppend(server: ImapServer): void {
  const append = server.getCommandHandler('APPEND');
  if (!append) throw new Error('hoodiecrow knows no APPEND.');
  server.setCommandHandler('APPEND', (connection, parsed, data, callback) => {
    const message = parsed.attributes?.at(-1);
    if (message && !Array.isArray(message)) {
      const octets = held.get(connection)?.get(String(message.value));
      held.get(connection)?.delete(String(message.value));
      if (octets !== undefined) message.value = octets;
    }
    append(connection, parsed, data, callback);
  });
}
