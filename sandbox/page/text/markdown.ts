import type { Inline } from './mrkdwn';
import { withEmoji } from './mrkdwn';
import { safeLink } from './safeLink';

/** What the `markdown` block can hold; the usual subset, no HTML (it is shown as typed). */
export type MarkdownNode =
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'quote'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'preformatted'; text: string }
  | { kind: 'rule' };

/** Parses standard Markdown (headings, lists, quotes, fences, emphasis, code, links). */
export function parseMarkdown(source: string): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const lines = source.split('\n');
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (/^\s*```/.test(line)) {
      let end = i + 1;
      while (end < lines.length && !/^\s*```/.test(lines[end] as string)) end += 1;
      nodes.push({ kind: 'preformatted', text: lines.slice(i + 1, end).join('\n') });
      i = end;
      continue;
    }
    addLine(nodes, line, i > 0 && (lines[i - 1] as string).trim() === '');
  }
  return nodes;
}

function addLine(nodes: MarkdownNode[], line: string, fresh: boolean): void {
  const last = nodes.at(-1);
  if (line.trim() === '') return;
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  const item = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
  const quote = /^>\s?(.*)$/.exec(line);
  if (heading) {
    nodes.push({ kind: 'heading', level: heading[1]?.length ?? 1, content: inline(heading[2] ?? '') });
  } else if (/^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line)) {
    nodes.push({ kind: 'rule' });
  } else if (item) {
    const ordered = item[1] !== undefined;
    const content = inline(item[2] ?? '');
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(content);
    else nodes.push({ kind: 'list', ordered, items: [content] });
  } else if (quote) {
    const content = inline(quote[1] ?? '');
    if (last?.kind === 'quote' && !fresh) last.lines.push(content);
    else nodes.push({ kind: 'quote', lines: [content] });
  } else if (last?.kind === 'paragraph' && !fresh) last.lines.push(inline(line));
  else nodes.push({ kind: 'paragraph', lines: [inline(line)] });
}

const MARKS =
  /`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*|~~(?=\S)(.+?)(?<=\S)~~|(?<![\w*])[*_](?=\S)([^*_]+)(?<=\S)[*_](?!\w)|\[([^\]]*)\]\(([^()\s]+)\)/;

function inline(text: string, depth = 0): Inline[] {
  const match = depth < 6 && text.length < 20_000 ? MARKS.exec(text) : null;
  if (!match) return withEmoji(text);
  const [whole, code, bold, strike, italic, label, address] = match;
  const before = withEmoji(text.slice(0, match.index));
  const after = inline(text.slice(match.index + whole.length), depth);
  return [...before, ...marked(), ...after];

  function marked(): Inline[] {
    if (code !== undefined) return [{ kind: 'code', text: code }];
    if (bold !== undefined) return [{ kind: 'bold', children: inline(bold, depth + 1) }];
    if (strike !== undefined) return [{ kind: 'strike', children: inline(strike, depth + 1) }];
    if (italic !== undefined) return [{ kind: 'italic', children: inline(italic, depth + 1) }];
    const url = safeLink(address ?? '');
    if (!url) return [{ kind: 'text', text: whole }];
    return [{ kind: 'link', url, label: withEmoji(label || url) }];
  }
}
