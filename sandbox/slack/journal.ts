import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Line {
  /** What kind of thing. */
  k: string;
  id: string;
  /** The whole thing; absent when it is gone. */
  v?: unknown;
}

/**
 * What the sandbox remembers: a file of JSON lines, the last line of a thing wins. Lines are only ever appended,
 * so a killed process leaves at most one cut line at the end, which is skipped. Rewritten compactly at each start.
 */
export class Journal {
  private waiting: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly file: string | undefined;
  readonly filesDir: string | undefined;

  /** Without a folder nothing is kept. */
  constructor(dataDir: string | undefined, name = 'slack') {
    if (!dataDir) return;
    mkdirSync(join(dataDir, 'files'), { recursive: true });
    this.file = join(dataDir, `${name}.jsonl`);
    this.filesDir = join(dataDir, 'files');
  }

  /** Everything that was kept, by kind and id, in the order in which it first appeared. */
  load(): Map<string, Map<string, unknown>> {
    const kinds = new Map<string, Map<string, unknown>>();
    if (!this.file || !existsSync(this.file)) return kinds;
    for (const text of readFileSync(this.file, 'utf8').split('\n')) {
      const line = parseLine(text);
      if (!line) continue;
      const things = kinds.get(line.k) ?? new Map<string, unknown>();
      kinds.set(line.k, things);
      if (line.v === undefined) things.delete(line.id);
      else things.set(line.id, line.v);
    }
    this.rewrite(kinds);
    return kinds;
  }

  put(kind: string, id: string, value: unknown): void {
    this.add({ k: kind, id, v: value });
  }

  drop(kind: string, id: string): void {
    this.add({ k: kind, id });
  }

  /** Written at most 100 ms after it happened. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.file || this.waiting.length === 0) return;
    appendFileSync(this.file, this.waiting.join(''));
    this.waiting = [];
  }

  private add(line: Line): void {
    if (!this.file) return;
    this.waiting.push(`${JSON.stringify(line)}\n`);
    this.timer ??= setTimeout(() => this.flush(), 100);
  }

  private rewrite(kinds: Map<string, Map<string, unknown>>): void {
    if (!this.file) return;
    const lines: string[] = [];
    for (const [k, things] of kinds) {
      for (const [id, v] of things) lines.push(`${JSON.stringify({ k, id, v })}\n`);
    }
    writeFileSync(`${this.file}.new`, lines.join(''));
    renameSync(`${this.file}.new`, this.file);
  }
}

function parseLine(text: string): Line | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    // The line that was being written when the process was killed.
    return undefined;
  }
}
