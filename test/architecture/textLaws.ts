import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The most lines that can be read in one sitting. */
const LONGEST_FILE = 350;

interface TextLaw {
  name: string;
  /** Files under the law, by path from the root. */
  files: (path: string) => boolean;
  broken: (text: string, path: string) => boolean;
}

const LAWS: TextLaw[] = [
  {
    name: 'rows are reached by db only',
    files: (path) => path.startsWith('src/') && !path.startsWith('src/db/'),
    broken: (text) => /\b(getRepository|DataSource|EntityManager|QueryRunner)\b/.test(text),
  },
  {
    name: 'only the command line and the log write to the terminal',
    files: (path) => path.startsWith('src/') && !/^src\/(cli\/|(main|logging)\.ts$)/.test(path),
    broken: (text) => /\bconsole\.\w+\(|process\.stdout\.write/.test(text),
  },
  {
    name: `no file is longer than ${LONGEST_FILE} lines`,
    files: () => true,
    broken: (text) => text.trimEnd().split('\n').length > LONGEST_FILE,
  },
  {
    name: 'no drawers for everything',
    files: () => true,
    broken: (_text, path) => /(^|\/)(helpers?|libs?|utils?|common|misc|shared)(\/|\.tsx?$)/.test(path),
  },
  {
    name: 'no barrels: a file that only passes on what others export',
    files: () => true,
    broken: (text) => /^export \* from /m.test(text),
  },
  {
    name: 'imports stand at the top, types too',
    // import('./card').Card is the one form that the reader of the import laws does not see.
    files: () => true,
    broken: (text) => /\bimport\(\s*'[^']*'\s*\)\s*\.\s*[A-Z]/.test(text),
  },
  {
    name: 'the sandbox imports nothing of src',
    // Also said by the import laws, which cannot read .tsx.
    files: (path) => path.startsWith('sandbox/') && path.endsWith('.tsx'),
    broken: (text, path) =>
      [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].some(
        ([, target]) => !posix.join(posix.dirname(path), target!).startsWith('sandbox/'),
      ),
  },
];

/**
 * The files in a tree that break a law which can be seen in their text or name, sorted, as `file (law)`.
 * @param root folder with `src/` and maybe `sandbox/`.
 */
export function textBreaches(root: string): string[] {
  return ['src', 'sandbox']
    .flatMap((folder) => sources(root, folder))
    .flatMap((path) => {
      const text = withoutComments(readFileSync(join(root, path), 'utf8'));
      return LAWS.filter((law) => law.files(path) && law.broken(text, path)).map(
        (law) => `${path} (${law.name})`,
      );
    })
    .sort();
}

/** Comments may speak of what the code must not do. Line breaks are kept, for the counting. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|\s)\/\/.*$/gm, '');
}

function sources(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules/'));
}
