const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IMAP's date-time (RFC 3501), always in UTC: `22-Nov-2026 10:30:00 +0000`. It has no milliseconds. */
export function imapDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

export function fromImapDate(text: string): Date {
  return new Date(text.trim());
}

/** Everything before the empty line, with the line break of the last header; the whole text if there is none. */
export function headerBlock(raw: string): string {
  const end = raw.search(/\r?\n\r?\n/);
  if (end < 0) return raw;
  return raw.slice(0, end + (raw[end] === '\r' ? 2 : 1));
}

/** The header fields as they stand, folded lines kept together, each with its line break. */
export function headerFields(raw: string): Array<{ name: string; source: string }> {
  const fields: Array<{ name: string; source: string }> = [];
  for (const line of headerBlock(raw).match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last) last.source += line;
    else fields.push({ name: line.split(':', 1)[0]!.trim().toLowerCase(), source: line });
  }
  return fields;
}

/**
 * Sequence sets like `1:3,7,9:*` as sorted spans that do not overlap; `*` is `last`. A span may be written
 * backwards, and `9:*` still means the last message when that is below 9 (RFC 3501).
 */
export function spansOf(set: string, last: number): Array<[number, number]> {
  const number = (text: string | undefined) => (text === '*' ? last : Number(text) || 1);
  const spans = set.split(',').map((part): [number, number] => {
    const [from, to] = part.split(':');
    const a = number(from);
    const b = to === undefined ? a : number(to);
    return a <= b ? [a, b] : [b, a];
  });
  spans.sort((one, other) => one[0] - other[0]);
  const merged: Array<[number, number]> = [];
  for (const span of spans) {
    const previous = merged.at(-1);
    if (previous && span[0] <= previous[1] + 1) previous[1] = Math.max(previous[1], span[1]);
    else merged.push(span);
  }
  return merged;
}
