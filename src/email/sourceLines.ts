/**
 * Some archives keep emails with a lone CR at the end of each line: no parser finds a header in them. Sources that have
 * any LF are returned as they are.
 */
export function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
  const copy = Buffer.from(raw);
  for (let at = copy.indexOf(0x0d); at >= 0; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a;
  return copy;
}
