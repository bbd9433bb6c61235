import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Problem } from './problem';

/** Where commands read and write; tests give their own. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  /** A line of the answer: standard output. Control characters (of an email, say) do not reach the terminal. */
  print(line: string): void;
  /** Exactly so, to standard output: for what programs read. Resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** A line about what is going on: standard error, so that it never gets into a pipe. */
  note(line: string): void;
  /** Replaces the line at the bottom; null where nobody watches it. */
  redraw: ((line: string) => void) | null;
  /** Somebody sits in front of it who can be asked. */
  interactive: boolean;
  ask(question: string): Promise<string>;
  /** Without echo. */
  askSecret(question: string): Promise<string>;
  /** From now on this value is blanked in everything that is printed. */
  keepSecret(value: string): void;
}

/** Shorter values occur in ordinary words. */
const SHORTEST_SECRET = 6;

/** All but line breaks and tabs; also those that turn the direction of writing around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

export function processTerminal(): Terminal {
  const secrets = new Set<string>();
  const withoutSecrets = (text: string): string => {
    let blanked = text;
    for (const secret of secrets) blanked = blanked.replaceAll(secret, '[secret]');
    return blanked;
  };
  const clean = (text: string): string => withoutSecrets(text).replace(CONTROLS, '\uFFFD');
  return {
    env: process.env,
    print: (line) => void process.stdout.write(`${clean(line)}\n`),
    note: (line) => void process.stderr.write(`${clean(line)}\n`),
    write: (text) =>
      new Promise((resolve) => {
        if (process.stdout.write(text)) resolve();
        else process.stdout.once('drain', resolve);
      }),
    redraw: process.stderr.isTTY
      ? (line) => void process.stderr.write(`\r\u001B[K${clean(line).slice(0, process.stderr.columns - 1)}`)
      : null,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: async (question) => (await askWith(question, process.stderr)).trim(),
    async askSecret(question) {
      process.stderr.write(question);
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      return askWith('', silent).finally(() => process.stderr.write('\n'));
    },
    keepSecret(value) {
      if (value.length >= SHORTEST_SECRET) secrets.add(value);
    },
  };
}

function askWith(question: string, output: Writable): Promise<string> {
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    // Ctrl-C and Ctrl-D end up here; after an answer it is too late to refuse.
    reader.once('close', () => reject(new Problem('No answer was given: nothing was changed.')));
    reader.question(question, (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}
