import { isEmoji } from './emoji';
import { decodeEntities } from './entities';
import { safeLink } from './safeLink';

/** A run of text inside a line. All `text` is final: entities are decoded, nothing in it is markup any more. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'link'; url: string; label: Inline[] }
  | { kind: 'user' | 'channel' | 'usergroup'; id: string; label?: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; timestamp: number; format: string; url?: string; fallback: string };

export type TextBlock =
  | { kind: 'lines'; lines: Inline[][] }
  | { kind: 'quote'; lines: Inline[][] }
  | { kind: 'preformatted'; text: string };

export interface MrkdwnOptions {
  /** Slack's `verbatim: true`: bare addresses are not turned into links. */
  verbatim?: boolean;
}

const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const BARE_ADDRESS = /https?:\/\/[^\s<>|*~`"]+/iy;
const SHORTCODE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/iy;
/** Deeper emphasis than this is shown as typed; it bounds the work on hostile text. */
const DEEPEST = 6;

/** Parses Slack's mrkdwn into quotes, preformatted text and lines. Linear enough for 40,000 characters. */
export function parseMrkdwn(source: string, options: MrkdwnOptions = {}): TextBlock[] {
  const blocks: TextBlock[] = [];
  const parts = source.split('```');
  // An even number of parts: the last fence never ends, so its marks are text.
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join('```'));
  parts.forEach((part, index) => {
    if (index % 2 === 1) {
      blocks.push({ kind: 'preformatted', text: decodeEntities(part.replace(/^\n|\n$/g, '')) });
      return;
    }
    // The newline that separates a fence from its neighbours belongs to the fence.
    const from = index > 0 && part.startsWith('\n') ? 1 : 0;
    const to = index < parts.length - 1 && part.endsWith('\n') ? part.length - 1 : part.length;
    const text = part.slice(from, Math.max(from, to));
    if (text !== '') blocks.push(...parseLines(text, options));
  });
  return blocks;
}

function parseLines(source: string, options: MrkdwnOptions): TextBlock[] {
  const blocks: TextBlock[] = [];
  let quoteRest = false;
  for (const line of source.split('\n')) {
    const rest = /^(?:>>>|(?:&gt;){3}) ?/.exec(line);
    const one = /^(?:>|&gt;) ?/.exec(line);
    const mark = quoteRest ? undefined : (rest ?? one);
    if (rest) quoteRest = true;
    const kind = quoteRest || mark ? 'quote' : 'lines';
    const content = parseInline(mark ? line.slice(mark[0].length) : line, options);
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else blocks.push({ kind, lines: [content] });
  }
  return blocks;
}

/** Parses one line (no fences, no quotes). */
export function parseInline(line: string, options: MrkdwnOptions = {}, depth = 0): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') out.push({ kind: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  let at = 0;
  // Once a mark found no partner, looking again from further right cannot find one either.
  const hopeless = new Set<string>();
  while (at < line.length) {
    const found = readAt(line, at, options, depth, hopeless);
    if (found) {
      flush();
      out.push(...found.nodes);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return out;
}

interface Found {
  nodes: Inline[];
  end: number;
}

function readAt(
  line: string,
  at: number,
  options: MrkdwnOptions,
  depth: number,
  hopeless: Set<string>,
): Found | undefined {
  const char = line[at] as string;
  if (char === '<') {
    const end = line.indexOf('>', at + 1);
    const inner = end < 0 ? '' : line.slice(at + 1, end);
    if (inner === '' || inner.includes('<')) return undefined;
    return { nodes: [angle(inner)], end: end + 1 };
  }
  if (char === '`') {
    const end = line.indexOf('`', at + 1);
    if (end <= at + 1) return undefined;
    return {
      nodes: [{ kind: 'code', text: decodeEntities(unwrapAngles(line.slice(at + 1, end))) }],
      end: end + 1,
    };
  }
  if (char === ':') {
    SHORTCODE.lastIndex = at;
    const match = SHORTCODE.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (!match || !name || !isEmoji(name)) return undefined;
    return { nodes: [{ kind: 'emoji', name }], end: at + match[0].length };
  }
  if (char === '*' || char === '_' || char === '~') {
    if (depth >= DEEPEST || hopeless.has(char)) return undefined;
    const end = closing(line, at, char);
    if (end === 'none') hopeless.add(char);
    if (typeof end !== 'number') return undefined;
    const children = parseInline(line.slice(at + 1, end), options, depth + 1);
    return { nodes: [{ kind: EMPHASIS[char], children }], end: end + 1 };
  }
  if ((char === 'h' || char === 'H') && !options.verbatim && !isWord(line[at - 1])) {
    BARE_ADDRESS.lastIndex = at;
    const match = BARE_ADDRESS.exec(line)?.[0].replace(/(?:[.,;:!?')\]]|&gt;.*|&lt;.*)+$/, '');
    const url = match && safeLink(decodeEntities(match));
    if (!match || !url) return undefined;
    return { nodes: [{ kind: 'link', url, label: [{ kind: 'text', text: url }] }], end: at + match.length };
  }
  return undefined;
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);

/** Where the emphasis that opens at `at` closes; 'none' when no later place can close it; undefined: not an opening. */
function closing(line: string, at: number, mark: string): number | 'none' | undefined {
  if (isWord(line[at - 1]) || isSpace(line[at + 1]) || line[at + 1] === mark) return undefined;
  for (let i = at + 1; i < line.length; i += 1) {
    const char = line[i];
    if (char === '<' || char === '`') {
      const end = line.indexOf(char === '<' ? '>' : '`', i + 1);
      if (end > 0) i = end;
    } else if (char === mark && !isSpace(line[i - 1]) && !isWord(line[i + 1]) && i > at + 1) {
      return i;
    }
  }
  return 'none';
}

/** `<https://a.example|label>` inside code shows its label, as Slack does. */
function unwrapAngles(text: string): string {
  return text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => label || target);
}

function angle(inner: string): Inline {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(inner.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return special(target.slice(1), label);
  const url = safeLink(decodeEntities(target));
  const shown = label || decodeEntities(target).replace(/^mailto:/, '');
  // A scheme that is not allowed stays visible as text: hiding it would hide an attack.
  if (!url) return { kind: 'text', text: label ? `${label} (${decodeEntities(target)})` : shown };
  return { kind: 'link', url, label: withEmoji(shown) };
}

function special(command: string, label?: string): Inline {
  if (command.startsWith('subteam^')) return { kind: 'usergroup', id: command.slice(8), label };
  if (command.startsWith('date^')) {
    const [, seconds = '', format = '', url] = command.split('^');
    const timestamp = Number(seconds);
    if (seconds !== '' && Number.isFinite(timestamp)) {
      const link = url === undefined ? undefined : safeLink(decodeEntities(url));
      return { kind: 'date', timestamp, format: decodeEntities(format), url: link, fallback: label ?? '' };
    }
  }
  if (/^(here|channel|everyone)$/.test(command)) return { kind: 'broadcast', range: command };
  return { kind: 'text', text: label ?? `<!${command}>` };
}

/** Text that is final except for `:shortcodes:` (link labels, plain_text objects). */
export function withEmoji(text: string): Inline[] {
  const out: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/gi)) {
    const name = match[1]?.toLowerCase() ?? '';
    if (!isEmoji(name)) continue;
    if (match.index > from) out.push({ kind: 'text', text: text.slice(from, match.index) });
    out.push({ kind: 'emoji', name });
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({ kind: 'text', text: text.slice(from) });
  return out;
}
