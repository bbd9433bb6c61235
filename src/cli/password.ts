import { readFile, stat } from 'node:fs/promises';
import { Problem, wrongUsage } from './problem';
import type { Terminal } from './terminal';

export interface PasswordSource {
  /** Name of the variable. */
  env?: string;
  file?: string;
}

/**
 * From an environment variable, a file or the keyboard; never from an argument, which other users of the machine and
 * the shell's history would see. From then on it is blanked in everything that is printed.
 * @param option as in `--password`, for the sentences.
 */
export async function readPassword(
  terminal: Terminal,
  { env, file }: PasswordSource,
  { option, question }: { option: string; question: string },
): Promise<string> {
  if (env !== undefined && file !== undefined) {
    throw wrongUsage(`Give ${option}-env or ${option}-file, not both.`);
  }
  const password = await read(terminal, env, file, option, question);
  if (password === '') throw new Problem('The password is empty. Nothing was changed.');
  terminal.keepSecret(password);
  return password;
}

async function read(
  terminal: Terminal,
  env: string | undefined,
  file: string | undefined,
  option: string,
  question: string,
): Promise<string> {
  if (env !== undefined) {
    const value = terminal.env[env];
    // The name is not repeated: it may be the password itself, given by mistake.
    if (!value) {
      throw wrongUsage(
        `${option}-env takes the name of an environment variable, and the named one is not set.`,
      );
    }
    return value;
  }
  if (file !== undefined) return fromFile(terminal, file, option);
  if (!terminal.interactive) {
    throw wrongUsage(
      `Nobody can be asked for the password here. Give ${option}-env VARIABLE or ${option}-file FILE.`,
    );
  }
  return terminal.askSecret(question);
}

async function fromFile(terminal: Terminal, file: string, option: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(`The file of ${option}-file cannot be read (${code}).`);
  }
  // Editors end a file with a line break, which is no part of the password.
  const password = text.replace(/\r?\n$/, '');
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    terminal.note('Other users of this machine can read the password file. Close it: chmod 600 FILE');
  }
  return password;
}
