import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Problem } from '../problem';

export interface EmailFiles {
  /** Paths from the folder, sorted, so that a thread's first email usually comes first. */
  files: string[];
  /** Manifests, licences, hidden files and what is no file. */
  leftOut: number;
}

/** What lies beside emails in collections of them, and is none. */
const ASIDE = /(^|\/)(\.[^/]*|readme[^/]*|licen[cs]e[^/]*|copying[^/]*|[^/]*\.(tsv|json|md))$/i;

/** Every file of a folder and the folders in it, whatever its name. @throws Problem */
export async function emailFiles(folder: string): Promise<EmailFiles> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'There is no folder' : `Cannot look into (${error.code})`;
      throw new Problem(`${why} ${folder}.`);
    },
  );
  if (!isFolder) throw new Problem(`${folder} is a file. Name the folder in which it lies.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
      // A link may lead anywhere, also back here.
      plain: entry.isFile(),
    }));
  const files = paths.filter(({ path, plain }) => plain && !isAside(path)).map(({ path }) => path);
  return { files: files.sort(), leftOut: paths.length - files.length };
}

function isAside(path: string): boolean {
  return ASIDE.test(path) || path.split('/').some((part) => part.startsWith('.'));
}

/** As a mail server hands emails over: a file that knows LF only gets CRLF. Every other byte stays. */
export function withLineEnds(raw: Buffer): Buffer {
  if (!raw.includes('\n') || raw.includes('\r\n')) return raw;
  return Buffer.from(raw.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
